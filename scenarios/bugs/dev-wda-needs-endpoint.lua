-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem wants to know which endpoint is meant before it tells its data
-- format: Get Data Format without Endpoint Info is answered with
-- MissingArgument. A right client asks again with it, or knows the format
-- already.

return scenario {
  bug = {
    source = "ModemManager a8fd33eb, issue 177; libqmi a04525d9",
    fault = "device: MDM9x07 and newer",
    versions = "ModemManager before 1.14",
  },

  faults = {
    { match = { message = "WDA Get Data Format", lacks = "endpoint_info" },
      error = "MissingArgument", must_match = true },
  },
  expect = {
    { must = { message = "WDA Get Data Format", has = "endpoint_info" },
      after = { message = "WDA Get Data Format", lacks = "endpoint_info" } },
  },
}
