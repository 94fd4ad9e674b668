-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A client of a proxy sends several requests at once and dies. The modem
-- answers as it should; but the proxy cannot pass on an answer, and qmi-proxy
-- then freed the client whose requests it was still reading. A right proxy
-- keeps it until it is done with it, and serves its other client.

return scenario {
  bug = {
    source = "libqmi d2b9f082, libqmi issue 72",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.32",
  },

  story = function(modem)
    local _, first = modem:expect "DMS Get Model"
    local _, other = modem:expect "DMS Get IDs"
    assert(first.client ~= other.client, "the other client asks by its own id")
  end,
  expect = { { reports = "none" } },
}
