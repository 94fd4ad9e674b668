-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A client makes more requests to CTL than there are transaction numbers of
-- eight bits. 0 is none of them, since indications have it; a client that counts
-- 255, 0, 1 sends a request whose answer it cannot tell from an indication. A
-- right client goes from 255 to 1.

return scenario {
  bug = {
    source = "libqmi 4cc620bd",
    fault = "client: libqmi; proxy",
    versions = "libqmi before 1.0.0",
  },

  faults = {
    { match = { service = "CTL", transaction = 255 },
      event = "the last number", must_match = true },
    { match = { service = "CTL", transaction = 1,
        since = { event = "the last number" } },
      event = "the first again", must_match = true },
  },

  expect = {
    { must_not = { service = "CTL", transaction = 0 } },
    { at_least = 600, of = { service = "CTL" } },
  },
  leaks = "fail",
}
