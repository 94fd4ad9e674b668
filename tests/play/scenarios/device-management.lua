-- SPDX-License-Identifier: LGPL-2.1-or-later
-- At each DMS Get Model comes the next of: an alert, a second one, the loss of
-- the network, its return, and a server that fails.

return scenario {
  modem = preset "generic" {
    services = { OMA = { 1, 0 } },
    device = { activation_state = "not_activated" },
    oma = { retries = 2 },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
    assert(modem.oma:ask("network_initiated_prl_update", 7))
    modem:expect "DMS Get Model"
    assert(not modem.oma:ask("network_initiated_prl_update", 8))
    modem:expect "DMS Get Model"
    modem.network:lose()
    modem:expect "DMS Get Model"
    modem.network:come_back()
    modem:expect "DMS Get Model"
    modem.oma:fail "server_unavailable"
  end,
}
