-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem's own storage of messages is full. What is routed there is refused
-- to the network, and no client hears of it. A right client has messages
-- transferred to itself, past all storage, or makes room first, and gets them.

return scenario {
  bug = {
    source = "oFono 417af0ea",
    fault = "device (Quectel EC20); client: oFono",
    versions = "oFono before 1.21",
  },

  modem = preset "generic" {
    usb = { vendor = 0x1199, product = 0x9071, interface = 8 },
    messages = { delivery_seconds = 0.1 },
  },
  story = function(modem)
    modem.messages:fill("nv", 0)
    modem:expect "WMS Set Routes"
    modem.messages:receive { from = "+15550100200", text = "Is there room?" }
  end,
  expect = {
    { must = { message = "WMS Event Report", kind = "indication" } },
  },
}
