-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: who the device is and how it is switched.

local bytes = include "world/bytes"
local device = include "world/device"

local dms = service "DMS"

-- What `value` is, or the error of a modem that does not know.
local function answer(field, value)
  if value == nil or value == false then
    return fail "NotProvisioned"
  end
  return { [field] = value }
end

local function result(problem)
  return problem and fail(problem) or {}
end

-- Who it is.

dms["Get Manufacturer"] = function(modem)
  return answer("manufacturer", modem.preset.identity.manufacturer)
end

dms["Get Model"] = function(modem)
  return answer("model", modem.preset.identity.model)
end

dms["Get Revision"] = function(modem)
  return answer("revision", modem.preset.identity.revision)
end

dms["Get Hardware Revision"] = function(modem)
  return answer("revision", modem.preset.identity.hardware_revision)
end

dms["Get Software Version"] = function(modem)
  return answer("version", modem.preset.identity.software_version)
end

dms["Get Factory SKU"] = function(modem)
  return answer("sku", modem.preset.identity.factory_sku)
end

dms["Get IDs"] = function(modem)
  local identity = modem.preset.identity
  return {
    imei = identity.imei, esn = identity.esn, meid = identity.meid,
    imei_software_version = identity.imei_software_version,
  }
end

dms["Get MAC Address"] = function(modem, request)
  local address = modem.preset.identity.mac_addresses[request.device]
  if not address then
    return fail "InformationUnavailable"
  end
  return { mac_address = bytes.from_hex(address) }
end

dms["Get Supported Messages"] = function(modem)
  return { list = modem:supported_messages "DMS" }
end

-- What it can do.

dms["Get Capabilities"] = function(modem)
  local given = modem.preset.device.capabilities
  return { info = {
    max_tx_channel_rate = given.max_tx_channel_rate,
    max_rx_channel_rate = given.max_rx_channel_rate,
    data_service_capability = given.data_service,
    sim_capability = given.has_sim and "supported" or "not_supported",
    radio_interface_list = given.radio_interfaces,
  } }
end

dms["Get Band Capabilities"] = function(modem)
  local bands = modem.preset.device.bands
  local lte = {}
  for place, number in ipairs(bands.lte) do
    lte[place] = number <= 64 and 1 << (number - 1) or 0
  end
  local has_lte = #bands.lte > 0
  local has_5g = bands.nr5g and #bands.nr5g > 0
  return {
    band_capability = bands.gsm_wcdma,
    lte_band_capability = has_lte and lte or nil,
    extended_lte_band_capability = has_lte and bands.lte or nil,
    nr5g_band_capability = has_5g and bands.nr5g or nil,
  }
end

-- How it is switched.

dms["Get Operating Mode"] = function(modem)
  local now = modem.device
  local is_offline = now.operating_mode == "offline"
  return {
    mode = now.operating_mode,
    offline_reason = is_offline and #now.offline_reasons > 0
      and now.offline_reasons or nil,
    hardware_restricted_mode = not now.radio_switch,
  }
end

dms["Set Operating Mode"] = function(modem, request)
  return result(device.set_operating_mode(modem, request.mode))
end

dms["Get Power State"] = function(modem)
  local power = modem.device.power
  return { info = {
    power_state_flags = power.flags, battery_level = power.battery_level,
  } }
end

dms["Set FCC Authentication"] = function(modem)
  if not modem.device.fcc_locked then
    return fail "NoEffect"
  end
  modem.device.fcc_locked = false
  return {}
end

-- Time.

dms["Get Time"] = function(modem)
  local now = device.clock(modem)
  local user_time = modem.device.user_time
  return {
    device_time = { time_count = now * 4 // 5, time_source = "device" },
    system_time = now,
    user_time = user_time and now + user_time,
  }
end

dms["Set Time"] = function(modem, request)
  if request.time_value < 0 then
    return fail "InvalidArgument"
  end
  modem.device.user_time = request.time_value - device.clock(modem)
  return {}
end

-- CDMA activation and what belongs to it.

dms["Get PRL Version"] = function(modem)
  local prl = modem.preset.device.prl
  if not prl then
    return fail "NotProvisioned"
  end
  return { version = prl.version, prl_only_preference = prl.only }
end

dms["Read ERI File"] = function(modem)
  local file = modem.preset.device.eri_file
  return answer("eri_file", file and bytes.from_hex(file))
end

dms["Get Activation State"] = function(modem)
  return { info = modem.device.activation_state }
end

-- Activates now, as far as the answer says; the state follows.
local function activate(modem)
  if modem.device.activation_state == "activated" then
    return fail "NoEffect"
  elseif modem.device.operating_mode ~= "online" then
    return fail "IncompatibleState"
  end
  device.set_activation_state(modem, "connecting")
  device.later(modem, modem.preset.device.activation_seconds, function()
    device.set_activation_state(modem, "activated")
  end)
  return {}
end

dms["Activate Automatic"] = function(modem, request)
  if request.activation_code == "" then
    return fail "InvalidArgument"
  end
  return activate(modem)
end

dms["Activate Manual"] = function(modem, request)
  local info = request.info
  local problem = device.check_service_code(modem,
    info.service_programming_code)
  return problem and fail(problem) or activate(modem)
end

-- What it keeps for its user.

dms["Get User Lock State"] = function(modem)
  return { enabled = modem.device.kept.lock_enabled }
end

dms["Set User Lock State"] = function(modem, request)
  local kept = modem.device.kept
  if request.info.lock_code ~= kept.lock_code then
    return fail "AuthenticationFailed"
  end
  kept.lock_enabled = request.info.enabled
  return {}
end

dms["Set User Lock Code"] = function(modem, request)
  local kept = modem.device.kept
  if request.info.old_code ~= kept.lock_code then
    return fail "AuthenticationFailed"
  elseif not request.info.new_code:match "^%d%d%d%d$" then
    return fail "InvalidArgument"
  end
  kept.lock_code = request.info.new_code
  return {}
end

dms["Read User Data"] = function(modem)
  return { user_data = modem.device.kept.user_data }
end

dms["Write User Data"] = function(modem, request)
  if #request.user_data > modem.preset.device.user_data_max then
    return fail "ArgumentTooLong"
  end
  modem.device.kept.user_data = request.user_data
  return {}
end

dms["Get Alt Net Config"] = function(modem)
  return { config = modem.device.kept.alternative_net }
end

dms["Set Alt Net Config"] = function(modem, request)
  modem.device.kept.alternative_net = request.config
  return {}
end

-- The service programming code.

dms["Validate Service Programming Code"] = function(modem, request)
  return result(device.check_service_code(modem,
    request.service_programming_code))
end

dms["Set Service Programming Code"] = function(modem, request)
  local problem = device.check_service_code(modem, request.current_code)
  if not problem and not request.new_code:match "^%d%d%d%d%d%d$" then
    problem = "InvalidArgument"
  end
  if not problem then
    modem.device.kept.service_code = request.new_code
  end
  return result(problem)
end

dms["Restore Factory Defaults"] = function(modem, request)
  local problem = device.check_service_code(modem,
    request.service_programming_code)
  if not problem then
    device.restore_defaults(modem)
  end
  return result(problem)
end

include "dms_events" (dms)
include "dms_uim" (dms)
include "dms_firmware" (dms)
include "dms_vendor" (dms)

return dms
