-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The network ends the calls of a bearer. A little later, when the client has
-- given up the bearer but still has its client ids, the modem tells that the
-- IP configuration has changed. ModemManager had left its handler of that in
-- place, which then used a bearer that was gone. A right client does not mind,
-- and connects again.

local function tell_change(modem, clients)
  for _ = 1, 20 do
    modem:sleep(0.1)
    for _, client in ipairs(clients) do
      modem:indicate("WDS Extended Ip Config", {
        changed_ip_configuration = { "operator_reserved_pco", "ip_address" },
      }, client)
    end
  end
end

return scenario {
  bug = {
    source = "ModemManager ba9901e2, ModemManager issue 794",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.24",
  },

  story = function(modem)
    local clients = {}
    local _, call = modem:expect "WDS Start Network"
    clients[1] = call.client
    _, call = modem:expect "WDS Start Network"
    clients[2] = call.client
    modem:expect "WDS Get Packet Statistics"
    modem:sleep(0.2)
    modem.bearers:stop_all "network_end"
    tell_change(modem, clients)
    modem:expect "WDS Start Network"
  end,
  expect = { { reports = "none" } },
}
