-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A replay whose answers take as long as they did when they were recorded.

return scenario {
  replay = {
    { "DMS Get Manufacturer", {}, answer = { manufacturer = "slow" },
      delay = 2 },
    { "DMS Get Model", {}, answer = fail "NoEffect", delay = 0.5 },
    { "DMS Get Revision", {}, tlvs = "02 04 00 00 00 00 00 01 02 00 41 31",
      delay = 1 },
    { "DMS Get Software Version", {}, answer = { version = "quick" } },
  },
}
