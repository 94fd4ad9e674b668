-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The data format is set already, and the modem refuses every other one.
-- ModemManager went through its combinations and, with the last refused too,
-- on beyond the end of their list. A right client stops there and takes the
-- format that the modem has.

return scenario {
  bug = {
    source = "ModemManager 3082d5d3, 50937f52",
    fault = "device's state; client: ModemManager",
    versions = "ModemManager before 1.21.8",
  },

  faults = {
    { match = { message = "WDA Set Data Format" }, error = "InvalidArgument",
      must_match = true },
  },
  expect = {
    { at_least = 4, of = "WDA Set Data Format" },
    { must = "WDA Get Data Format", after = "WDA Set Data Format" },
  },
}
