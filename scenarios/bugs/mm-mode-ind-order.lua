-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The indication of a new operating mode comes at once, the answer to the request
-- for it 0.3 s later. ModemManager held the change to be over when it saw the
-- indication, and its next request met one that was still under way. A right
-- client waits for the answer to its request.

return scenario {
  bug = {
    source = "ModemManager cddf31bf, 2d96df77; libqmi 8b8ee0ac",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.23.3, libqmi before 1.33.4",
  },

  modem = preset "generic" { device = { operating_mode = "low_power" } },

  on = {
    ["DMS Set Operating Mode"] = function(modem, request)
      local now = modem:time()
      local last = modem.state.last
      assert(not last or now - last >= 0.3,
        "the mode is set again before the answer to the last request")
      modem.state.last = now
      return modem:default(request)
    end,
  },

  faults = {
    { match = { message = "DMS Set Operating Mode", kind = "response" },
      delay = 0.3, must_match = true },
  },

  expect = {
    { at_least = 2, of = "DMS Set Operating Mode" },
    { must = { message = "DMS Event Report", kind = "indication" } },
  },
  leaks = "fail",
}
