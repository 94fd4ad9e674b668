-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The same as with InvalidQmiCommand, but the modem says NotSupported (94):
-- clients that had learnt the one error did not know the other. A right client
-- asks the UIM service.

return scenario {
  bug = {
    source = "ModemManager 9583ec98; sixfab/rpiShields issue 7",
    fault = "device: Telit LE922A, Quectel EC25",
    versions = "ModemManager before 1.8",
  },

  faults = {
    { match = { message = "DMS UIM Get PIN Status" }, error = "NotSupported",
      must_match = true },
  },
  expect = {
    { order = { "DMS UIM Get PIN Status", "UIM Get Card Status" } },
    { at_most = 1, of = "DMS UIM Get PIN Status" },
  },
  leaks = "fail",
}
