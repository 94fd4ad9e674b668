-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A request of the control service is lost. Transactions are numbered by eight
-- bits there, so that the 255th request after it has its number again. In
-- libqmi (the proxy, most of all) the new one took the place of the old one,
-- whose timer then looked for what was no longer there. A right client ends the
-- old one with an error, or takes another number, and lives on.

local lost

return scenario {
  bug = {
    source = "libqmi 0148e81a",
    fault = "client: libqmi; proxy",
    versions = "libqmi before 1.18",
  },

  faults = {
    { match = { message = "CTL Get Version Info", nth = 1 },
      drop = true, must_match = true,
      run = function(_, _, call) lost = call.transaction end },
    { name = "the number comes again or is left out",
      match = { service = "CTL", where = function(_, _, call)
        return lost and (call.transaction - lost) % 256 < 2
      end },
      event = "wrapped", times = 1, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
}
