-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem tells the network of its LTE cell as strings of three bytes: MCC
-- "001" with MNC "41" and an 0xFF behind it, then nothing but zeros. libqmi
-- wrote what was good into the buffer of its caller and left in the rest what
-- had been there before. To a right client the MNC is 41; without a network it
-- asks for no name.

local calls = 0

return scenario {
  bug = {
    source = "libqmi 26e2fff8, 7442639c (work item 134), e1a4855e",
    fault = "client: libqmi",
    versions = "libqmi before 1.32.0; its library function up to 1.38.0",
  },

  on = {
    ["NAS Get PLMN Name"] = function(modem, request)
      local plmn = request.plmn
      assert(plmn.mcc == 1 and plmn.mnc == 41, "a network that was not told")
      calls = calls + 1
      assert(calls == 1, "a name of no network")
      return modem:default(request)
    end,
  },

  faults = {
    { match = { message = "NAS Get System Info", kind = "response", nth = 1 },
      tlvs = { patch = { lte_system_info_v2 = { [20] = "001", [23] = "41\xff" } } },
      must_match = true },
    { match = { message = "NAS Get System Info", kind = "response", nth = 2 },
      tlvs = { patch = { lte_system_info_v2 = { [20] = bytes.fill(6, "\0") } } },
      must_match = true },
  },

  story = function(modem)
    modem:expect "NAS Get System Info"
    modem:expect "NAS Get System Info"
  end,
  expect = { { reports = "none" } },
  leaks = "fail",
}
