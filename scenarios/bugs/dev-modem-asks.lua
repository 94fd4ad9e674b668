-- SPDX-License-Identifier: LGPL-2.1-or-later
-- When its receiver is switched on, the modem asks the host for the time and
-- for a position, to find satellites sooner. ModemManager did not listen, and
-- the first fix took minutes. A right client gives it both, once.

return scenario {
  bug = {
    source = "ModemManager 81101b01, 8b6116fe",
    fault = "client: ModemManager",
    versions = "ModemManager up to 1.24",
  },

  modem = preset "generic" { services = { PDS = false } },

  faults = {
    { match = { message = "LOC Start", kind = "response" },
      after = {
        indication("LOC Inject Time Request", {
          time_server_info = {
            delay_threshold = 0, time_server_list = { "time.example" },
          },
        }),
        indication("LOC Inject Position Request", {
          latitude = 10.5, longitude = 20.25,
          horizontal_uncertainty_circular = 1000, utc_timestamp = 0,
        }),
      },
      times = 1, must_match = true },
  },
  expect = {
    { exactly = 1, of = "LOC Inject UTC Time", after = "LOC Start" },
    { exactly = 1, of = "LOC Inject Position", after = "LOC Start" },
  },
}
