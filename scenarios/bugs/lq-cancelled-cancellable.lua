-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes half a minute to look for networks, and the client is
-- interrupted: while it waits, and before it has asked. What was cancelled
-- before it was sent libqmi looked for among what it had sent, and crashed. A
-- right client gives its ids back, without an answer, and goes on.

return scenario {
  bug = {
    source = "libqmi e57f062e, freedesktop bug 98283",
    fault = "client: libqmi",
    versions = "libqmi before 1.18",
  },

  modem = preset "generic" { network = { scan_seconds = 0 } },

  faults = {
    { match = { message = "NAS Network Scan", kind = "response" },
      delay = 30, must_match = true },
  },

  story = function(modem)
    modem:expect "NAS Network Scan"
    modem:expect("CTL Release CID",
      { request = { release_info = { service = "nas" } } })
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
}
