-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Bind Data Port, by which a call gets a port of the shared memory, is
-- answered with DeviceUnsupported; Bind Mux Data Port with the endpoint and a
-- mux id of no meaning is taken. A right client binds in the second way before
-- it connects.

return scenario {
  bug = {
    source = "ModemManager 8b8b5c22, merge request 853",
    fault = "device: MSM8909",
    versions = "ModemManager before 1.20",
  },

  faults = {
    { match = { message = "WDS Bind Data Port" },
      error = "DeviceUnsupported", must_match = true },
  },
  expect = {
    { order = { "WDS Bind Data Port",
      { message = "WDS Bind Mux Data Port", has = "endpoint_info" },
      "WDS Start Network" } },
  },
  leaks = "fail",
}
