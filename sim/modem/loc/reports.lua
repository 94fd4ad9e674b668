-- SPDX-License-Identifier: LGPL-2.1-or-later
-- LOC: what is told while the engine is on.
--
-- A client's state: `events`, the names of Register Events (true). Position
-- reports go to the clients whose sessions they are for; all else goes to
-- everybody who has registered.

local nmea = include "world/nmea"

local reports = {}

-- The statuses that position reports have, beyond those that the schema names.
local STATUS = { engine_locked = 7 } -- as in the session status of PDS

local function numbers(satellites)
  local list = {}
  for place, satellite in ipairs(satellites) do
    list[place] = satellite.id
  end
  return list
end

local function add_place(fields, fix, given)
  fields.latitude, fields.longitude = fix.latitude, fix.longitude
  fields.horizontal_uncertainty_circular = given.uncertainty
  fields.horizontal_uncertainty_elliptical_minor = given.uncertainty
  fields.horizontal_uncertainty_elliptical_major = given.uncertainty
  fields.horizontal_uncertainty_elliptical_azimuth = 0
  fields.horizontal_confidence = 68 -- one standard deviation
  fields.horizontal_reliability = "high"
  fields.altitude_from_ellipsoid = fix.altitude + fix.separation
  fields.altitude_from_sealevel = fix.altitude
  fields.altitude_assumed = false
  fields.vertical_uncertainty = given.uncertainty * 1.5
  fields.vertical_confidence = 68
  fields.vertical_reliability = "high"
end

local function add_motion(fields, fix)
  fields.horizontal_speed, fields.speed_uncertainty = fix.speed, 0.5
  fields.vertical_speed = fix.vertical_speed
  fields.heading, fields.heading_uncertainty = fix.heading, 5
  fields.magnetic_deviation = fix.deviation
  fields.technology_used = { "satellite" }
  fields.dop = { pdop = fix.pdop, hdop = fix.hdop, vdop = fix.vdop }
  fields.satellites_used = numbers(fix.used)
end

local function add_time(fields, report, given)
  fields.utc_timestamp = report.utc_ms
  fields.leap_seconds = given.leap_seconds
  fields.gps_date_time = report.gps_time
  fields.time_uncertainty = report.time_is_injected and 1000 or 1
  fields.time_source = report.time_is_injected and "external_input" or
    "navigation_solution"
end

-- The fields of Position Report.
local function position_report(modem, session, status, report)
  local given = modem.preset.position
  local fields = {
    session_status = STATUS[status] or status, session_id = session.id,
    session_fix_count = session.fixes,
  }
  if status ~= "success" and status ~= "in_progress" then
    return fields
  elseif report.fix then
    add_place(fields, report.fix, given)
    add_motion(fields, report.fix)
  elseif report.guess then
    fields.latitude = report.guess.latitude
    fields.longitude = report.guess.longitude
    fields.horizontal_uncertainty_circular = report.guess.uncertainty
    fields.technology_used = { "injected_position" }
  end
  if report.utc then
    add_time(fields, report, given)
  end
  return fields
end

local VALID = {
  "system", "gnss_satellite_id", "health_status", "process_status",
  "satellite_info_mask", "elevation", "azimuth",
}
local VALID_AND_HEARD = {
  "system", "gnss_satellite_id", "health_status", "process_status",
  "satellite_info_mask", "elevation", "azimuth", "signal_to_noise_ratio",
}

local function satellite_list(report)
  local list = {}
  for place, satellite in ipairs(report.satellites) do
    local is_heard = satellite.snr > 0
    list[place] = {
      valid_information = is_heard and VALID_AND_HEARD or VALID,
      system = satellite.system, gnss_satellite_id = satellite.id,
      health_status = "healthy",
      satellite_status = is_heard and "tracking" or "searching",
      navigation_data = report.fix and "ephemeris" or "almanac",
      elevation_degrees = satellite.elevation,
      azimuth_degrees = satellite.azimuth,
      signal_to_noise_ratio_bhz = satellite.snr,
    }
  end
  return list
end

local function wants(event)
  return function(state)
    return state.events and state.events[event]
  end
end

local function nmea_types(modem)
  local types = {}
  for _, kind in ipairs(modem.position.kept.nmea_types) do
    types[kind] = true
  end
  return types
end

-- What is wanted of the host when the engine starts without knowing much.
local requests = {}

function requests.orbits(modem)
  local orbits = modem.position:orbit_limits()
  if orbits.max_file_size == 0 then
    return
  end
  modem:notify("LOC Inject Predicted Orbits Request", {
    allowed_sizes = {
      max_file_size = orbits.max_file_size,
      max_part_size = orbits.max_part_size,
    },
    server_list = orbits.servers,
  }, wants "inject_predicted_orbits_request")
end

function requests.time(modem)
  modem:notify("LOC Inject Time Request", {}, wants "inject_time_request")
end

-- Where the modem may be, as far as it knows: anywhere.
function requests.position(modem)
  modem:notify("LOC Inject Position Request", {
    latitude = 0, longitude = 0, horizontal_uncertainty_circular = 20037508,
    utc_timestamp = modem.position:utc_ms(),
  }, wants "inject_position_request")
end

local function watch(loc)
  function loc.watch.engine(modem, is_on)
    modem:notify("LOC Engine State", { engine_state = is_on and "on" or "off" },
      wants "engine_state")
  end

  -- What libqmi calls Fix Recurrence Type is the event of the fix session
  -- state, whose TLV 0x01 it does not know: 1 is started, 2 is finished.
  function loc.watch.session(modem, session, is_started)
    modem:notify("LOC Fix Recurrence Type", {
      [0x01] = string.pack("<I4", is_started and 1 or 2),
      fix_recurrence_type = session.is_single and "single_fix" or
        "periodic_fixes",
    }, wants "fix_session_state")
  end

  function loc.watch.assistance(modem, what)
    requests[what](modem)
  end

  function loc.watch.session_report(modem, session, status, report)
    local state = session.service == "LOC" and
      modem:client_state("LOC", session.client)
    if state and state.events and state.events.position_report then
      modem:indicate("LOC Position Report",
        position_report(modem, session, status, report), session.client)
    end
  end

  function loc.watch.gnss(modem, report)
    modem:notify("LOC GNSS Sv Info", {
      altitude_assumed = false, list = satellite_list(report),
    }, wants "gnss_satellite_info")
    local types = nmea_types(modem)
    for _, text in ipairs(nmea.sentences(report, types)) do
      modem:notify("LOC NMEA", { nmea_string = text }, wants "nmea")
    end
  end
end

local function register_events(modem, request, call)
  call.state.events = {}
  for _, event in ipairs(request.event_registration_mask) do
    call.state.events[event] = true
  end
  return {}
end

local function holdings(modem, client, state)
  local held = {}
  for event in pairs(state.events or {}) do
    held[#held + 1] = "registration for " .. tostring(event)
  end
  for _, session in ipairs(modem.position.sessions) do
    if session.service == "LOC" and session.client == client then
      held[#held + 1] = string.format("position session %d", session.id)
    end
  end
  return held
end

function reports.add(loc)
  loc["Register Events"] = register_events
  loc.holdings = holdings
  watch(loc)
end

return reports
