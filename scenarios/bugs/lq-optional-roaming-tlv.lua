-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem answers Get Autoconnect Settings without its roaming part. libqmi held
-- that to be mandatory and failed. A right client shows what is there.

return scenario {
  bug = {
    source = "libqmi 4a2a3bdf",
    fault = "client: libqmi",
    versions = "libqmi before 1.14.0",
  },

  faults = {
    { match = { message = "WDS Get Autoconnect Settings", kind = "response" },
      tlvs = { drop = "roaming" }, must_match = true },
  },

  expect = {
    { stdout = "Status: 'disabled'" },
  },
  leaks = "fail",
}
