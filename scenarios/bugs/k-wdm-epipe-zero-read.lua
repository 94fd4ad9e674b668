-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem that has nothing to say after all: the driver wakes the reader, and
-- read() returns no bytes. That is no end of file on this device, whose end is
-- told by POLLHUP. A right client waits on for the answer.

return scenario {
  tier = "preload",
  bug = {
    source = "linux drivers/usb/class/cdc-wdm.c: EPIPE, reslength of 0",
    fault = "modem, driver; clients that take it for the end",
    versions = "by design",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      device = { call = "read", zero = true }, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
