-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card comes up later than the modem: its state is an error that says so
-- (UimUninitialized), then one that says nothing (Internal), and then there it
-- is. Clients took one of these for the last word and the modem for one without a
-- card. A right client asks again.

local function status(nth, rule)
  rule.match = { message = "UIM Get Card Status", kind = "response", nth = nth }
  rule.must_match = true
  return rule
end

return scenario {
  bug = {
    source = "ModemManager 0ac7feb7, 6b4602a3, ec4fe83d, 48ca1aea; "
      .. "openwrt issue 20949",
    fault = "device: Pantech UML290 and others; client: ModemManager",
    versions = "ModemManager before 1.16",
  },

  faults = {
    status({ min = 1, max = 2 }, { error = "UimUninitialized" }),
    status(3, { error = "Internal" }),
  },

  expect = {
    { at_least = 4, of = "UIM Get Card Status" },
    { must = "UIM Read Transparent" },
  },
  leaks = "fail",
}
