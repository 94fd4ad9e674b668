-- SPDX-License-Identifier: LGPL-2.1-or-later
-- After fifty requests to DMS the modem has run out of memory: it answers Get
-- Version Info by NoMemory, and NAS not at all; only switching it off helps. A
-- client that asks on for ever has a modem that looks alive and does nothing. A
-- right client gives the modem up after ten requests without an answer.

return scenario {
  bug = {
    source = "forum.sierrawireless.com, topic 7836 (MC7304)",
    fault = "modem: Sierra Wireless MC7304",
    versions = "firmware of the time",
  },

  faults = {
    { match = { service = "DMS", nth = 50 },
      event = "out of memory", must_match = true },
    { match = { message = "CTL Get Version Info",
        since = { event = "out of memory" } },
      error = "NoMemory", must_match = true },
    { match = { service = "NAS", since = { event = "out of memory" } },
      drop = true, must_match = true },
  },

  expect = {
    { exactly = 10, of = { service = "NAS" },
      after = { event = "out of memory" } },
  },
}
