-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The client gives its ids back, since it is about to end; the modem takes its
-- time and is gone before it has answered. oFono freed the device with its
-- connection, and then once more what the answers would have been for. A right
-- client ends.

return scenario {
  bug = {
    source = "oFono 2d6c4f9d, 829fc231",
    fault = "client: oFono",
    versions = "oFono before 1.21",
  },

  faults = {
    { match = { message = "CTL Release CID", kind = "response" },
      delay = 3, must_match = true },
    { match = { message = "CTL Release CID", nth = 1 },
      run = function(modem)
        modem:after(0.3, function() modem:hang_up() end)
      end,
      must_match = true },
  },

  story = function(modem)
    modem:expect("CTL Release CID", { within = 30 })
  end,
}
