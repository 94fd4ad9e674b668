-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes a new operating mode and says so in its answer, but the
-- indication of it never comes. ModemManager waited for the indication and called
-- the modem dead. A right client asks for the mode when none comes.

local SWITCH_ON = {
  message = "DMS Set Operating Mode", fields = { mode = "online" },
}

return scenario {
  bug = {
    source = "ModemManager 2568b2e6 (issue 646)",
    fault = "device: firmware without the indication; client: ModemManager",
    versions = "ModemManager before 1.21.5",
  },

  modem = preset "generic" { device = { operating_mode = "low_power" } },

  faults = {
    { match = { message = "DMS Event Report", kind = "indication" },
      drop = true, must_match = true },
  },

  expect = {
    { must = "DMS Get Operating Mode", after = SWITCH_ON },
    { must = "NAS Get Serving System", after = SWITCH_ON },
  },
  leaks = "fail",
}
