-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem says its model twice in one answer; the second is garbage. uqmi
-- wrote each TLV over the one before it and kept the garbage. A right client
-- keeps the first.

return scenario {
  bug = {
    source = "uqmi a54ab69",
    fault = "device: firmware that repeats TLVs; client: uqmi",
    versions = "uqmi before 2013-06-09",
  },

  modem = preset "quectel-ec25", -- oFono knows its plugin

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      set = { model = "FIRST" },
      tlvs = { duplicate = { model = "GARBAGE" } }, must_match = true },
  },

  expect = {
    { stdout = "FIRST" },
    { no_stdout = "GARBAGE" },
  },
  leaks = "fail",
}
