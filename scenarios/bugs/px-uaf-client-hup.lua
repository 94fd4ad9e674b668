-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes 0.3 s for an answer, and the client of the proxy that asked
-- for it leaves before. qmi-proxy had freed the client by then and passed the
-- answer on to it all the same. A right proxy drops the answer, keeps the id of
-- the client as it was, and serves its other client.

return scenario {
  bug = {
    source = "libqmi b760b98a",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.18",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      delay = 0.3, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
    modem:sleep(0.4)
    modem:expect "DMS Get IDs"
  end,
  expect = { { reports = "none" } },
}
