-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem that hears a CDMA base station while it is on LTE.

return scenario {
  modem = preset "generic" {
    network = { cdma_stations = {
      {
        pilot_type = "active", system_id = 4145, network_id = 7,
        base_station_id = 1234, pilot_pn = 100, pilot_strength = 20,
        latitude = 559000, longitude = -1728000,
        gps_time_in_milliseconds = 1388102400000,
      },
    } },
  },
}
