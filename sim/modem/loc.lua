-- SPDX-License-Identifier: LGPL-2.1-or-later
-- LOC: sessions, events and settings of the position engine.
--
-- The response to most requests only says that they are accepted. What comes of
-- them is told in an indication of the same message, with a status.

local agenda = include "world/agenda"

local loc = service "LOC"

include "loc/reports".add(loc)
include "loc/assistance".add(loc)

-- Adds a request whose result is told in an indication: `run(position, request,
-- call, modem)` returns the indication's status and its other fields.
local function later(name, run)
  loc[name] = function(modem, request, call)
    local status, fields = run(modem.position, request, call, modem)
    fields = fields or {}
    fields.indication_status = status
    agenda.indicate(modem, "LOC " .. name, fields, call.client)
    return {}
  end
end

-- Sessions. lite-qmi's qaGobiApiLoc.h: without these TLVs a session is for a
-- single fix, reports progress and has a period of a second; a timeout is up to
-- 255 s.
loc["Start"] = function(modem, request, call)
  local interval = request.minimum_interval_between_position_reports or 1000
  local problem = modem.position:start {
    service = "LOC", client = call.client, id = request.session_id,
    interval = math.max(interval / 1000, modem.preset.position.period),
    timeout = modem.preset.position.timeout,
    is_single = request.fix_recurrence_type ~= "periodic_fixes",
    wants_progress = request.intermediate_report_state ~= "disable",
  }
  return problem and fail(problem) or {}
end

loc["Stop"] = function(modem, request, call)
  local was_there = modem.position:stop("LOC", call.client, request.session_id)
  return was_there and {} or fail "InvalidArgument"
end

function loc.client_gone(modem, client)
  if modem.position then
    modem.position:forget_client("LOC", client)
  end
end

-- Settings.

later("Set NMEA Types", function(position, request)
  for _, kind in ipairs(request.nmea_types) do
    if type(kind) == "number" then
      return "invalid_parameter"
    end
  end
  position.kept.nmea_types = request.nmea_types
  return "success"
end)

later("Get NMEA Types", function(position)
  return "success", { nmea_types = position.kept.nmea_types }
end)

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

later("Set Operation Mode", function(position, request, _, modem)
  if type(request.operation_mode) == "number" then
    return "invalid_parameter"
  elseif not contains(modem.preset.position.modes, request.operation_mode) then
    return "unsupported"
  end
  position.kept.mode = request.operation_mode
  return "success"
end)

later("Get Operation Mode", function(position)
  return "success", { operation_mode = position.kept.mode }
end)

later("Set Engine Lock", function(position, request)
  if type(request.lock_type) == "number" then
    return "invalid_parameter"
  end
  position.kept.lock = request.lock_type
  return "success"
end)

later("Get Engine Lock", function(position)
  return "success", { lock_type = position.kept.lock }
end)

-- Location servers by type: { ipv4 = { ipv4_address =, ipv4_port = }, ipv6 =,
-- url = }. What was there before is gone.
later("Set Server", function(position, request)
  if type(request.server_type) == "number" or
    not (request.ipv4 or request.ipv6 or request.url) then
    return "invalid_parameter"
  end
  position.kept.servers[request.server_type] = {
    ipv4 = request.ipv4, ipv6 = request.ipv6, url = request.url,
  }
  return "success"
end)

later("Get Server", function(position, request)
  local fields = { server_type = request.server_type }
  if type(request.server_type) == "number" then
    return "invalid_parameter", fields
  end
  local server = position.kept.servers[request.server_type] or {}
  local wanted = request.server_address_type or { "ipv4", "ipv6", "url" }
  for _, kind in ipairs(wanted) do
    fields[kind] = server[kind]
  end
  return "success", fields
end)

return loc
