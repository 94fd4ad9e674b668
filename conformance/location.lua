-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem whose position ModemManager asks for: it stands, is elsewhere after
-- the first cue, and finds no satellite after the second.

return scenario {
  modem = @MODEM@ {
    position = {
      track = { { latitude = -12.5, longitude = 20.25, altitude = 300 } },
      fix_seconds = { cold = 1, assisted = 1, hot = 1 },
      nmea_types = { "rmc" },
    },
  },
  story = function(modem)
    modem:expect("DMS Get Factory SKU")
    modem.position:move_to { latitude = 60.125, longitude = -150.5 }
    modem:expect("DMS Get Factory SKU")
    assert(modem.position.engine == nil, "the engine is still on")
    assert(#modem.position.sessions == 0, "a session is left")
    local server = modem.position.kept.servers.umts_slp.ipv4
    assert(server.ipv4_port == 7275, "the port has not come")
    assert(server.ipv4_address == 0x0302010A, string.format(
      "the address has come as 0x%08X", server.ipv4_address))
    local orbits = modem.position.kept.assistance.orbits
    assert(orbits and orbits.size == 3000, "assistance data have not come")
  end,
}
