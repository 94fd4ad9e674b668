-- SPDX-License-Identifier: LGPL-2.1-or-later
-- LOC: sessions, sentences, assistance data, settings, and who is told.

local client = dofile(os.getenv "PLAY")(...)

local loc = client:allocate "LOC"
local other = client:allocate "LOC"
local dms = client:allocate "DMS"

local function done(name, fields, id)
  local answer, why = client:call("LOC " .. name, id or loc, fields)
  client:equal(why, nil, name .. " is accepted")
  return answer
end

local function refused(name, fields, wanted)
  local _, why = client:call("LOC " .. name, loc, fields)
  client:equal(why, wanted, name .. " is answered with " .. wanted)
end

-- Sends a request and returns the indication that says what came of it.
local function result(name, fields)
  client.indications = {}
  done(name, fields)
  client:wait(0.1)
  local message = client:indication("LOC " .. name)
  client:check(message, name .. " is followed by its indication")
  client:equal(message and message.client, loc, "for who asked")
  return message and message.fields or {}
end

local function settles(name, fields, wanted)
  local got = result(name, fields)
  client:equal(got.indication_status, wanted, name .. ": " .. wanted)
  return got
end

-- Waits, and takes the last indication of that name.
local function after(seconds, name)
  client.indications = {}
  client:wait(seconds)
  local last
  for message in function() return client:indication("LOC " .. name) end do
    last = message
  end
  return last and last.fields
end

local function checksum_is_right(text)
  local inside, given = text:match "^%$([^*]*)%*(%x%x)\r\n$"
  local sum = 0
  for place = 1, #(inside or "") do
    sum = sum ~ inside:byte(place)
  end
  return inside and tonumber(given, 16) == sum
end

-- The sentences of one period, by their three letters.
local function sentences()
  local found, all_right = {}, true
  for message in function() return client:indication "LOC NMEA" end do
    local text = message.fields.nmea_string
    local kind = text:match "^%$G%u(%u%u%u)"
    all_right = all_right and checksum_is_right(text)
    found[kind] = found[kind] or {}
    table.insert(found[kind], (text:gsub("%*%x%x\r\n$", "")))
  end
  client:check(all_right, "every checksum and end of line is right")
  return found
end

-- Settings.
client:equal(#settles("Get NMEA Types", {}, "success").nmea_types, 5,
  "five types of sentences at first")
settles("Set NMEA Types", { nmea_types = { 1 << 20 } }, "invalid_parameter")
settles("Get Operation Mode", {}, "success")
settles("Set Operation Mode", { operation_mode = "cellid" }, "unsupported")
settles("Set Operation Mode", { operation_mode = "msb" }, "success")
client:equal(result("Get Operation Mode", {}).operation_mode, "msb",
  "the mode is kept")
settles("Set Server", { server_type = "umts_slp" }, "invalid_parameter")
settles("Set Server", { server_type = "umts_slp",
  ipv4 = { ipv4_address = 0x0A000001, ipv4_port = 7275 } }, "success")
client:equal(settles("Get Server", { server_type = "umts_slp" },
  "success").ipv4.ipv4_port, 7275, "the server is kept")
client:equal(result("Get Server", { server_type = "umts_slp",
  server_address_type = { "url" } }).ipv4, nil, "what is not asked for is not")
client:equal(result("Get Server", { server_type = "cdma_pde" }).ipv4, nil,
  "the other server is not there")

-- Assistance data in parts.
local source = settles("Get Predicted Orbits Data Source", {}, "success")
client:equal(source.allowed_sizes.max_part_size, 1000, "parts have a maximum")
client:equal(#source.server_list, 2, "two servers")
settles("Get Predicted Orbits Data Validity", {}, "general_failure")
local function part(number, size, total, wanted, name)
  local got = settles(name or "Inject Predicted Orbits Data", {
    total_size = total, total_parts = 3, part_number = number,
    part_data = ("x"):rep(size),
  }, wanted)
  client:equal(got.part_number, number, "the part is named")
end
part(1, 1001, 2500, "invalid_parameter")
part(1, 1000, 2501, "invalid_parameter")
part(2, 1000, 2500, "invalid_parameter")
part(1, 1000, 2500, "success")
part(3, 500, 2500, "invalid_parameter")
part(1, 1000, 2500, "success", "Inject Xtra Data")
part(2, 1000, 2500, "invalid_parameter")
part(1, 1000, 2500, "success")
part(2, 1000, 2500, "success")
part(2, 400, 2500, "invalid_parameter")
part(1, 1000, 2500, "success")
part(2, 1000, 2500, "success")
part(3, 501, 2500, "invalid_parameter")
part(1, 1000, 2500, "success")
part(2, 1000, 2500, "success")
part(3, 500, 2500, "success")
client:equal(settles("Get Predicted Orbits Data Validity", {},
  "success").validity_info.duration_hours, 168, "then there are orbits")
settles("Delete Assistance Data", { delete_all = false }, "invalid_parameter")
settles("Delete Assistance Data", { delete_all = true }, "success")
settles("Get Predicted Orbits Data Validity", {}, "general_failure")
settles("Inject UTC Time", { utc_time = 0, time_uncertainty = 1 },
  "invalid_parameter")
settles("Inject Position", { latitude = 1.0 }, "invalid_parameter")

-- A session: the engine starts and wants help, then finds the position.
settles("Set Operation Mode", { operation_mode = "standalone" }, "success")
done("Register Events", { event_registration_mask = {
  "position_report", "nmea", "gnss_satellite_info", "engine_state",
  "fix_session_state", "inject_predicted_orbits_request",
  "inject_time_request", "inject_position_request" } })
done("Register Events", { event_registration_mask = {
  "position_report", "nmea" } }, other)
client.indications = {}
done("Start", { session_id = 7, fix_recurrence_type = "periodic_fixes",
  minimum_interval_between_position_reports = 2000 })
client:equal(client:indication "LOC Engine State".fields.engine_state, "on",
  "the engine is on")
client:equal(client:indication "LOC Fix Recurrence Type".fields
  .fix_recurrence_type, "periodic_fixes", "the session has begun")
client:equal(client:indication "LOC Inject Predicted Orbits Request".fields
  .allowed_sizes.max_file_size, 2500, "it wants orbits")
client:check(client:indication "LOC Inject Time Request", "it wants the time")
client:check(client:indication "LOC Inject Position Request",
  "it wants a position")
local report = after(1.05, "Position Report")
client:equal(report.session_status, "in_progress", "it searches")
client:equal(report.utc_timestamp, nil, "it does not know the time")
settles("Inject UTC Time", { utc_time = 1704067200000, time_uncertainty = 1 },
  "success")
settles("Inject Position", { latitude = -12.0, longitude = -77.0,
  horizontal_uncertainty_circular = 5000 }, "success")
report = after(1, "Position Report")
client:equal(report.time_source, "external_input", "it believes the time")
client:equal(report.latitude, -12.0, "and the position")
client:equal(report.technology_used[1], "injected_position", "and says so")
local statuses = {}
client.indications = {}
client:wait(5)
for message in function() return client:indication "LOC Position Report" end do
  statuses[#statuses + 1] = message.fields.session_status
end
client:equal(table.concat(statuses, " "),
  "in_progress in_progress in_progress timeout in_progress",
  "nothing found in time is told, and it goes on")
part(1, 1000, 2500, "success")
part(2, 1000, 2500, "success")
part(3, 500, 2500, "success")
client:wait(3)
report = after(2, "Position Report")
client:equal(report.session_status, "success", "with orbits it is faster")
client:equal(report.latitude, -12.5, "it is where it is")
client:equal(report.altitude_from_ellipsoid > 199, true,
  "the ellipsoid is below the sea")
client:equal(#report.satellites_used, 7, "seven satellites are used")
local count = report.session_fix_count
client:equal(after(4, "Position Report").session_fix_count, count + 2,
  "two reports in four seconds")

-- The sentences of one second.
client.indications = {}
client:wait(1)
local mine = {}
for _, message in ipairs(client.indications) do
  if message.client == loc or message.name ~= "LOC NMEA" then
    mine[#mine + 1] = message
  end
end
client:check(#mine < #client.indications, "the other client hears NMEA too")
client.indications = mine
local info = client:indication "LOC GNSS Sv Info".fields
client:equal(#info.list, 9, "nine satellites are in view")
client:equal(info.list[6].satellite_status, "searching", "one is not heard")
client:equal(info.list[7].system, "glonass", "one of GLONASS")
local said = sentences()
client:equal(said.GGA[1]:gsub(",%d+%.%d,", ",TIME,", 1),
  "$GPGGA,TIME,1230.000000,S,07707.500000,W,1,07,0.9,154.3,M,45.4,M,,",
  "GGA")
client:equal(said.RMC[1]:gsub(",%d+%.%d,", ",TIME,", 1),
  "$GPRMC,TIME,A,1230.000000,S,07707.500000,W,0.0,0.0,010124,0.6,E,A", "RMC")
client:equal(said.VTG[1], "$GPVTG,0.0,T,359.4,M,0.0,N,0.0,K,A", "VTG")
client:equal(#said.GSA, 2, "two systems, two GSA")
client:equal(said.GSA[1], "$GNGSA,A,3,02,05,07,13,15,,,,,,,,1.6,0.9,1.3",
  "GSA")
client:equal(#said.GSV, 3, "GSV of four satellites each")
client:equal(said.GSV[2],
  "$GPGSV,2,2,07,15,12,292,26,30,08,104,,49,30,170,30", "the second of GPS")
client:equal(said.GSV[3], "$GLGSV,1,1,02,66,54,312,36,81,33,027,34",
  "those of GLONASS")

-- Elsewhere, moving, with one satellite.
settles("Set NMEA Types", { nmea_types = { "rmc", "gsv" } }, "success")
client:call("DMS Get Model", dms)
client.indications = {}
client:wait(1)
said = sentences()
client:equal(said.GGA, nil, "only what is wanted is told")
client:equal(said.RMC[1]:match "A,.*,A$",
  "A,8930.000000,N,07707.500000,W,19.4,300.0,010124,0.6,E,A", "RMC in the north")
client:equal(said.GSV[1], "$GPGSV,1,1,01,03,90,000,45", "one satellite")

-- Sessions end by Stop, by a lock, and with their client.
refused("Stop", { session_id = 8 }, "InvalidArgument")
done("Start", { session_id = 8, fix_recurrence_type = "single_fix" })
report = after(1.1, "Position Report")
client:check(report, "a report")
client:equal(#client.core.held(), 3 + 8 + 2 + 1, "the single session is over")
done("Start", { session_id = 8 })
done("Start", { session_id = 9 })
refused("Start", { session_id = 10 }, "InsufficientResources")
settles("Set Engine Lock", { lock_type = "mi" }, "success")
client:equal(result("Get Engine Lock", {}).lock_type, "mi", "locked")
client.indications = {}
client:wait(1.1)
report = client:indication "LOC Position Report"
client:equal(report.fields.session_status, 7, "a lock ends sessions")
client:equal(client:indication "LOC Engine State".fields.engine_state, "off",
  "and the engine")
client:equal(after(2, "NMEA"), nil, "then it is quiet")
settles("Set Engine Lock", { lock_type = "mt" }, "success")
client:call("DMS Get Revision", dms)
done("Start", { session_id = 1, fix_recurrence_type = "periodic_fixes",
  intermediate_report_state = "disable" }, other)
client.indications = {}
client:wait(5.5)
client:equal(client:indication "LOC Position Report", nil,
  "without satellites nothing is found, and progress is not wanted")
said = sentences()
client:check(said.RMC[1]:find ",V,,,,,,,010124,,,N$", "RMC without a fix")
client:wait(1.1)
client:equal(client:indication "LOC Position Report".client, other,
  "the timeout goes to whose session it is")
client.indications = {}
client:release("LOC", other)
client:equal(client:indication "LOC Engine State".fields.engine_state, "off",
  "a session ends with its client")

-- No position when the modem is offline.
client:call("DMS Set Operating Mode", dms, { mode = "offline" })
done("Start", { session_id = 1 })
client:equal(after(1.1, "Position Report").session_status, "phone_offline",
  "a modem that is offline has no position")

-- What is kept.
client:call("DMS Set Operating Mode", dms, { mode = "reset" })
client:wait(5)
client:open(0)
loc = client:allocate "LOC"
client:equal(#result("Get NMEA Types", {}).nmea_types, 2, "the types are kept")
client:equal(result("Get Engine Lock", {}).lock_type, "mt", "so is the lock")
client:equal(settles("Get Predicted Orbits Data Validity", {},
  "success").validity_info.duration_hours, 168, "so are orbits")
