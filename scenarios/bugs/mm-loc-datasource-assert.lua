-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Asked where predicted orbits come from, the modem says it three times at
-- once. ModemManager asserted that it did not know yet. A right client takes
-- what came last for true, and lives: it asks on for other things.

return scenario {
  bug = {
    source = "ModemManager 87e1e8b2",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.24",
  },

  faults = {
    { match = {
        message = "LOC Get Predicted Orbits Data Source", kind = "indication",
      },
      duplicate = 2, must_match = true },
  },

  story = function(modem)
    modem:expect "LOC Get Predicted Orbits Data Source"
    modem:expect "NAS Register Indications"
  end,
  expect = { { reports = "none" } },
}
