-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: starting and stopping calls.

local common = include "wds/common"
local Bearers = include "world/bearers"

local calls = {}

local GLOBAL_HANDLE = 0xFFFFFFFF -- stops what the modem started by itself

local NAME_MAX = 127 -- of access points and users

local FAMILY_OF_TYPE = { ipv4 = "ipv4", ipv6 = "ipv6" }

-- The profile that a request names, or the default one; false: there is none
-- of that number.
local function profile_of(modem, request)
  local profiles = modem.bearers.profiles
  if request.profile_index_3gpp2 then
    return profiles:find("3gpp2", request.profile_index_3gpp2) or false
  elseif request.profile_index_3gpp then
    return profiles:find("3gpp", request.profile_index_3gpp) or false
  end
  return not request.apn and profiles:default() or nil
end

local function family_of(modem, request, state, profile)
  local asked = request.ip_family_preference
  if asked == "unspecified" or modem.preset.bearers.ignores_family_of_start then
    asked = nil
  end
  return asked or state.family or
    profile and FAMILY_OF_TYPE[profile.fields.pdp_type] or "ipv4"
end

local function wanted_call(modem, request, call, profile)
  local fields = profile and profile.fields or {}
  return {
    port = common.port(call.state), client = call.client,
    family = family_of(modem, request, call.state, profile),
    apn = request.apn or fields.apn_name or "",
    username = request.username or fields.username,
    authentication = request.authentication_preference or
      fields.authentication,
    profile = profile or modem.bearers.profiles:default(),
    home_only = fields.roaming_disallowed_flag,
  }
end

-- The network has been asked: what it says to a call.
local function bring_up(bearers, wanted)
  if bearers:find(wanted.port, wanted.family) then
    return fail "NoEffect"
  end
  local started, why = bearers:start(wanted)
  if not started then
    return fail("CallFailed", Bearers.reason(why))
  end
  return { packet_data_handle = started.handle }
end

local function start_network(modem, request, call)
  local bearers = modem.bearers
  if #(request.apn or "") > NAME_MAX or #(request.username or "") > NAME_MAX
  then
    return fail "ArgumentTooLong"
  end
  local profile = profile_of(modem, request)
  if profile == false then
    return fail "InvalidProfile"
  end
  local wanted = wanted_call(modem, request, call, profile)
  if wanted.family ~= "ipv4" and wanted.family ~= "ipv6" then
    return fail "InvalidIpFamilyPreference"
  end
  if request.enable_autoconnect ~= nil then
    bearers.autoconnect.status = request.enable_autoconnect and "enabled" or
      "disabled"
  end
  if bearers:find(wanted.port, wanted.family) then
    return fail "NoEffect"
  end
  -- The client asks about the family that it started from here on.
  call.state.family = wanted.family
  return later(modem.preset.bearers.start_seconds, function()
    return bring_up(modem.bearers, wanted)
  end)
end

local function stop_network(modem, request, call)
  local bearers = modem.bearers
  local handle = request.packet_data_handle
  if request.disable_autoconnect then
    bearers.autoconnect.status = "disabled"
  end
  if handle ~= GLOBAL_HANDLE then
    local own = bearers:by_handle(handle)
    if not own or own.client ~= call.client then
      return fail "InvalidHandle"
    end
    bearers:stop(own, "client_end")
    return {}
  end
  local current = common.call_of(modem, call.state)
  if current then
    bearers:stop(current, "client_end")
  elseif not request.disable_autoconnect then
    return fail "NoEffect"
  end
  return {}
end

function calls.add(wds)
  wds["Start Network"] = start_network
  wds["Stop Network"] = stop_network

  wds["Get Packet Service Status"] = function(modem, request, call)
    local current = common.call_of(modem, call.state)
    return { connection_status = current and "connected" or "disconnected" }
  end

  wds["Get Autoconnect Settings"] = function(modem)
    local setting = modem.bearers.autoconnect
    return { status = setting.status, roaming = setting.roaming }
  end

  wds["Set Autoconnect Settings"] = function(modem, request)
    local setting = modem.bearers.autoconnect
    setting.status = request.status
    setting.roaming = request.roaming or setting.roaming
    modem.bearers:connect_automatically()
    return {}
  end
end

return calls
