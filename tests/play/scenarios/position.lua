-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem that stands in the south west of everything, with a location server.

return scenario {
  modem = preset "generic" {
    position = {
      track = { { latitude = -12.5, longitude = -77.125, altitude = 154.3 } },
      fix_seconds = { cold = 30, assisted = 4, hot = 1 },
      timeout = 6, session_limit = 3,
      orbits = { max_file_size = 2500, max_part_size = 1000 },
    },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
    modem.position:move_to { latitude = 89.5, speed = 10, heading = 300 }
    modem.position:see {
      { system = "gps", id = 3, elevation = 90, azimuth = 0, snr = 45 },
    }
    modem:expect "DMS Get Revision"
    modem.position:lose()
    local ok, why = pcall(modem.position.move_to, modem.position,
      { latitude = 91 })
    assert(not ok and why:find "latitude must be a number from %-90 to 90",
      why)
    ok, why = pcall(modem.position.follow, modem.position, {
      { latitude = 1, longitude = 1, time = 5 },
      { latitude = 1, longitude = 2, time = 5 },
    })
    assert(not ok and why:find "point 2 of the track: its time 5 is not after",
      why)
    ok, why = pcall(modem.position.follow, modem.position, { { x = 1 } })
    assert(not ok and why:find 'point 1 of the track: a point has no "x"', why)
  end,
}
