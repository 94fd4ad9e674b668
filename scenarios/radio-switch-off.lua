-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Somebody has switched the radio off by hand: the modem refuses to go online
-- until the switch is moved, two seconds after the first refusal.

return scenario {
  modem = preset "generic" {
    device = { operating_mode = "low_power", radio_switch = false },
  },

  story = function(modem)
    local online = { within = 30, request = { mode = "online" } }

    modem:expect("DMS Set Operating Mode", online)
    assert(modem.operating_mode == "low_power", "the switch is off")
    modem:sleep(2)
    modem.hardware:switch_radio(true)

    modem:expect("DMS Set Operating Mode", online)
    modem:sleep(0)
    assert(modem.operating_mode == "online", "nothing is in the way any more")
  end,
}
