-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem hangs up while it is being opened: on the first request of the
-- first connection, the second of the second, and the third of the third. In
-- libqmi the source of input events was freed by that, and destroyed once more
-- when the open failed. A right client tries again, and the fourth time it
-- works.

local function hang_up(nth)
  return {
    match = { service = "CTL", nth = nth, per = "channel" },
    hang_up = true, times = 1, must_match = true,
  }
end

return scenario {
  bug = {
    source = "libqmi b5c31201",
    fault = "client: libqmi; proxy",
    versions = "libqmi before 1.20",
  },

  faults = { hang_up(1), hang_up(2), hang_up(3) },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
}
