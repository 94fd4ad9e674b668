-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The simple effects of fault rules, each once; tests/fault_cases.txt has all.

return scenario {
  faults = {
    -- Every rule counts all messages that are its own.
    { match = { message = "DMS Get IDs", nth = 2 }, drop = true },
    { match = { message = "DMS Get IDs", nth = 3 }, delay = 2.5 },
    { match = { message = "DMS Get Model", kind = "response" }, delay = 1,
      times = 1 },
    { match = { message = "DMS Get Manufacturer" }, error = "Internal",
      times = 1 },
    { match = { message = "DMS Get Manufacturer", kind = "response" },
      error = "NoEffect", times = 1 },
    { match = { message = "DMS Get Revision", kind = "response" },
      raw = "\x00\xff", times = 1 },
    { match = { message = "DMS Get Revision" }, raw = "\x01", times = 1 },
    { match = { client = 2 }, hang_up = true },
    { match = { message = "CTL Sync", kind = "indication" }, drop = true,
      times = 1 },
  },

  story = function(modem)
    modem:sleep(20)
    modem:indicate("CTL Sync", {})
    modem:indicate("CTL Sync", {})
  end,
}
