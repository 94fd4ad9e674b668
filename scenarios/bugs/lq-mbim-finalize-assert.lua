-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem hangs up in place of an answer to Release CID. libqmi (which had it
-- as an error of the MBIM transport) told its caller of the error and left the
-- transaction in its table; when the device went it asserted that the table
-- was empty. A right client takes the error for the end of the request, and can
-- open the device again.

return scenario {
  bug = {
    source = "libqmi 3f13101e",
    fault = "client: libqmi, by MBIM",
    versions = "libqmi before 1.18",
  },

  faults = {
    { match = { message = "CTL Release CID", nth = 1 },
      hang_up = true, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
    modem:expect "DMS Get Model"
    modem:expect "CTL Release CID"
  end,
  expect = { { reports = "none" } },
}
