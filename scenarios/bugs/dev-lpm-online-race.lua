-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The radio takes a moment to switch off, here half a second. A modem that is
-- asked to switch it on meanwhile says yes and does not. A right client asks for
-- the mode and, when it is not what was wanted, sets it again.

return scenario {
  bug = {
    source = "ModemManager 2d96df77",
    fault = "device: firmware that loses a mode",
    versions = "ModemManager before 1.20",
  },

  faults = {
    { match = {
        message = "DMS Set Operating Mode", fields = { mode = "online" },
        since = {
          { message = "DMS Set Operating Mode", fields = { mode = "low_power" } },
          within = 0.5,
        },
      },
      answer = {}, must_match = true },
  },

  expect = {
    { order = {
      { message = "DMS Set Operating Mode", fields = { mode = "low_power" } },
      { message = "DMS Set Operating Mode", fields = { mode = "online" } },
      "DMS Get Operating Mode",
      { message = "DMS Set Operating Mode", fields = { mode = "online" } },
    } },
  },
  leaks = "fail",
}
