-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem refuses to go online with InvalidTransition until the host has
-- sent FCC authentication (DMS 0x555F), once. Clients that did not know the
-- message stayed in low power. A right client tries, unlocks, and tries again;
-- it does not unlock what is not locked.

return scenario {
  bug = {
    source = "libqmi 22628a69; ModemManager 21f315f6, 9b2b46e2; uqmi 5624e3f",
    fault = "device: DW5570, MC8805, EM7455",
    versions = "libqmi before 1.14, ModemManager before 1.8",
  },

  modem = preset "sierra-mc7455" {
    device = { operating_mode = "low_power", fcc_lock = "InvalidTransition" },
  },
  expect = {
    { order = {
      { message = "DMS Set Operating Mode", fields = { mode = "online" } },
      "DMS Set FCC Authentication",
      { message = "DMS Set Operating Mode", fields = { mode = "online" } },
    } },
    { exactly = 1, of = "DMS Set FCC Authentication" },
  },
  leaks = "fail",
}
