-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Starting a call takes the network up to three minutes, here 1.5 s. The call is
-- up when the answer comes. Clients that waited less started again, were told
-- that this has no effect, and called it a failure: the call stayed up and
-- nobody knew its handle. A right client waits, starts once, and stops the call.

local function starts_again(modem)
  return #modem.bearers.calls > 0
end

return scenario {
  bug = {
    source = "ModemManager 914cda5d, ba64c49f; libqmi e380940c, afd96983; "
      .. "vintage_net_qmi b4a19d3",
    fault = "network; client: ModemManager, libqmi, vintage_net_qmi",
    versions = "ModemManager before 0.7.991, vintage_net_qmi before 0.3",
  },

  faults = {
    { match = { message = "WDS Start Network", state = starts_again },
      error = "NoEffect" },
    { match = { message = "WDS Start Network", kind = "response" },
      delay = 1.5, must_match = true },
  },

  expect = {
    { order = { "WDS Start Network", "WDS Stop Network" } },
    { at_most = 1, of = "WDS Start Network" },
  },
  leaks = "fail",
}
