-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A client of a proxy takes an id for LOC and leaves it behind; another goes on
-- with that id, as qmicli does with --client-cid. The modem sends a position to
-- the id. qmi-proxy knew only the ids that it had seen given out to a client, and
-- passed the position on to nobody. A right proxy gives an id to whoever uses it.

return scenario {
  bug = {
    source = "libqmi 5c1770e3, libqmi issue 38",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.26",
  },

  story = function(modem)
    local allocated = {}
    modem:expect("CTL Allocate CID", { request = { service = "loc" } })
    local _, call = modem:expect "LOC Register Events"
    for _, client in ipairs(modem:clients "LOC") do
      allocated[client.client] = true
    end
    assert(allocated[call.client], "the id is one that was given out")
    modem:indicate("LOC Position Report", {
      session_status = "success", session_id = 1,
      latitude = 10.5, longitude = 20.25,
    }, call.client)
    local _, stop = modem:expect "LOC Stop"
    assert(stop.client == call.client, "who was told uses the same id")
  end,
  expect = {
    { exactly = 1, of = { message = "CTL Allocate CID",
      fields = { service = "loc" } } },
  },
  leaks = "fail",
}
