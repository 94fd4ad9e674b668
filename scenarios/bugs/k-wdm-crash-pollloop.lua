-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem's firmware has crashed, and the driver never takes back that there
-- is something to read: poll() returns at once, read() with EAGAIN, for ever. A
-- client that trusts it turns round and round on a whole processor. A right
-- client gives up, or lets time pass between its tries.

return scenario {
  tier = "preload",
  bug = {
    source = "linux cdc-wdm: \"Make sure that the flag is cleared by wdm_read"
      .. " if the buffer is empty\" (b086b6b10d9f in LineageOS)",
    fault = "driver",
    versions = "linux before that change",
  },

  faults = {
    { match = { message = "DMS Get Model" }, drop = true,
      run = function(modem)
        modem:disturb { call = "poll", error = "POLLIN", count = 100000000 }
        modem:disturb { call = "read", error = "EAGAIN", count = 100000000 }
      end,
      must_match = true },
  },

  expect = {
    { must = "DMS Get Model" },
    { status = { 0, 1 } },
    { cpu = { max = 1 } },
    { duration = { max = 15 } },
  },
}
