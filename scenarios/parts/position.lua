-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Where the generic modem is, and its position engine.

return {
  -- The way that it goes from the start: points with time in seconds,
  -- latitude and longitude in degrees, altitude in metres above the sea,
  -- speed in m/s, heading in degrees. Here: the observatory at Greenwich.
  track = { { latitude = 51.477811, longitude = -0.001475, altitude = 46 } },

  -- From the start of the engine to a fix: without any help, with predicted
  -- orbits or a location server, with what the last fix left behind.
  fix_seconds = { cold = 10, assisted = 3, hot = 1 },
  period = 1,     -- seconds between two reports
  timeout = 255,  -- seconds that a session looks for a fix
  session_limit = 16,
  ready_seconds = 0.1, -- from GPS Service State on to GPS Ready

  -- What is heard: ids as LOC counts them, SNR in dB Hz.
  satellites = {
    { system = "gps", id = 2, elevation = 61, azimuth = 84, snr = 41 },
    { system = "gps", id = 5, elevation = 43, azimuth = 201, snr = 38 },
    { system = "gps", id = 7, elevation = 29, azimuth = 58, snr = 33 },
    { system = "gps", id = 13, elevation = 22, azimuth = 245, snr = 31 },
    { system = "gps", id = 15, elevation = 12, azimuth = 292, snr = 26 },
    { system = "gps", id = 30, elevation = 8, azimuth = 104, snr = 0 },
    { system = "glonass", id = 66, elevation = 54, azimuth = 312, snr = 36 },
    { system = "glonass", id = 81, elevation = 33, azimuth = 27, snr = 34 },
    { system = "sbas", id = 49, elevation = 30, azimuth = 170, snr = 30 },
  },
  uncertainty = 4,  -- of a fix, in metres
  pdop = 1.6, hdop = 0.9, vdop = 1.3,
  separation = 45.4, -- of the geoid from the ellipsoid, in metres
  deviation = 0.6,   -- of the compass to the east, in degrees
  leap_seconds = 18,

  -- What a host may change, and what it is at first.
  nmea_types = { "gga", "rmc", "gsv", "gsa", "vtg" },
  mode = "standalone",
  modes = { "default", "msb", "msa", "standalone" }, -- those that it has
  lock = "none",
  servers = {}, -- by type: { umts_slp = { url = "supl.example.org:7275" } }

  -- Predicted orbits that it takes; false: none.
  orbits = {
    max_file_size = 153600, max_part_size = 1024, hours = 168,
    servers = {
      "http://xtra1.example.net/xtra2.bin",
      "http://xtra2.example.net/xtra2.bin",
    },
  },

  -- PDS: its service, and its session in the words of PDS, in seconds.
  gps_service = false, auto_tracking = false,
  tracking = { timeout = 255, interval = 1, accuracy = 0 },
}
