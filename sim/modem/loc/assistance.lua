-- SPDX-License-Identifier: LGPL-2.1-or-later
-- LOC: data that help the engine to find its position.

local agenda = include "world/agenda"

local assistance = {}

-- Takes one part of a file: the status, and what is loading when more must
-- come. Parts are numbered from 1 and come in order.
local function take_part(position, request, call, limits)
  local loading = position.loading
  local size, number = #request.part_data, request.part_number
  if request.total_size == 0 or request.total_size > limits.max_file_size or
    size == 0 or size > limits.max_part_size or
    request.total_parts == 0 or number == 0 or
    number > request.total_parts then
    return "invalid_parameter"
  end
  if number == 1 then
    loading = {
      client = call.client, message = call.message,
      total_size = request.total_size, total_parts = request.total_parts,
      parts = 0, size = 0,
    }
  elseif not loading or loading.client ~= call.client or
    loading.message ~= call.message or loading.parts + 1 ~= number or
    loading.total_size ~= request.total_size or
    loading.total_parts ~= request.total_parts then
    return "invalid_parameter"
  end
  loading.parts, loading.size = number, loading.size + size
  local is_last = number == loading.total_parts
  if loading.size > loading.total_size or
    is_last and loading.size ~= loading.total_size then
    return "invalid_parameter"
  end
  return "success", not is_last and loading or nil
end

local function inject_orbits(modem, request, call)
  local position, limits = modem.position, modem.position:orbit_limits()
  local status = "unsupported"
  if limits.max_file_size > 0 then
    status, position.loading = take_part(position, request, call, limits)
  end
  if status == "success" and not position.loading then
    position:assist("orbits", {
      size = request.total_size, start_ms = position:utc_ms(),
    })
  end
  agenda.indicate(modem, "LOC " .. call.message, {
    indication_status = status, part_number = request.part_number,
  }, call.client)
  return {}
end

-- A modem that takes no such data says general_failure, as an EM7455 does
-- (openwrt/packages issue 10565).
local function orbits_source(modem, request, call)
  local orbits = modem.position:orbit_limits()
  local is_known = orbits.max_file_size > 0
  agenda.indicate(modem, "LOC Get Predicted Orbits Data Source", {
    indication_status = is_known and "success" or "general_failure",
    allowed_sizes = is_known and {
      max_file_size = orbits.max_file_size,
      max_part_size = orbits.max_part_size,
    } or nil,
    server_list = is_known and orbits.servers or nil,
  }, call.client)
  return {}
end

local function orbits_validity(modem, request, call)
  local orbits = modem.position:orbits()
  agenda.indicate(modem, "LOC Get Predicted Orbits Data Validity", {
    indication_status = orbits and "success" or "general_failure",
    validity_info = orbits and {
      start_utc_timestamp = orbits.start_ms,
      duration_hours = modem.position:orbit_limits().hours,
    } or nil,
  }, call.client)
  return {}
end

local function inject_time(modem, request, call)
  local is_good = request.utc_time > 0
  if is_good then
    modem.position:assist("time", {
      utc_ms = request.utc_time, uncertainty_ms = request.time_uncertainty,
    })
  end
  agenda.indicate(modem, "LOC Inject UTC Time", {
    indication_status = is_good and "success" or "invalid_parameter",
  }, call.client)
  return {}
end

local function inject_position(modem, request, call)
  local latitude, longitude = request.latitude, request.longitude
  local is_good = latitude and longitude and math.abs(latitude) <= 90 and
    math.abs(longitude) <= 180
  if is_good then
    modem.position:assist("position", {
      latitude = latitude, longitude = longitude,
      uncertainty = request.horizontal_uncertainty_circular,
    })
  end
  agenda.indicate(modem, "LOC Inject Position", {
    indication_status = is_good and "success" or "invalid_parameter",
  }, call.client)
  return {}
end

local function contains(list, wanted)
  for _, item in ipairs(list or {}) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- What a request wants forgotten, in the words of Position:forget(); nil when
-- it names nothing.
local function wanted_gone(request)
  local gnss, clock = request.delete_gnss_data_mask,
    request.delete_clock_info_mask
  if request.delete_all then
    return "all"
  elseif not (request.delete_sv_info or gnss or clock or
    request.delete_cell_database_mask) then
    return nil
  end
  local list = {}
  if request.delete_sv_info and #request.delete_sv_info > 0 or
    contains(gnss, "gps_svdir") or contains(gnss, "gps_svsteer") then
    list[#list + 1] = "ephemeris"
  end
  if contains(gnss, "time") or contains(clock, "time_est") then
    list[#list + 1] = "time"
  end
  if contains(gnss, "position") or
    contains(request.delete_cell_database_mask, "pos") then
    list[#list + 1] = "position"
  end
  return list
end

local function delete(modem, request, call)
  local gone = wanted_gone(request)
  if gone then
    modem.position:forget(gone)
  end
  agenda.indicate(modem, "LOC Delete Assistance Data", {
    indication_status = gone and "success" or "invalid_parameter",
  }, call.client)
  return {}
end

function assistance.add(loc)
  loc["Inject Predicted Orbits Data"] = inject_orbits
  loc["Inject Xtra Data"] = inject_orbits
  loc["Get Predicted Orbits Data Source"] = orbits_source
  loc["Get Predicted Orbits Data Validity"] = orbits_validity
  loc["Inject UTC Time"] = inject_time
  loc["Inject Position"] = inject_position
  loc["Delete Assistance Data"] = delete
end

return assistance
