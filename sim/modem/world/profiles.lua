-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Connection profiles: what the modem keeps about each access point.
--
-- A profile is { type =, index =, fields = }, `fields` in the words of the
-- profile messages. Profiles survive a power cycle.
--
-- Topic: "profile" (type, index, event).

local Profiles = {}
Profiles.__index = Profiles

local function copy_fields(fields)
  local copy = {}
  for name, value in pairs(fields) do
    copy[name] = value
  end
  return copy
end

function Profiles.new(modem)
  local preset = modem.preset.bearers
  local kept = modem.nonvolatile
  if not kept.profiles then
    kept.profiles = { list = {}, default = preset.default_profile }
    for place, given in ipairs(preset.profiles) do
      kept.profiles.list[place] = {
        type = given.type or "3gpp", index = given.index or place,
        fields = copy_fields(given.fields),
      }
    end
  end
  return setmetatable({
    modem = modem, kept = kept.profiles, types = preset.profile_types,
    limit = preset.profile_limit,
  }, Profiles)
end

function Profiles:has_type(wanted)
  for _, name in ipairs(self.types) do
    if name == wanted then
      return true
    end
  end
  return false
end

-- The profiles of a type by rising index; nil: of all types.
function Profiles:list(wanted)
  local list = {}
  for _, profile in ipairs(self.kept.list) do
    if not wanted or wanted == "all" or profile.type == wanted then
      list[#list + 1] = profile
    end
  end
  return list
end

function Profiles:find(wanted, index)
  for place, profile in ipairs(self.kept.list) do
    if profile.type == wanted and profile.index == index then
      return profile, place
    end
  end
  return nil
end

-- The profile that calls use which name none.
function Profiles:default()
  return self:find("3gpp", self.kept.default)
end

function Profiles:set_default(index)
  self.kept.default = index
end

function Profiles:free_index(wanted)
  for index = 1, self.limit do
    if not self:find(wanted, index) then
      return index
    end
  end
  return nil
end

function Profiles:create(kind, index, fields)
  local profile = { type = kind, index = index, fields = copy_fields(fields) }
  local list = self.kept.list
  local place = #list + 1
  while place > 1 and list[place - 1].index > index do
    place = place - 1
  end
  table.insert(list, place, profile)
  self.modem:changed("profile", kind, index, "create_event")
  return profile
end

function Profiles:modify(profile, fields)
  for name, value in pairs(fields) do
    profile.fields[name] = value
  end
  self.modem:changed("profile", profile.type, profile.index, "modify_event")
end

function Profiles:delete(profile)
  local _, place = self:find(profile.type, profile.index)
  table.remove(self.kept.list, place)
  self.modem:changed("profile", profile.type, profile.index, "delete_event")
end

return Profiles
