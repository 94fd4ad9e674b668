-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The radio takes a moment to switch off, here half a second, and the indication
-- of it comes at the end. A modem that is asked to switch it on meanwhile says yes
-- and does not. A right client waits for the indication, or asks for the mode and,
-- when it is not what was wanted, sets it again.

local SWITCH_OFF = {
  message = "DMS Set Operating Mode", fields = { mode = "low_power" },
}

return scenario {
  bug = {
    source = "ModemManager 2d96df77",
    fault = "device: firmware that loses a mode",
    versions = "ModemManager before 1.20",
  },

  faults = {
    { match = {
        message = "DMS Set Operating Mode", fields = { mode = "online" },
        since = { SWITCH_OFF, within = 0.5 },
      },
      answer = {} },
    { match = { message = "DMS Event Report", kind = "indication",
        fields = { operating_mode = "low_power" } },
      delay = 0.5 },
  },

  expect = {
    { must = SWITCH_OFF },
    { must = {
      message = "DMS Set Operating Mode", fields = { mode = "online" },
      since = { SWITCH_OFF, later = 0.5 },
    } },
  },
  leaks = "fail",
}
