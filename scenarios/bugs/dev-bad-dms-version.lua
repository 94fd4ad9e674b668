-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem says that its DMS is version 1.0 and has the newer messages all
-- the same. libqmi did not send what was newer than the version. A right
-- client tries.

return scenario {
  bug = {
    source = "libqmi 4d373376, 6e2da987, 243fddb2, 687fc4da",
    fault = "device: Quectel EC21",
    versions = "libqmi 1.16 to 1.24",
  },

  modem = preset "generic" {
    services = { DMS = { 1, 0 }, NAS = { 1, 0 } },
  },
  expect = {
    { must = { message = "DMS Get Software Version", kind = "response",
        has = "version" } },
  },
}
