-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The list of services comes when the client has given it up: with its second
-- request for it, or 5.1 seconds late. oFono ended its discovery by the timer
-- and again by the answer. A right client ends it once.

return scenario {
  bug = {
    source = "oFono 1e39a9d2 (with a Quectel EC21)",
    fault = "client: oFono",
    versions = "oFono before 1.20",
  },

  faults = {
    { match = { message = "CTL Get Version Info", kind = "response", nth = 1 },
      delay = { ["until"] = "CTL Get Version Info", within = 5.1 },
      must_match = true },
  },

  story = function(modem)
    modem:expect("CTL Get Version Info", { within = 20 })
  end,
}
