-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem has been reset in the meantime, so that what comes with the
-- transaction of Set Data Format is an answer to Allocate CID. libqmi knew
-- answers by their transaction alone; its parser then gave NULL without an
-- error, and ModemManager dumped core. A right client says that this is not
-- the answer, and goes on.

return scenario {
  bug = {
    source = "libqmi 69354f53; 0fa634fb (what it leaked then)",
    fault = "modem; client: libqmi",
    versions = "libqmi before 1.26",
  },

  faults = {
    { match = { message = "CTL Set Data Format", kind = "response", nth = 1 },
      header = { id = 0x0022 }, must_match = true },
  },

  story = function(modem)
    modem:expect "CTL Set Data Format"
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
}
