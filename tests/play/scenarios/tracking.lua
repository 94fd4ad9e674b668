-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with the older position service, which finds its position soon.

return scenario {
  modem = preset "generic" {
    position = {
      track = { { latitude = 10.5, longitude = 20.25, altitude = 5 } },
      fix_seconds = { cold = 3, hot = 1 },
      nmea_types = { "gga" },
    },
  },
}
