-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NMEA 0183 sentences, version 3.0, each with its checksum and its end of line.
--
-- What is reported is a table:
--   utc         { year, month, day, hour, minute, second } or nil
--   satellites  list of { system, id, elevation, azimuth, snr }; snr is 0 for
--               one that is not heard
--   fix         nil, or latitude, longitude, altitude, separation, speed in
--               m/s, heading, deviation (east is positive), pdop, hdop, vdop,
--               used (list of satellites)

local nmea = {}

local KNOTS = 3600 / 1852 -- per m/s

-- Two hexadecimal digits: the bytes between "$" and "*", exclusive or.
function nmea.checksum(text)
  local sum = 0
  for place = 1, #text do
    sum = sum ~ text:byte(place)
  end
  return string.format("%02X", sum)
end

local function sentence(fields)
  local text = table.concat(fields, ",")
  return "$" .. text .. "*" .. nmea.checksum(text) .. "\r\n"
end

-- Degrees and minutes, and the hemisphere.
local function angle(value, digits, positive, negative)
  local millionths = math.floor(math.abs(value) * 60e6 + 0.5)
  local degrees, rest = millionths // 60000000, millionths % 60000000
  return string.format("%0" .. digits .. "d%02d.%06d", degrees,
    rest // 1000000, rest % 1000000), value < 0 and negative or positive
end

local function clock(utc)
  return utc and string.format("%02d%02d%04.1f", utc.hour, utc.minute,
    math.floor(utc.second * 10) / 10) or ""
end

local function number(value, format)
  return value and string.format(format, value) or ""
end

local makers = {}

function makers.gga(report)
  local fix = report.fix
  if not fix then
    return { sentence { "GPGGA", clock(report.utc), "", "", "", "", "0", "00",
      "", "", "M", "", "M", "", "" } }
  end
  local latitude, north = angle(fix.latitude, 2, "N", "S")
  local longitude, east = angle(fix.longitude, 3, "E", "W")
  return { sentence { "GPGGA", clock(report.utc), latitude, north, longitude,
    east, "1", string.format("%02d", #fix.used), number(fix.hdop, "%.1f"),
    number(fix.altitude, "%.1f"), "M", number(fix.separation, "%.1f"), "M",
    "", "" } }
end

function makers.rmc(report)
  local fix, utc = report.fix, report.utc
  local date = utc and string.format("%02d%02d%02d", utc.day, utc.month,
    utc.year % 100) or ""
  if not fix then
    return { sentence { "GPRMC", clock(utc), "V", "", "", "", "", "", "", date,
      "", "", "N" } }
  end
  local latitude, north = angle(fix.latitude, 2, "N", "S")
  local longitude, east = angle(fix.longitude, 3, "E", "W")
  return { sentence { "GPRMC", clock(utc), "A", latitude, north, longitude,
    east, number(fix.speed * KNOTS, "%.1f"), number(fix.heading, "%.1f"), date,
    number(math.abs(fix.deviation), "%.1f"),
    fix.deviation < 0 and "W" or "E", "A" } }
end

function makers.vtg(report)
  local fix = report.fix
  if not fix then
    return { sentence { "GPVTG", "", "T", "", "M", "", "N", "", "K", "N" } }
  end
  return { sentence { "GPVTG", number(fix.heading, "%.1f"), "T",
    number((fix.heading - fix.deviation) % 360, "%.1f"), "M",
    number(fix.speed * KNOTS, "%.1f"), "N",
    number(fix.speed * 3.6, "%.1f"), "K", "A" } }
end

-- Satellite systems in the words of LOC, with their talkers. SBAS satellites
-- are told among those of GPS.
local TALKERS = {
  { talker = "GP", gps = true, sbas = true },
  { talker = "GL", glonass = true },
  { talker = "GA", galileo = true },
  { talker = "GB", compass = true },
}

local function by_talker(satellites)
  local groups = {}
  for place, group in ipairs(TALKERS) do
    local list = {}
    for _, satellite in ipairs(satellites) do
      if group[satellite.system] then
        list[#list + 1] = satellite
      end
    end
    groups[place] = { talker = group.talker, satellites = list }
  end
  return groups
end

-- The twelve first of each system that is used. With several systems the talker
-- is GN.
function makers.gsa(report)
  local fix = report.fix
  if not fix then
    return { sentence { "GPGSA", "A", "1", ",,,,,,,,,,,", "", "", "" } }
  end
  local sentences, groups = {}, {}
  for _, group in ipairs(by_talker(fix.used)) do
    groups[#groups + 1] = #group.satellites > 0 and group or nil
  end
  for place, group in ipairs(groups) do
    local fields = { #groups > 1 and "GNGSA" or group.talker .. "GSA", "A",
      "3" }
    for slot = 1, 12 do
      fields[#fields + 1] = number(group.satellites[slot] and
        group.satellites[slot].id, "%02d")
    end
    fields[#fields + 1] = number(fix.pdop, "%.1f")
    fields[#fields + 1] = number(fix.hdop, "%.1f")
    fields[#fields + 1] = number(fix.vdop, "%.1f")
    sentences[place] = sentence(fields)
  end
  return sentences
end

function makers.gsv(report)
  local sentences = {}
  for place, group in ipairs(by_talker(report.satellites)) do
    local list = group.satellites
    local count = math.max(1, (#list + 3) // 4)
    if #list > 0 or place == 1 then
      for part = 1, count do
        local fields = { group.talker .. "GSV", tostring(count),
          tostring(part), string.format("%02d", #list) }
        for index = 4 * part - 3, math.min(4 * part, #list) do
          local satellite = list[index]
          fields[#fields + 1] = string.format("%02d", satellite.id)
          fields[#fields + 1] = string.format("%02.0f", satellite.elevation)
          fields[#fields + 1] = string.format("%03.0f", satellite.azimuth)
          fields[#fields + 1] = satellite.snr > 0 and
            string.format("%02.0f", satellite.snr) or ""
        end
        sentences[#sentences + 1] = sentence(fields)
      end
    end
  end
  return sentences
end

local ORDER = { "gsv", "gga", "vtg", "rmc", "gsa" }

-- The sentences of a report, as a list. `types` says which: { gga = true }.
function nmea.sentences(report, types)
  local list = {}
  for _, kind in ipairs(ORDER) do
    for _, text in ipairs(types[kind] and makers[kind](report) or {}) do
      list[#list + 1] = text
    end
  end
  return list
end

return nmea
