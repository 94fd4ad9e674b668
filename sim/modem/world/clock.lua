-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The network's clock: a date in a preset, and seconds that have passed since.

local clock = {}

local DAYS = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
}

local function is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

local function month_days(year, month)
  local days = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
  return month == 2 and is_leap(year) and 29 or days[month]
end

-- Days since Monday, 1 January 1900 (1 is that Monday).
local function day_number(year, month, day)
  local number = day
  for earlier = 1900, year - 1 do
    number = number + (is_leap(earlier) and 366 or 365)
  end
  for earlier = 1, month - 1 do
    number = number + month_days(year, earlier)
  end
  return number
end

-- `start` is { year =, month =, day =, hour =, minute =, second = }. The result
-- has the same entries and `day_of_week`.
function clock.at(start, passed)
  local seconds = start.hour * 3600 + start.minute * 60 + start.second +
    math.floor(passed)
  local year, month, day = start.year, start.month, start.day
  day = day + seconds // 86400
  seconds = seconds % 86400
  while day > month_days(year, month) do
    day = day - month_days(year, month)
    month = month + 1
    if month > 12 then
      year, month = year + 1, 1
    end
  end
  return {
    year = year, month = month, day = day, hour = seconds // 3600,
    minute = seconds // 60 % 60, second = seconds % 60,
    day_of_week = DAYS[(day_number(year, month, day) - 1) % 7 + 1],
  }
end

return clock
