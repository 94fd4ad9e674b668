-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The host opens the port again without having closed it, and the modem still
-- talks to the id of before: it tells that old id that there is no network,
-- which is no longer so. A client that looks at the service alone takes that for
-- its own, and registers anew. A right client drops what is for ids that are not
-- its own.

local old

return scenario {
  bug = {
    source = "the-modem-distro/meta-qcom daaa7d9",
    fault = "host that does not close; modem: openqti",
    versions = "openqti before 2021-09-21",
  },

  faults = {
    { match = { message = "NAS Get Signal Info", nth = 1 }, must_match = true,
      run = function(_, _, call) old = call.client end },
  },

  story = function(modem)
    modem:expect "NAS Get Signal Info"
    local _, call = modem:expect("NAS Get Serving System")
    assert(old ~= call.client, "the new id is another one")
    modem:send(bytes.frame {
      service = "NAS", id = 0x24, kind = "indication", client = old,
      transaction = 1, tlvs = bytes.tlv(1, "\2\2\2\0\0"),
    })
    modem:expect_no("NAS Initiate Network Register", { within = 0.3 })
    modem:expect("NAS Get Signal Info", { client = call.client })
  end,
}
