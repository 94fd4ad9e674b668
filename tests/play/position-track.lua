-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A host that follows a ride: positions between the points of the track, speed
-- and heading that fit them, and a tunnel.

local client = dofile(os.getenv "PLAY")(...)

local loc = client:allocate "LOC"

local function near(got, wanted, by, text)
  client:check(got and math.abs(got - wanted) <= by, string.format(
    "%s (got %s, wanted %s)", text, tostring(got), wanted))
end

client:call("LOC Register Events", loc, {
  event_registration_mask = { "position_report" } })
client:call("LOC Start", loc, { session_id = 1,
  fix_recurrence_type = "periodic_fixes" })
client:wait(3.5)
local report = client:indication "LOC Position Report"
client:equal(report.fields.session_status, "in_progress", "it searches")
client:equal(report.fields.latitude, nil, "and does not know where it is")
client:wait(2)
while #client.indications > 1 do
  report = client:indication "LOC Position Report"
end
report = client:indication "LOC Position Report".fields
client:equal(report.session_status, "success", "then it knows")
near(report.latitude, 0, 1e-9, "the latitude")
near(report.longitude, 179.99 + 0.02 * 5 / 60, 1e-4, "the longitude")
near(report.altitude_from_sealevel, 15, 0.1, "the altitude")
near(report.horizontal_speed, 37.06, 0.05, "the speed: 2,224 m in a minute")
near(report.heading, 90, 0.01, "the heading: east")
near(report.vertical_speed, 1, 0.001, "it climbs")
client:equal(report.leap_seconds, 18, "leap seconds are told")
client:equal(report.gps_date_time.gps_time_of_week_milliseconds % 1000,
  report.utc_timestamp % 1000, "GPS and UTC differ by whole seconds")

client:wait(14)
client:wait(1)
client.indications = {}
client:wait(5)
report = client:indication "LOC Position Report".fields
client:equal(report.session_status, "in_progress", "in the tunnel it searches")
client:wait(7)
client.indications = {}
client:wait(1)
report = client:indication "LOC Position Report".fields
client:equal(report.session_status, "success", "behind it, it knows again")
client:check(report.longitude < 180, "and has not come to the date line" ..
  " from the wrong side")
client:wait(4)
client.indications = {}
client:wait(1)
report = client:indication "LOC Position Report".fields
client:check(report.longitude < -179.98, "beyond the date line it is west")
client:wait(30)
client.indications = {}
client:wait(1)
report = client:indication "LOC Position Report".fields
near(report.longitude, -179.99, 1e-9, "it ends where the track ends")
near(report.horizontal_speed, 0, 1e-9, "and stands")
near(report.heading, 90, 0.01, "looking where it went")
client:call("LOC Stop", loc, { session_id = 1 })
client:release("LOC", loc)
client:equal(#client.core.held(), 0, "nothing is held")
