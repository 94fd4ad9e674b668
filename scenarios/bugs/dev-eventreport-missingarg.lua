-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem answers the request to report its operating mode with
-- MissingArgument. ModemManager failed to enable the modem over it and left it
-- disabled. A right client goes on without these reports.

return scenario {
  bug = {
    source = "ModemManager 6006dd1d, issue 683",
    fault = "device; client: ModemManager",
    versions = "ModemManager before 1.21.3",
  },

  faults = {
    { match = { message = "DMS Set Event Report",
        has = "operating_mode_reporting" },
      error = "MissingArgument", must_match = true },
  },
  expect = {
    { must = "NAS Register Indications", after = "DMS Set Event Report" },
  },
}
