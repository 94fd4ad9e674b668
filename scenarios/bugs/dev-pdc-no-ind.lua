-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem without configurations takes the request to list them and never sends
-- the indication with the list, nor one of which is in use. qmicli waited for it
-- for ever. A right client takes silence for an empty list.

return scenario {
  bug = {
    source = "libqmi 06fda6aa",
    fault = "client: qmicli",
    versions = "libqmi before 1.18",
  },

  faults = {
    { match = { message = "PDC List Configs", kind = "indication" },
      drop = true, must_match = true },
    { match = { message = "PDC Get Selected Config", kind = "indication" },
      drop = true },
  },

  expect = {
    { must = "PDC List Configs" },
    { duration = { max = 4 } },
  },
  leaks = "fail",
}
