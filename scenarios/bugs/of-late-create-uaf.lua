-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The first client id is given out so late that the client has given up: the
-- answer comes when it asks for the next one, or nine seconds later. oFono
-- called back what it had freed by then. A right client gives back an id that
-- nobody waits for.

return scenario {
  bug = {
    source = "oFono bd691e1a, 5be941c6",
    fault = "client: oFono",
    versions = "oFono before 2.1; of the discovery before 1.22",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response", nth = 1 },
      delay = { ["until"] = "CTL Allocate CID", within = 9 },
      must_match = true },
  },

  story = function(modem)
    modem:expect("CTL Allocate CID", { within = 20 })
    modem:expect("CTL Allocate CID", { within = 20 })
  end,
  leaks = "fail",
}
