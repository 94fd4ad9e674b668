-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Asked for its operating mode, the modem is shutting down, which the words of
-- DMS have and ModemManager's did not. A right client takes it for off, and
-- asks for online when the modem is to be used.

return scenario {
  bug = {
    source = "ModemManager 31cbf9c1",
    fault = "device (OnePlus 6T); client: ModemManager",
    versions = "ModemManager before 1.26",
  },

  modem = preset "generic" { device = { operating_mode = "low_power" } },
  faults = {
    { match = { message = "DMS Get Operating Mode", kind = "response" },
      set = { mode = "shutting_down" }, times = 1, must_match = true },
  },
  expect = {
    { must = { message = "DMS Set Operating Mode", fields = { mode = "online" } },
      after = "DMS Get Operating Mode" },
    { reports = "none" },
  },
}
