-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Minutes after it was asked for the operator's PCO, the SIMCom SIM7100E starts
-- again by itself: here half a second after. A right client knows the device and
-- leaves the PCO out when it asks for the settings of a call.

local WITH_PCO = {
  message = "WDS Get Current Settings",
  fields = { requested_settings = { "operator_reserved_pco" } },
}

return scenario {
  bug = {
    source = "ModemManager 78508b7d, 1050e7a4 (issue 884)",
    fault = "device: SIMCom SIM7100E, Cellient MPL200",
    versions = "ModemManager before 1.24",
  },

  modem = preset "simcom-sim7600e",

  faults = {
    { match = WITH_PCO, reboot = { seconds = 1, after = 0.5 } },
  },

  expect = {
    { must = "WDS Get Current Settings" },
    { must_not = WITH_PCO },
  },
  leaks = "fail",
}
