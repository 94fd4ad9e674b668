-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PDS as ModemManager uses it, and what it shares with LOC.

local client = dofile(os.getenv "PLAY")(...)

local pds = client:allocate "PDS"
local deaf = client:allocate "PDS"
local loc = client:allocate "LOC"

local function done(name, fields)
  local answer, why = client:call("PDS " .. name, pds, fields)
  client:equal(why, nil, name .. " succeeds")
  return answer or {}
end

local function refused(name, fields, wanted)
  local _, why = client:call("PDS " .. name, pds, fields)
  client:equal(why, wanted, name .. " is answered with " .. wanted)
end

local function service(is_on)
  return { state = { gps_service_state = is_on } }
end

local function automatic(is_on)
  return { state = { auto_tracking_state = is_on } }
end

-- The event reports of so many seconds: GGA sentences and statuses.
local others = {} -- other sentences
local function told(seconds)
  client:wait(seconds)
  local sentences, statuses = {}, {}
  for message in function() return client:indication "PDS Event Report" end do
    client:check(message.client ~= deaf, "only who asked is told")
    local text = message.fields.nmea_position or ""
    others[text:sub(4, 6)] = text ~= ""
    sentences[#sentences + 1] = text:find "^%$GPGGA" and text or nil
    statuses[#statuses + 1] = message.fields.position_session_status
  end
  return sentences, table.concat(statuses, " ")
end

local function session()
  return done "Get GPS Service State".state.tracking_session_state
end

-- Off at first.
client:equal(done "Get GPS Service State".state.gps_service_state, false,
  "the service is off")
client:equal(session(), "inactive", "there is no session")
client:equal(done "Get Auto Tracking State".state.auto_tracking_state, false,
  "nor will be")
refused("Set GPS Service State", service(false), "NoEffect")
refused("Set Auto Tracking State", automatic(false), "NoEffect")
refused("Set Event Report", {}, "MissingArgument")

-- ModemManager: service, automatic tracking, event report.
done("Set GPS Service State", service(true))
client:wait(0.2)
client:check(client:indication "PDS GPS Ready", "the service is ready")
client:equal(session(), "inactive", "still there is no session")
done("Set Auto Tracking State", automatic(true))
client:equal(session(), "active", "now there is")
done("Set Event Report", { nmea_position_reporting = true })
local sentences, statuses = told(4.1)
client:equal(statuses, "in_progress success", "it searches and finds")
client:equal(#sentences, 4, "a sentence a second")
client:check(others.RMC and others.GSV and others.GSA and others.VTG,
  "and the others, whatever LOC has set")
client:check(sentences[1]:find("^%$GPGGA,,,,,,0,00,,,M,,M,,%*%x%x\r\n$"),
  "without a fix it is empty")
client:check(sentences[4]:find("1030.000000,N,02015.000000,E,1,07", 1, true),
  "with a fix it is not")

-- The session's settings, which hold from the next one on.
local info = done "Get Default Tracking Session".info
client:equal(info.session_operation, "standalone", "it stands alone")
client:equal(info.interval, 1, "each second")
refused("Set Default Tracking Session", { info = { session_operation = 9,
  position_data_timeout = 1, interval = 1, accuracy_threshold = 0 } },
  "InvalidArgument")
done("Set Default Tracking Session", { info = {
  session_operation = "ms_assisted", position_data_timeout = 30, interval = 5,
  accuracy_threshold = 100 } })
info = done "Get Default Tracking Session".info
client:equal(info.session_operation, "ms_assisted", "the mode is kept")
client:equal(info.accuracy_threshold, 100, "so is the rest")
client:call("LOC Get Operation Mode", loc)
client:wait(0.1)
client:equal(client:indication "LOC Get Operation Mode".fields.operation_mode,
  "msa", "LOC has the same mode")

-- The location server.
local config = done("Get AGPS Config", { network_mode = "umts" })
client:equal(config.location_server_address.ip, 0, "there is no server")
refused("Set AGPS Config", { network_mode = "umts" }, "MissingArgument")
refused("Set AGPS Config", { network_mode = "umts",
  location_server_url = "odd" }, "InvalidArgument")
refused("Set AGPS Config", { network_mode = "umts",
  location_server_address = { ip = 1, port = 65536 } }, "InvalidArgument")
done("Set AGPS Config", { network_mode = "umts",
  location_server_address = { ip = 0x0A000001, port = 7276 } })
config = done("Get AGPS Config", { network_mode = "umts" })
client:equal(config.location_server_address.port, 7276, "then there is one")
client:equal(done("Get AGPS Config", { network_mode = "cdma" })
  .location_server_address.port, 0, "but none for CDMA")
local wide = ("supl.example.org:7275"):gsub(".", "\0%0")
done("Set AGPS Config", { network_mode = "umts", location_server_url = wide })
config = done("Get AGPS Config", { network_mode = "umts" })
client:equal(config.location_server_url, wide, "or one with a name")
client:equal(config.location_server_address.port, 0, "instead")
client:call("LOC Get Server", loc, { server_type = "umts_slp" })
client:wait(0.1)
client:equal(client:indication "LOC Get Server".fields.url,
  "supl.example.org:7275", "LOC has the same server")

client:call("LOC Set Server", loc, { server_type = "umts_slp",
  url = ("x"):rep(200) })
client:equal(done("Get AGPS Config", { network_mode = "umts" })
  .location_server_url, nil, "a name that is too long for PDS is not told")

-- Extended sentences; the engine is shared with a session of LOC.
told(1)
done("Set Event Report", { nmea_position_reporting = false,
  extended_nmea_position_reporting = true })
client.indications = {}
client:wait(1.1)
local extended = client:indication "PDS Event Report".fields
client:equal(extended.nmea_position, nil, "no plain sentences any more")
client:equal(extended.extended_nmea_position.operation_mode, "ms_assisted",
  "with the mode")
client:check(extended.extended_nmea_position.nmea:find "^%$GPGSV", "and text")
client:call("LOC Register Events", loc, { event_registration_mask = {
  "engine_state" } })
client:call("LOC Start", loc, { session_id = 1,
  fix_recurrence_type = "periodic_fixes" })
done("Set Auto Tracking State", automatic(false))
client:equal(session(), "inactive", "the session ends")
client:wait(2)
client:equal(client:indication "LOC Engine State", nil,
  "the engine goes on for the other one")
client:call("LOC Stop", loc, { session_id = 1 })
client:equal(client:indication "LOC Engine State".fields.engine_state, "off",
  "and rests after it")
sentences, statuses = told(2)
client:equal(statuses, "user_ended_session", "the end is told")

-- A lock; a reset of the client; a restart of the modem.
client:call("LOC Set Engine Lock", loc, { lock_type = "all" })
done("Set Auto Tracking State", automatic(true))
sentences, statuses = told(2)
client:equal(statuses, "engine_locked", "a lock is told")
client:equal(session(), "inactive", "and ends the session")
client:call("LOC Set Engine Lock", loc, { lock_type = "none" })
client:equal(#client.core.held(), 3 + 1 + 1, "two registrations are held")
done "Reset"
client:equal(#client.core.held(), 3 + 1, "one is gone with Reset")
local dms = client:allocate "DMS"
client:call("DMS Set Operating Mode", dms, { mode = "offline" })
client:call("DMS Set Operating Mode", dms, { mode = "reset" })
client:wait(5)
client:open(0)
pds = client:allocate "PDS"
client:equal(session(), "active", "a modem that tracks automatically goes on")
done("Set Event Report", { nmea_position_reporting = true })
client:wait(3)
client.indications = {}
sentences, statuses = told(5)
client:equal(#sentences, 5, "sentences come each second")
done("Set GPS Service State", service(false))
client:equal(session(), "inactive", "without the service nothing does")
done("Set GPS Service State", service(true))
client:wait(0.2)
client:equal(session(), "active", "with it, it goes on by itself")

-- What this modem has not.
loc = client:allocate "LOC"
local pdc = client:allocate "PDC"
client.indications = {}
client:call("LOC Get Predicted Orbits Data Source", loc)
client:call("LOC Inject Xtra Data", loc, { total_size = 1, total_parts = 1,
  part_number = 1, part_data = "x" })
client:wait(0.1)
local source = client:indication "LOC Get Predicted Orbits Data Source".fields
client:equal(source.indication_status, "general_failure", "no orbits are wanted")
client:equal(client:indication "LOC Inject Xtra Data".fields.indication_status,
  "unsupported", "nor taken")
local _, why = client:call("PDC List Configs", pdc,
  { config_type = "software" })
client:equal(why, nil, "List Configs is accepted")
client:wait(1)
client:equal(client:indication "PDC List Configs", nil,
  "but of an empty list nothing is told")
client:call("PDC Get Selected Config", pdc, { config_type = "software" })
client:wait(0.1)
client:equal(client:indication "PDC Get Selected Config".fields
  .indication_result, 16, "nothing is selected")
_, why = client:call("PDC Get Default Config Info", pdc,
  { config_type = "software" })
client:equal(why, "NotProvisioned", "nor is there a default")
local limits = client:call("PDC Get Config Limits", pdc,
  { config_type = "software" })
client:equal(limits.maximum_size, 0, "nor room")
