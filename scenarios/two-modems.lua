-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two modems, alice and bob, in one network. The host finds both: they differ
-- in all their numbers, and each can be told what happens to the other.

return scenario {
  modems = {
    alice = {},
    bob = {
      modem = preset "generic" {
        sim = { msisdn = "+15550100200", imsi = "001010123456700" },
      },
    },
  },
}
