-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A call is up already, of a client that is gone: Start Network is answered
-- with NoEffect and has no packet data handle. Clients took it for a failure,
-- or could not end the call. A right client ends what there is by the handle
-- of all, 0xFFFFFFFF, and starts anew.

return scenario {
  bug = {
    source = "ModemManager 26d95381, 2edbf674; uqmi 025bd1c",
    fault = "device",
    versions = "ModemManager before 0.7.990, uqmid before 2024",
  },

  faults = {
    { match = { message = "WDS Start Network", nth = 1 }, error = "NoEffect",
      must_match = true },
  },
  expect = {
    { order = { "WDS Start Network",
      { message = "WDS Stop Network",
        fields = { packet_data_handle = 0xFFFFFFFF } },
      "WDS Start Network" } },
  },
  leaks = "fail",
}
