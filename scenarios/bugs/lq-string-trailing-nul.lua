-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The Sierra MC7455 ends the strings of its own Get Current Firmware with a NUL.
-- libqmi found that this is no printable text, took it for GSM-7 and showed
-- letters that nobody had sent. A right client leaves the NUL off.

local names = {
  "model", "boot_version", "amss_version", "sku_id", "carrier_id",
  "pri_version", "carrier", "config_version",
}

local nul = {}
for _, name in ipairs(names) do
  nul[name] = 1
end

return scenario {
  bug = {
    source = "libqmi e4052d52",
    fault = "client: libqmi",
    versions = "libqmi before 1.26",
  },

  modem = preset "sierra-mc7455" {
    device = { sierra = { amss_version = "SWI9X30C_02.33.03.00" } },
  },

  faults = {
    { match = { message = "DMS Swi Get Current Firmware", kind = "response" },
      tlvs = { grow = nul }, must_match = true },
  },

  expect = {
    { stdout = { "SWI9X30C_02%.33%.03%.00['\n]", "MC7455['\n]" } },
    { no_stdout = "\0" },
  },
  leaks = "fail",
}
