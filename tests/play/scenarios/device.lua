-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A Foxconn modem with a battery, not activated, whose radio is switched off
-- and on again after ten seconds, and whose battery runs down meanwhile.

return scenario {
  modem = preset "generic" {
    usb = { vendor = 0x0489 },
    device = {
      activation_state = "not_activated", fcc_lock = "InvalidTransition",
      power = { flags = 2, battery_level = 80 },
    },
  },

  story = function(modem)
    modem:sleep(10)
    modem.hardware:switch_radio(false)
    modem.hardware:set_power { battery_level = 60 }
    modem:sleep(1)
    modem.hardware:set_power { battery_level = 15 }
    modem:sleep(1)
    modem.hardware:set_power { battery_level = 12 }
    modem:sleep(1)
    modem.hardware:set_power { flags = 3 }
    modem.hardware:switch_radio(true)
  end,
}
