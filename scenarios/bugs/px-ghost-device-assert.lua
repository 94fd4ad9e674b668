-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes 0.7 s to be opened by a proxy, and five clients come and
-- leave in that time. With the first of them qmi-proxy wanted to close the
-- device, which was not in its list before it was open, and asserted that it
-- was. A right proxy serves the next client.

return scenario {
  bug = {
    source = "libqmi 869f578c",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.32",
  },

  faults = {
    { match = { message = "CTL Get Version Info", kind = "response", nth = 1 },
      delay = 0.7, must_match = true },
  },

  story = function(modem)
    modem:expect "CTL Get Version Info"
    modem:expect "DMS Get IDs"
  end,
  expect = { { reports = "none" } },
}
