-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A Quectel EC20 whose driver remembers an error of a transfer that was tried
-- again: poll() says POLLERR once, and all is well. A client that gives the
-- device up loses a modem that works. A right client reads, and goes on.

return scenario {
  tier = "preload",
  bug = {
    source = "quectel-CM, QmiWwanCM.c: \"EC20 bug, Can get POLLERR\"",
    fault = "modem, driver",
    versions = "Quectel EC20",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response",
        fields = { allocation_info = { service = "dms" } } },
      device = { call = "poll", error = "POLLERR" }, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
