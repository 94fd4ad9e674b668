-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem hangs up on the first request of the first connection, so that the
-- client cannot open it, and is well from then on. ModemManager tried again and
-- closed the device for that, which libqmi had closed by itself: the second
-- close used what the first had taken away. A right client opens the device
-- again and gets its answer.

return scenario {
  bug = {
    source = "libqmi e67f4b67",
    fault = "client: libqmi, ModemManager",
    versions = "libqmi before 1.24",
  },

  faults = {
    { match = { service = "CTL", nth = 1 },
      hang_up = true, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
}
