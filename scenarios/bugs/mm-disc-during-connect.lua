-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The network ends a call between its start and the moment that the client asks
-- for its settings: the indication comes before they do. ModemManager went on and
-- said that it was connected. A right client has no call and gives the id back.

return scenario {
  bug = {
    source = "ModemManager 991e6157 (issue 155)",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.14",
  },

  on = {
    ["WDS Get Current Settings"] = function(modem, request)
      local settings = modem:default(request)
      modem.bearers:stop_all "network_end"
      return settings
    end,
  },

  faults = {
    { match = { message = "WDS Get Current Settings", kind = "response" },
      delay = 0.2 },
  },

  expect = {
    { must = { message = "WDS Packet Service Status",
      fields = { connection_status = { status = "disconnected" } } } },
    { stdout = "state: " },
    { no_stdout = "state: connected" },
  },
  leaks = "fail",
}
