-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem gives out an id but says so only when the client has long given up,
-- with the first that is asked next. In the nerves client nobody waited for that
-- answer, which ended its process; and the id stays given out. A right client
-- drops the answer and says Sync, by which the id is free again.

return scenario {
  bug = {
    source = "nerves-networking/qmi v0.6.1",
    fault = "modem: slow; client: nerves qmi",
    versions = "nerves qmi before 0.6.1",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response", nth = 1 },
      delay = { ["until"] = "CTL Sync", within = 15 }, must_match = true },
  },

  story = function(modem)
    modem:expect "CTL Allocate CID"
    modem:expect "CTL Sync"
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
