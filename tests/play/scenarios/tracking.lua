-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with the older position service, which finds its position soon. It
-- takes no predicted orbits, has no configurations and does not say so.

return scenario {
  modem = preset "generic" {
    position = {
      track = { { latitude = 10.5, longitude = 20.25, altitude = 5 } },
      fix_seconds = { cold = 3, hot = 1 },
      nmea_types = { "gga" }, orbits = false,
    },
    configurations = { list = false, active = false, default = false,
      maximum_size = false, tells_empty_list = false },
  },
}
