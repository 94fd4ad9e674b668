-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem transfers messages to the host, whatever routes it was told, and
-- has each acknowledged. ModemManager read them and did not: no message came
-- after the first. A right client acknowledges each by its transaction id.

return scenario {
  bug = {
    source = "ModemManager 205e9edf",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.18",
  },

  modem = preset "generic" {
    messages = {
      delivery_seconds = 0.1,
      routes = { none = { storage = "none", action = "transfer_only" } },
    },
  },
  on = { ["WMS Set Routes"] = {} },
  story = function(modem)
    modem:expect("WMS Set Event Report")
    for _, text in ipairs { "One", "Two" } do
      modem.messages:receive { from = "+15550100200", text = text }
    end
    modem:expect("WMS Send Ack", {
      where = function(request) return request.information.success end,
    })
    modem:expect "WMS Send Ack"
  end,
  expect = {
    { exactly = 2, of = { message = "WMS Event Report", kind = "indication",
      fields = { transfer_route_mt_message = { ack_indicator = "send" } } } },
  },
}
