-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with the services of single makers, locked until the host knows the
-- word of FCC authentication.

return scenario {
  modem = preset "generic" {
    services = {
      FOX = { 1, 0 }, GMS = { 1, 0 }, GAS = { 1, 0 }, ATR = { 1, 0 },
    },
    device = { fcc_lock = "InvalidTransition" },
  },
}
