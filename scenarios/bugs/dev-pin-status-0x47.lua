-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem has no card messages in DMS any more and answers Get PIN Status
-- with InvalidQmiCommand (71). ModemManager took it for a missing card. A
-- right client asks the UIM service then, and DMS no further.

return scenario {
  bug = {
    source = "libqmi-devel 2015-November/001400; ModemManager 18c8dd60",
    fault = "device: MC7430 and others with MDM9x30",
    versions = "ModemManager before 1.6",
  },

  faults = {
    { match = { message = "DMS UIM Get PIN Status" }, error = "InvalidQmiCommand",
      must_match = true },
  },
  expect = {
    { order = { "DMS UIM Get PIN Status", "UIM Get Card Status" } },
    { at_most = 1, of = "DMS UIM Get PIN Status" },
  },
  leaks = "fail",
}
