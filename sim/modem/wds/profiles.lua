-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: connection profiles.

local part = {}

-- Fields of a request that are not the profile's.
local NOT_KEPT = { profile_type = true, profile_identifier = true }

local function own_fields(request)
  local fields = {}
  for name, value in pairs(request) do
    if type(name) == "string" and not NOT_KEPT[name] then
      fields[name] = value
    end
  end
  return fields
end

-- The longest text that a profile takes.
local TEXT_MAX = 127

local function has_long_text(request)
  for name, value in pairs(request) do
    if type(name) == "string" and type(value) == "string" and
      #value > TEXT_MAX then
      return true
    end
  end
  return false
end

local function refuse(why)
  return fail("ExtendedInternal", { extended_error_code = why })
end

-- Calls action(profile) for the profile that a request names.
local function with_profile(modem, identifier, action)
  local profiles = modem.bearers.profiles
  if not profiles:has_type(identifier.profile_type) then
    return refuse "invalid_profile_type"
  end
  local profile = profiles:find(identifier.profile_type,
    identifier.profile_index)
  if not profile then
    return refuse "invalid_profile_number"
  end
  return action(profile, profiles)
end

local function create(modem, request)
  local profiles = modem.bearers.profiles
  local kind = request.profile_type
  if not profiles:has_type(kind) then
    return refuse "invalid_profile_type"
  elseif has_long_text(request) then
    return refuse "invalid_parameter_length"
  end
  local index = profiles:free_index(kind)
  if not index then
    return refuse "3gpp_out_of_profiles"
  end
  profiles:create(kind, index, own_fields(request))
  return { profile_identifier = {
    profile_type = kind, profile_index = index } }
end

local function create_at(modem, request)
  local profiles = modem.bearers.profiles
  local identifier = request.profile_identifier
  local kind, index = identifier.profile_type, identifier.profile_index
  if not profiles:has_type(kind) then
    return fail "InvalidProfileType"
  elseif has_long_text(request) then
    return fail "ArgumentTooLong"
  elseif index < 1 or index > profiles.limit or profiles:find(kind, index) then
    return fail "InvalidProfile"
  end
  profiles:create(kind, index, own_fields(request))
  return { profile_identifier = identifier }
end

local function list(modem, request)
  local profiles = modem.bearers.profiles
  local kind = request.profile_type
  if kind and kind ~= "all" and not profiles:has_type(kind) then
    return refuse "invalid_profile_type"
  end
  local entries = {}
  for place, profile in ipairs(profiles:list(kind)) do
    entries[place] = {
      profile_type = profile.type, profile_index = profile.index,
      profile_name = profile.fields.profile_name or "",
    }
  end
  return { profile_list = entries }
end

local function get_default(modem, request)
  local profiles = modem.bearers.profiles
  if not profiles:has_type(request.profile_type.type) then
    return refuse "invalid_profile_type"
  end
  return { index = profiles.kept.default }
end

local function set_default(modem, request)
  local wanted = request.profile_identifier
  return with_profile(modem, {
    profile_type = wanted.type, profile_index = wanted.index,
  }, function(profile, profiles)
    profiles:set_default(profile.index)
    return {}
  end)
end

function part.add(wds)
  wds["Create Profile"] = create
  wds["Swi Create Profile Indexed"] = create_at
  wds["Get Profile List"] = list
  wds["Get Default Profile Number"] = get_default
  wds["Set Default Profile Number"] = set_default

  wds["Modify Profile"] = function(modem, request)
    if has_long_text(request) then
      return refuse "invalid_parameter_length"
    end
    return with_profile(modem, request.profile_identifier,
      function(profile, profiles)
        profiles:modify(profile, own_fields(request))
        return {}
      end)
  end

  wds["Delete Profile"] = function(modem, request)
    return with_profile(modem, request.profile_identifier,
      function(profile, profiles)
        profiles:delete(profile)
        return {}
      end)
  end

  wds["Get Profile Settings"] = function(modem, request)
    return with_profile(modem, request.profile_id, function(profile)
      return own_fields(profile.fields)
    end)
  end

  wds["Get Default Settings"] = function(modem, request)
    if not modem.bearers.profiles:has_type(request.profile_type) then
      return refuse "invalid_profile_type"
    end
    return own_fields(modem.preset.bearers.default_settings)
  end
end

return part
