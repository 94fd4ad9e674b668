-- SPDX-License-Identifier: LGPL-2.1-or-later
-- There is room for one more message, and two come. The host is told that the
-- storage is full, and gets the second when it has deleted something.

return scenario {
  modem = preset "generic" {
    messages = { nv_limit = 10 },
  },

  story = function(modem)
    modem.messages:fill("nv", 1)
    modem:expect("WMS Set Event Report",
      { request = { new_mt_message_indicator = { report = true } } })
    modem:sleep(1)
    modem.messages:receive { from = "+15550100200", text = "One" }
    modem.messages:receive { from = "+15550100200", text = "Two" }
    modem:expect("WMS Delete", { within = 600 })
  end,
}
