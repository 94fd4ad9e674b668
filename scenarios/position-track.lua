-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A ride of a minute along the equator, across the date line, with a tunnel in
-- it: the host follows the position, loses it and finds it again.

return scenario {
  modem = preset "generic" {
    position = {
      track = {
        { time = 0, latitude = 0, longitude = 179.99, altitude = 10 },
        { time = 60, latitude = 0, longitude = -179.99, altitude = 70 },
      },
      fix_seconds = { cold = 5, hot = 1 },
    },
  },

  story = function(modem)
    modem:expect "LOC Start"
    modem:sleep(20)
    modem.position:lose()
    modem:sleep(10)
    modem.position:come_back()
  end,
}
