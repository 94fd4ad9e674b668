-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A way over the earth: a list of points { time =, latitude =, longitude =,
-- altitude =, speed =, heading = }. Times are seconds since the way began,
-- angles degrees, altitudes metres above the sea, speeds m/s.

local track = {}

local RADIUS = 6371008.8 -- mean radius of the earth in metres

local LIMITS = {
  time = { 0, 1e9 }, latitude = { -90, 90 }, longitude = { -180, 180 },
  altitude = { -1000, 100000 }, speed = { 0, 10000 }, heading = { 0, 360 },
}

local function check_value(point, name, what)
  local value, limits = point[name], LIMITS[name]
  if value ~= nil and (type(value) ~= "number" or value ~= value or
    value < limits[1] or value > limits[2]) then
    error(string.format("%s: %s must be a number from %g to %g, not %s", what,
      name, limits[1], limits[2], tostring(value)), 0)
  end
end

local function check_point(point, what)
  if type(point) ~= "table" then
    error(what .. " must be a table", 0)
  end
  for name in pairs(point) do
    if not LIMITS[name] then
      error(string.format("%s: a point has no %q", what, tostring(name)), 0)
    end
  end
  for _, name in ipairs { "latitude", "longitude" } do
    if point[name] == nil then
      error(string.format("%s: %s is missing", what, name), 0)
    end
  end
  for name in pairs(LIMITS) do
    check_value(point, name, what)
  end
end

-- A copy of the points that is good; errors say what is wrong with which.
function track.new(points)
  local list = {}
  if type(points) ~= "table" or #points == 0 then
    error("a track must be a list of points", 0)
  end
  for place, point in ipairs(points) do
    local what = string.format("point %d of the track", place)
    check_point(point, what)
    local before = list[place - 1]
    local time = point.time or (before and before.time + 1 or 0)
    if before and time <= before.time then
      error(string.format("%s: its time %g is not after %g", what, time,
        before.time), 0)
    end
    list[place] = {
      time = time, latitude = point.latitude, longitude = point.longitude,
      altitude = point.altitude or (before and before.altitude or 0),
      speed = point.speed, heading = point.heading,
    }
  end
  return list
end

-- From one angle to another the shorter way round, -180 up to 180.
local function turn(from, to)
  return (to - from + 180) % 360 - 180
end

-- Metres between two points (haversine formula).
function track.distance(a, b)
  local from, to = math.rad(a.latitude), math.rad(b.latitude)
  local up = math.sin((to - from) / 2)
  local along = math.sin(math.rad(turn(a.longitude, b.longitude)) / 2)
  local h = up * up + math.cos(from) * math.cos(to) * along * along
  return 2 * RADIUS * math.asin(math.min(1, math.sqrt(h)))
end

-- Degrees from north at which `b` is seen from `a`.
function track.bearing(a, b)
  local from, to = math.rad(a.latitude), math.rad(b.latitude)
  local along = math.rad(turn(a.longitude, b.longitude))
  local east = math.sin(along) * math.cos(to)
  local north = math.cos(from) * math.sin(to)
    - math.sin(from) * math.cos(to) * math.cos(along)
  return math.deg(math.atan(east, north)) % 360
end

local function standing(point, speed)
  return {
    latitude = point.latitude, longitude = point.longitude,
    altitude = point.altitude, speed = speed, heading = point.heading or 0,
    vertical_speed = 0,
  }
end

local function between(a, b, part)
  return a + (b - a) * part
end

-- The heading at the end of the way when the last point names none.
local function last_heading(points)
  local last, before = points[#points], points[#points - 1]
  return last.heading or before and track.bearing(before, last) or 0
end

-- Where one is so many seconds after the way began: a point with
-- `vertical_speed`. At the end one stands still, unless the last point names a
-- speed.
function track.at(points, seconds)
  local place = 1
  while points[place + 1] and points[place + 1].time <= seconds do
    place = place + 1
  end
  local a, b = points[place], points[place + 1]
  if not b then
    local there = standing(a, a.speed or 0)
    there.heading = last_heading(points)
    return there
  elseif seconds < a.time then
    return standing(a, 0)
  end
  local taken = b.time - a.time
  local part = (seconds - a.time) / taken
  local longitude = a.longitude + turn(a.longitude, b.longitude) * part
  local heading = a.heading or track.bearing(a, b)
  if a.heading and b.heading then
    heading = (a.heading + turn(a.heading, b.heading) * part) % 360
  end
  local speed = a.speed or track.distance(a, b) / taken
  if a.speed and b.speed then
    speed = between(a.speed, b.speed, part)
  end
  return {
    latitude = between(a.latitude, b.latitude, part),
    longitude = (longitude + 180) % 360 - 180,
    altitude = between(a.altitude, b.altitude, part),
    speed = speed, heading = heading,
    vertical_speed = (b.altitude - a.altitude) / taken,
  }
end

return track
