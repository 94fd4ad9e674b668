-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Where the modem is, and its position engine. LOC and PDS both show it.
--
-- Plain data in modem.position:
--   track, track_start  the way (see world/track.lua), and when it began
--   sky         false: no satellite is heard
--   satellites  as in the preset
--   engine      nil while it is off, else { since =, fix_at =, fixed = };
--               `fix_at` is the time from which it knows where it is, nil
--               without sky
--   sessions    list of who wants to know; see Position:start()
--   kept        what outlives a restart: NMEA types, mode, lock, servers,
--               assistance data, automatic tracking
--
-- Scenarios use modem.position:move_to{}, :follow{}, :lose(), :come_back(),
-- :see{} and :now().
--
-- Topics: "engine" (is_on), "session" (session, is_started), "session_report"
-- (session, status, report), "gnss" (report) once in a period while the engine
-- is on, "assistance" (what) when it would like to be given something.

local agenda = include "world/agenda"
local device = include "world/device"
local track = include "world/track"

local Position = {}
Position.__index = Position
Position.__name = "position"

local GPS_EPOCH = 315964800 -- 6 January 1980 in seconds since 1970
local WEEK = 7 * 86400 * 1000 -- in ms

local function copy(value)
  if type(value) ~= "table" then
    return value
  end
  local made = {}
  for key, item in pairs(value) do
    made[key] = copy(item)
  end
  return made
end

local function new_kept(preset)
  return {
    nmea_types = copy(preset.nmea_types or {}), mode = preset.mode,
    lock = preset.lock, servers = copy(preset.servers or {}),
    tracking = copy(preset.tracking), gps_service = preset.gps_service,
    auto_tracking = preset.auto_tracking,
    assistance = {},
  }
end

-- Called at each start. Where the modem is does not change by that.
function Position.new(modem)
  local preset, before = modem.preset.position, modem.position
  local kept = modem.nonvolatile
  kept.position = kept.position or new_kept(preset)
  return setmetatable({
    modem = modem, kept = kept.position, engine = nil, sessions = {},
    track = before and before.track or track.new(preset.track),
    track_start = before and before.track_start or modem:time(),
    sky = not before or before.sky,
    satellites = before and before.satellites or preset.satellites or {},
    loading = nil, -- assistance data that come in parts
  }, Position)
end

-- Where it is now: a point of world/track.lua.
function Position:now()
  return track.at(self.track, self.modem:time() - self.track_start)
end

local function new_track(points)
  local ok, made = pcall(track.new, points)
  if not ok then
    error(made, 3)
  end
  return made
end

-- Puts the modem somewhere. Latitude, longitude and altitude that are left out
-- stay; it stands unless `speed` is given.
function Position:move_to(point)
  local here = self:now()
  local merged = {
    latitude = here.latitude, longitude = here.longitude,
    altitude = here.altitude, heading = here.heading,
  }
  for name, value in pairs(type(point) == "table" and point or {}) do
    merged[name] = value
  end
  self.track, self.track_start = new_track { merged }, self.modem:time()
end

-- Sends it on a way that begins now.
function Position:follow(points)
  self.track, self.track_start = new_track(points), self.modem:time()
end

-- No satellite is heard any more.
function Position:lose()
  self.sky = false
  if self.engine then
    self.engine.fix_at, self.engine.fixed = nil, false
  end
end

function Position:come_back()
  if not self.sky then
    self.sky = true
    self:acquire()
  end
end

-- Other satellites: { { system = "gps", id = 5, elevation = 40, azimuth = 120,
-- snr = 35 } }.
function Position:see(satellites)
  for place, satellite in ipairs(satellites) do
    for _, name in ipairs { "id", "elevation", "azimuth", "snr" } do
      if type(satellite[name]) ~= "number" then
        error(string.format("satellite %d: %s must be a number", place, name),
          2)
      end
    end
  end
  self.satellites = copy(satellites)
end

-- How long the engine needs now until it knows where it is.
function Position:acquisition_seconds()
  local seconds = self.modem.preset.position.fix_seconds
  local assistance = self.kept.assistance
  if assistance.ephemeris then
    return seconds.hot
  end
  local wants_server = self.kept.mode == "msb" or self.kept.mode == "msa"
  local has_server = wants_server and next(self.kept.servers) ~= nil and
    self.modem.network:is_attached()
  return (self:orbits() or has_server) and seconds.assisted or seconds.cold
end

-- Which predicted orbits the modem takes; `max_file_size` of 0: none.
function Position:orbit_limits()
  local given = self.modem.preset.position.orbits
  return given or { max_file_size = 0, max_part_size = 0, hours = 0 }
end

-- The predicted orbits that are good now, or nil.
function Position:orbits()
  local orbits = self.kept.assistance.orbits
  local age = orbits and self:utc_ms() - orbits.start_ms
  local hours = self:orbit_limits().hours
  return orbits and age >= 0 and age < hours * 3600000 and orbits or nil
end

function Position:acquire()
  local engine = self.engine
  if engine then
    engine.fixed = false
    engine.fix_at = self.sky and
      self.modem:time() + self:acquisition_seconds() or nil
  end
end

-- Takes assistance data; see forget() for their names. An engine that is still
-- searching gets on with them.
function Position:assist(name, value)
  self.kept.assistance[name] = value
  local engine = self.engine
  if engine and engine.fix_at and not engine.fixed then
    engine.fix_at = math.min(engine.fix_at,
      self.modem:time() + self:acquisition_seconds())
  end
end

-- Forgets assistance data: "all", or a list of "ephemeris", "orbits", "time",
-- "position".
function Position:forget(what)
  local assistance = self.kept.assistance
  local names = what == "all" and
    { "ephemeris", "orbits", "time", "position" } or what
  local had = { assistance.ephemeris, assistance.orbits }
  for _, name in ipairs(names) do
    assistance[name] = nil
  end
  if had[1] ~= assistance.ephemeris or had[2] ~= assistance.orbits then
    self:acquire()
  end
end

-- Time, in ms.

function Position:utc_ms()
  return device.clock(self.modem) + GPS_EPOCH * 1000
end

function Position:gps_time()
  local ms = device.clock(self.modem) +
    self.modem.preset.position.leap_seconds * 1000
  return { gps_weeks = ms // WEEK, gps_time_of_week_milliseconds = ms % WEEK }
end

local function utc(ms)
  local date = os.date("!*t", ms // 1000)
  return {
    year = date.year, month = date.month, day = date.day, hour = date.hour,
    minute = date.min, second = date.sec + ms % 1000 / 1000,
  }
end

-- What is heard.

local function heard(satellites, sky)
  local list = {}
  for place, satellite in ipairs(satellites) do
    list[place] = copy(satellite)
    list[place].snr = sky and satellite.snr or 0
  end
  return list
end

local function used(satellites)
  local list = {}
  for _, satellite in ipairs(satellites) do
    if satellite.snr > 0 and satellite.system ~= "sbas" then
      list[#list + 1] = satellite
    end
  end
  return list
end

-- What the engine knows now, as world/nmea.lua takes it, with the times.
function Position:report()
  local given, assistance = self.modem.preset.position, self.kept.assistance
  local engine, ms = self.engine, self:utc_ms()
  local satellites = heard(self.satellites, self.sky)
  local report = { satellites = satellites, utc_ms = ms }
  if engine and engine.fixed then
    local fix = self:now()
    fix.separation, fix.deviation = given.separation, given.deviation
    fix.pdop, fix.hdop, fix.vdop = given.pdop, given.hdop, given.vdop
    fix.used = used(satellites)
    report.fix = fix
  end
  if report.fix or assistance.time then
    report.utc, report.gps_time = utc(ms), self:gps_time()
    report.time_is_injected = not report.fix
  end
  report.guess = not report.fix and assistance.position or nil
  return report
end

-- Sessions.

function Position:refusal()
  local mode = self.modem.device.operating_mode
  if mode == "offline" or mode == "reset" or mode == "shutting_down" then
    return "phone_offline"
  elseif self.kept.lock == "mi" or self.kept.lock == "all" then
    return "engine_locked"
  end
  return nil
end

function Position:find(service, client, id)
  for place, session in ipairs(self.sessions) do
    if session.service == service and session.client == client and
      session.id == id then
      return session, place
    end
  end
  return nil
end

local function switch(self, is_on)
  local modem = self.modem
  if is_on then
    self.engine = { since = modem:time(), fix_at = nil, fixed = false }
    self:acquire()
    agenda.add(modem, modem.preset.position.period, "position.tick")
  else
    self.engine = nil
    agenda.strike(modem, "position.tick")
  end
  modem:changed("engine", is_on)
  if is_on and not self.kept.assistance.ephemeris then
    for _, what in ipairs { "orbits", "time", "position" } do
      if not self.kept.assistance[what] then
        modem:changed("assistance", what)
      end
    end
  end
end

-- Starts a session, or starts it again: service, client, id, interval and
-- timeout in seconds, is_single, wants_progress. Returns nil, or the error.
function Position:start(session)
  local modem = self.modem
  local _, place = self:find(session.service, session.client, session.id)
  if not place and #self.sessions >= modem.preset.position.session_limit then
    return "InsufficientResources"
  end
  session.fixes, session.next_at = 0, modem:time()
  session.waits_since = modem:time()
  self.sessions[place or #self.sessions + 1] = session
  if not place then
    modem:changed("session", session, true)
  end
  if not self.engine then
    switch(self, true)
  end
  return nil
end

local function remove(self, session)
  local _, place = self:find(session.service, session.client, session.id)
  if place then
    table.remove(self.sessions, place)
    self.modem:changed("session", session, false)
  end
end

local function rest(self)
  if #self.sessions == 0 and self.engine then
    switch(self, false)
  end
end

-- Ends a session. False when there is none.
function Position:stop(service, client, id)
  local session = self:find(service, client, id)
  if session then
    remove(self, session)
    rest(self)
  end
  return session ~= nil
end

-- Ends the sessions of a client that is gone.
function Position:forget_client(service, client)
  for _, session in ipairs(copy(self.sessions)) do
    if session.service == service and session.client == client then
      remove(self, session)
    end
  end
  rest(self)
end

-- What a session is told in this period: a status and whether that ends it, or
-- nil.
local function outcome(session, report, now, refusal)
  if refusal then
    return refusal, true
  elseif report.fix then
    session.waits_since = now
    if now + 1e-6 < session.next_at then
      return nil
    end
    session.next_at = now + session.interval
    session.fixes = session.fixes + 1
    return "success", session.is_single
  elseif now - session.waits_since >= session.timeout then
    session.waits_since = now
    return "timeout", session.is_single
  elseif session.wants_progress then
    return "in_progress", false
  end
  return nil
end

function Position:tell_sessions(report)
  local now, refusal = self.modem:time(), self:refusal()
  local list = {}
  for place, session in ipairs(self.sessions) do
    list[place] = session
  end
  for _, session in ipairs(list) do
    local status, is_end = outcome(session, report, now, refusal)
    if status then
      self.modem:changed("session_report", session, status, report)
    end
    if is_end then
      remove(self, session)
    end
  end
end

agenda.define("position.tick", function(modem)
  local position, engine = modem.position, modem.position.engine
  agenda.add(modem, modem.preset.position.period, "position.tick")
  if engine.fix_at and modem:time() + 1e-6 >= engine.fix_at then
    engine.fixed = true
    position.kept.assistance.ephemeris = true
  end
  local report = position:report()
  modem:changed("gnss", report)
  position:tell_sessions(report)
  rest(position)
end)

return Position
