-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Without a call the rates of the channel are FF FF FF FF, which means that
-- there are none. libqmi showed 4294967295 bits a second. A right client shows
-- no rate.

return scenario {
  bug = {
    source = "libqmi 63530321 (issue 8)",
    fault = "client: libqmi",
    versions = "libqmi before 1.24.0",
  },

  faults = {
    { match = { message = "WDS Get Channel Rates", kind = "response" },
      tlvs = { patch = { channel_rates = { [0] = bytes.fill(8, "\xff") } } },
      must_match = true },
  },

  expect = {
    { stdout = "n/a" },
    { no_stdout = "4294967295" },
  },
  leaks = "fail",
}
