-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem names a radio interface that is not in the client's list. In
-- vintage_net_qmi that ended the process which held the client id; it was
-- started again, took another id, and so on until none was left. A right client
-- takes values that it does not know, and gives back what it was given.

return scenario {
  bug = {
    source = "nerves-networking/vintage_net_qmi 124",
    fault = "client: vintage_net_qmi",
    versions = "open",
  },

  modem = preset "generic" { clients = { limits = { NAS = 16 } } },

  faults = {
    { match = { message = "NAS Get Serving System", kind = "response" },
      sweep = { ["serving_system.radio_interfaces.1"] = { 99 } },
      must_match = true },
  },

  story = function(modem)
    for _ = 1, 18 do
      modem:expect "NAS Get Serving System"
      assert(#modem:clients "NAS" < 3, "ids are given back")
    end
  end,
  leaks = "fail",
}
