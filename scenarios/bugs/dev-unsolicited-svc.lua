-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem lists services that nobody knows, with numbers up to 0xFF. Clients
-- that kept them in a table of the known ones wrote beside it. A right client
-- passes over them.

return scenario {
  bug = {
    source = "libqmi b2a2e5bb, ad54fb49",
    fault = "device; client: libqmi",
    versions = "libqmi before 1.28",
  },

  modem = preset "generic" {
    services = {
      [0xE6] = { 1, 0 }, [0xF0] = { 1, 0 }, [0xF5] = { 1, 0 },
      [0xFE] = { 1, 0 }, [0xFF] = { 1, 0 },
    },
  },
  expect = {
    { order = { { message = "CTL Get Version Info", kind = "response" },
      "DMS Get Model" } },
    { reports = "none" },
  },
}
