-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes half a second to be opened by a proxy. Meanwhile a second
-- client connects, which has not named its device yet, and the first leaves.
-- qmi-proxy compared the names of their devices, of which there was but one. A
-- right proxy serves the second client.

return scenario {
  bug = {
    source = "libqmi c369598d, freedesktop bug 77335",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.12",
  },

  faults = {
    { match = { message = "CTL Get Version Info", kind = "response", nth = 1 },
      delay = 0.5, must_match = true },
  },

  story = function(modem)
    modem:expect "CTL Get Version Info"
    modem:expect "DMS Get IDs"
  end,
  expect = { { reports = "none" } },
}
