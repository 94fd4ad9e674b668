-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The default bearer of LTE is up and has an address, yet Get Current Settings
-- is answered with OutOfCall until Start Network has been sent. A client that
-- asked at once had no address. A right client starts the call first.

return scenario {
  bug = {
    source = "oFono 91b89f47, 4651a702",
    fault = "device",
    versions = "oFono before 1.20",
  },

  expect = {
    { order = { "WDS Start Network", "WDS Get Current Settings" } },
    { must_not = "WDS Get Current Settings",
      before = { message = "WDS Start Network", kind = "response" } },
    { must = { message = "WDS Get Current Settings", kind = "response",
        has = "ipv4_address" } },
  },
  leaks = "fail",
}
