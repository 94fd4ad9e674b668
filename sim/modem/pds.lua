-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PDS: the older position service. There is one tracking session, which belongs
-- to the modem and not to a client.

local agenda = include "world/agenda"
local nmea = include "world/nmea"

local pds = service "PDS"

-- Sessions of world/position.lua that are ours.
local OWNER, ID = 0, 0

-- PDS tells them all; what LOC sets does not matter here. ModemManager relies
-- on that: it sets up nothing before it uses PDS.
local SENTENCES = { gga = true, rmc = true, gsv = true, gsa = true, vtg = true }

-- Modes in the words of LOC and of PDS.
local TO_PDS = {
  default = "standalone", standalone = "standalone", msb = "ms_based",
  msa = "ms_assisted", cellid = "standalone", wwan = "standalone",
}
local FROM_PDS = {
  standalone = "standalone", ms_based = "msb", ms_assisted = "msa",
}

local function tracks(modem)
  return modem.position:find("PDS", OWNER, ID) ~= nil
end

local function start(modem)
  local tracking = modem.position.kept.tracking
  return modem.position:start {
    service = "PDS", client = OWNER, id = ID, is_single = false,
    interval = math.max(tracking.interval, modem.preset.position.period),
    timeout = math.max(tracking.timeout, 1), wants_progress = true,
  }
end

-- Tells the clients that asked for NMEA or for more.
local function tell(modem, fields)
  modem:notify("PDS Event Report", fields, function(state)
    local reports = state.reports
    return reports and (reports.nmea_position_reporting or
      reports.extended_nmea_position_reporting or
      reports.parsed_position_reporting)
  end)
end

local function stop(modem)
  if modem.position:stop("PDS", OWNER, ID) then
    modem.position.pds_status = nil
    tell(modem, { position_session_status = "user_ended_session" })
  end
end

-- Goes on where the modem has been switched off.
local function setup(modem)
  local kept = modem.position.kept
  if kept.gps_service and kept.auto_tracking then
    start(modem)
  end
end

pds["Reset"] = function(_, _, call)
  call.state.reports = nil
  return {}
end

pds["Set Event Report"] = function(_, request, call)
  local reports, is_empty = call.state.reports or {}, true
  for field, value in pairs(request) do
    if type(field) == "string" then
      reports[field], is_empty = value or nil, false
    end
  end
  if is_empty then
    return fail "MissingArgument"
  end
  call.state.reports = reports
  return {}
end

function pds.holdings(_, _, state)
  local held = {}
  for report in pairs(state.reports or {}) do
    held[#held + 1] = "event report of " .. report
  end
  return held
end

-- The service, and its session.

pds["Get GPS Service State"] = function(modem)
  return { state = {
    gps_service_state = modem.position.kept.gps_service,
    tracking_session_state = tracks(modem) and "active" or "inactive",
  } }
end

pds["Set GPS Service State"] = function(modem, request)
  local kept, wanted = modem.position.kept, request.state.gps_service_state
  if kept.gps_service == wanted then
    return fail "NoEffect"
  end
  kept.gps_service = wanted
  if not wanted then
    stop(modem)
  else
    agenda.add(modem, modem.preset.position.ready_seconds, "pds.ready")
  end
  return {}
end

agenda.define("pds.ready", function(modem)
  local kept = modem.position.kept
  if kept.gps_service then
    modem:notify("PDS GPS Ready", {})
    if kept.auto_tracking and not tracks(modem) then
      start(modem)
    end
  end
end)

pds["Get Auto Tracking State"] = function(modem)
  return { state = { auto_tracking_state = modem.position.kept.auto_tracking } }
end

pds["Set Auto Tracking State"] = function(modem, request)
  local kept, wanted = modem.position.kept, request.state.auto_tracking_state
  if kept.auto_tracking == wanted then
    return fail "NoEffect"
  end
  kept.auto_tracking = wanted
  if not wanted then
    stop(modem)
  elseif kept.gps_service then
    local problem = start(modem)
    return problem and fail(problem) or {}
  end
  return {}
end

pds["Get Default Tracking Session"] = function(modem)
  local kept = modem.position.kept
  return { info = {
    session_operation = TO_PDS[kept.mode],
    position_data_timeout = kept.tracking.timeout,
    interval = kept.tracking.interval,
    accuracy_threshold = kept.tracking.accuracy,
  } }
end

-- Holds from the next session on.
pds["Set Default Tracking Session"] = function(modem, request)
  local kept, info = modem.position.kept, request.info
  local mode = FROM_PDS[info.session_operation]
  if not mode then
    return fail "InvalidArgument"
  end
  kept.mode = mode
  kept.tracking = {
    timeout = info.position_data_timeout, interval = info.interval,
    accuracy = info.accuracy_threshold,
  }
  return {}
end

-- The location server. URLs are UTF-16, the high byte first, as ModemManager
-- writes them; LOC has the same server in plain text.

local SERVERS = { umts = "umts_slp", cdma = "cdma_pde" }

-- Nil when there is none that fits into a message.
local function to_wide(text)
  local wide = text and not text:find "[^ -~]" and text:gsub(".", "\0%0")
  return wide and #wide <= 255 and wide or nil
end

-- Nil when a character is none of ASCII.
local function from_wide(wide)
  local list = {}
  for place = 1, #wide, 2 do
    local high, low = wide:byte(place, place + 1)
    if high ~= 0 or not low or low > 0x7E then
      return nil
    end
    list[#list + 1] = low >= 0x20 and string.char(low) or nil
  end
  return table.concat(list)
end

pds["Get AGPS Config"] = function(modem, request)
  local kind = SERVERS[request.network_mode or "umts"]
  if not kind then
    return fail "InvalidArgument"
  end
  local server = modem.position.kept.servers[kind] or {}
  local ipv4 = server.ipv4
  return {
    location_server_address = {
      ip = ipv4 and ipv4.ipv4_address or 0, port = ipv4 and ipv4.ipv4_port or 0,
    },
    location_server_url = to_wide(server.url),
  }
end

pds["Set AGPS Config"] = function(modem, request)
  local kind = SERVERS[request.network_mode or "umts"]
  local address, url = request.location_server_address,
    request.location_server_url
  if not address and not url then
    return fail "MissingArgument"
  elseif not kind or address and address.port > 0xFFFF or
    url and not from_wide(url) then
    return fail "InvalidArgument"
  end
  modem.position.kept.servers[kind] = {
    ipv4 = address and {
      ipv4_address = address.ip, ipv4_port = address.port,
    } or nil,
    url = url and from_wide(url),
  }
  return {}
end

-- What is told.

function pds.watch.session_report(modem, session, status)
  if session.service == "PDS" and modem.position.pds_status ~= status then
    modem.position.pds_status = status
    tell(modem, { position_session_status = status })
  end
end

function pds.watch.gnss(modem, report)
  if not tracks(modem) then
    return
  end
  local mode = TO_PDS[modem.position.kept.mode]
  for _, text in ipairs(nmea.sentences(report, SENTENCES)) do
    modem:notify_each("PDS Event Report", function(state)
      local wanted = state.reports or {}
      local is_extended = wanted.extended_nmea_position_reporting
      local fields = {
        nmea_position = wanted.nmea_position_reporting and text or nil,
        extended_nmea_position = is_extended and
          { operation_mode = mode, nmea = text } or nil,
      }
      return next(fields) and fields
    end)
  end
end

return { service = pds, setup = setup }
