-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem hears Start Network, says nothing, and is gone 0.3 s later. libqmi
-- closed the device but kept the timer of the request, which then wanted to
-- send an Abort by what was no longer there. A right client ends what waits
-- when it closes, survives the time at which the request would have timed out,
-- and opens the device again.

return scenario {
  bug = {
    source = "libqmi ee61c03a, libqmi issue 37",
    fault = "client: libqmi",
    versions = "libqmi before 1.26",
  },

  faults = {
    { match = { message = "WDS Start Network", nth = 1 },
      drop = true, hang_up = { after = 0.3 }, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
}
