-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem does nothing wrong: its numbers are little-endian, also those of
-- three and six bytes and its floats. On a machine that is big-endian libqmi and
-- uqmi took the lengths of frames and TLVs as they stood (12 was 3,072), then
-- numbers of odd sizes and floats. A right client reads the time, then asks for
-- the network by numbers that the modem told.

return scenario {
  bug = {
    source = "libqmi 33df1d40 (Debian bug 778346), d9d1f330, 9cc1c7e7,"
      .. " 13901030; uqmi eb1dec7",
    fault = "client: libqmi, uqmi",
    versions = "libqmi before 1.4.0 to 1.37.95, on big-endian machines",
  },

  on = {
    ["NAS Get PLMN Name"] = function(modem, request)
      local plmn = request.plmn
      assert(plmn.mcc == 1 and plmn.mnc == 1,
        "network " .. plmn.mcc .. "-" .. plmn.mnc)
      return modem:default(request)
    end,
  },

  story = function(modem)
    modem:expect "DMS Get Time"
    modem:expect "NAS Get PLMN Name"
  end,
  leaks = "fail",
}
