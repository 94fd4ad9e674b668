-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Modems with an SDX55 are there on the bus long before they answer: more than
-- 25 s, here three. Clients took them for dead. A right client asks until the
-- modem is up.

return scenario {
  bug = {
    source = "ModemManager e57c59bf; libqmi 10b871c4 (issue 126)",
    fault = "device: those with a Qualcomm SDX55",
    versions = "ModemManager before 1.18, libqmi before 1.38",
  },

  faults = {
    { match = { kind = "any", since = { "boot", within = 3 } }, drop = true,
      must_match = true },
  },

  expect = {
    { must = { message = "DMS Get Model", kind = "response" } },
  },
  leaks = "fail",
}
