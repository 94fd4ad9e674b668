-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A switch to a slot that is active already is answered with NoEffect, and
-- from then on the modem does not know Get Slot Status any more. ModemManager
-- reported a failure of the first and gave the modem up at the second. To a
-- right client the switch is done, and it goes on with the card.

return scenario {
  bug = {
    source = "ModemManager 9c1843c3, 5ed79518; lpac abad55d",
    fault = "device; client: ModemManager",
    versions = "ModemManager before 1.16",
  },

  modem = preset "generic" {
    sim = { slots = { { imsi = "001010123456780" } } },
  },
  faults = {
    { match = { message = "UIM Switch Slot" }, error = "NoEffect",
      must_match = true },
    { match = { message = "UIM Get Slot Status", since = "UIM Switch Slot" },
      error = "NotSupported", must_match = true },
  },
  expect = {
    { must = { message = { "UIM Get Card Status", "DMS UIM Get PIN Status" } },
      after = { message = "UIM Get Slot Status", nth = 2 } },
  },
}
