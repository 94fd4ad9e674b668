-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMS: which services of the IP multimedia subsystem are enabled, and how its
-- policy manager finds them.

local ims = service "IMS"

-- The field of a request and of the indication for what the world enables.
local WISHES = {
  ims_voice_over_lte_enable = "voice",
  ims_video_telephony_service_enable = "video",
  ims_voice_wifi_service_enable = "wifi_voice",
  ims_service_enabled = "registration", ims_ut_service_enable = "ut",
  ims_sms_service_enable = "sms", ims_ussd_service_enabled = "ussd",
  ims_presence_enabled = "presence", ims_autoconfig_enabled = "autoconfig",
  ims_xdm_client_enabled = "xdm_client", ims_rcs_enabled = "rcs",
  ims_carrier_config = "carrier_config",
}

-- The field of the answer.
local ANSWERS = {
  ims_voice_service_enabled = "voice",
  ims_video_telephony_service_enabled = "video",
  ims_voice_wifi_service_enabled = "wifi_voice",
  ims_registration_service_enabled = "registration",
  ims_ut_service_enabled = "ut", ims_sms_service_enabled = "sms",
  ims_ussd_service_enabled = "ussd",
}

local POLICY = {
  "acs_priority", "isim_priority", "nv_priority", "pco_priority",
  "service_mask", "apns",
}

local NO_ERROR = 0

local function enabled(modem, names)
  local fields = {}
  for field, name in pairs(names) do
    fields[field] = modem.ims.kept.enabled[name]
  end
  return fields
end

-- Tells every client, after the answer to the request that is being handled.
local function tell(modem, name, make)
  modem:after(0, function()
    modem:notify(name, make(modem))
  end)
end

ims["Get IMS Services Enabled Setting"] = function(modem)
  return enabled(modem, ANSWERS)
end

ims["Set IMS Services Enabled Setting"] = function(modem, request)
  local changes = {}
  for field, name in pairs(WISHES) do
    changes[name] = request[field]
  end
  local kept = modem.ims.kept
  kept.call_mode = request.ims_call_mode_preference or kept.call_mode
  if next(changes) then
    modem.ims:enable(changes)
  end
  return {}
end

local function policy(modem)
  local fields = {}
  for _, name in ipairs(POLICY) do
    fields[name] = modem.ims.kept.policy[name]
  end
  return fields
end

ims["Get IMS Policy Manager Settings"] = function(modem)
  local fields = policy(modem)
  fields.ims_settings_error = NO_ERROR
  return fields
end

ims["Set IMS Policy Manager Settings"] = function(modem, request)
  local kept = modem.ims.kept.policy
  for _, name in ipairs(POLICY) do
    if request[name] ~= nil then
      kept[name] = request[name]
    end
  end
  modem:changed "ims_policy"
  return { ims_settings_error = NO_ERROR }
end

ims["Bind"] = function(modem, request, call)
  call.state.binding = request.binding
  return {}
end

function ims.watch.ims_settings(modem)
  tell(modem, "IMS IMS Services Enabled Setting", function()
    return enabled(modem, WISHES)
  end)
end

function ims.watch.ims_policy(modem)
  tell(modem, "IMS IMS Policy Manager Settings Ind", policy)
end

return ims
