-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The world of a modem as plain data, for people and programs to look at.

local core = ...
local names = core.trusted "runtime/names"

local Plain = {}

local DEPTH_MAX = 24
local COUNT_MAX = 200000

-- Stands for nil in a list.
Plain.NULL = setmetatable({}, { __name = "null" })

-- Makes a table a list even when it is empty.
local List = { __name = "list" }
function Plain.list(items)
  return setmetatable(items or {}, List)
end

-- What of the modem's table is the runtime's and not the world.
local OWN = {}
for _, name in ipairs {
  "handle", "scenario", "default_modem", "preset", "vendor", "options",
  "handlers", "overrides", "client_states", "timers", "departures", "places",
  "pending", "faults", "story", "has_story", "others", "name", "call",
  "replay", "control", "snapshots", "expectations", "program",
} do
  OWN[name] = true
end

-- The world: a table of its parts.
function Plain.world(modem)
  local world = {}
  for name, part in core.sorted(modem) do
    if not OWN[name] then
      world[name] = part
    end
  end
  return world
end

local function is_text(value)
  return utf8.len(value) ~= nil and not value:find "[%z\1-\8\11-\31\127]"
end

local function plain_string(value)
  if is_text(value) then
    return value
  end
  return { hex = (value:gsub(".", function(byte)
    return string.format("%02x", byte:byte())
  end)) }
end

local convert

local function plain_table(self, value, depth)
  local result = {}
  for key, item in core.sorted(value) do
    if item ~= self.modem and type(item) ~= "function" then
      local name = math.type(key) == "integer" and key or tostring(key)
      if type(name) == "string" and not is_text(name) then
        name = plain_string(name).hex
      end
      result[name] = convert(self, item, depth + 1)
    end
  end
  -- JSON has lists and objects: numbers with gaps become names.
  local length, count = #result, 0
  for _ in core.sorted(result) do
    count = count + 1
  end
  if count == length then
    return result
  end
  local object = {}
  for key, item in core.sorted(result) do
    object[tostring(key)] = item
  end
  return object
end

function convert(self, value, depth)
  local kind = type(value)
  self.count = self.count + 1
  if self.count > COUNT_MAX then
    error("there is too much of it; name a part", 0)
  elseif kind == "string" then
    return plain_string(value)
  elseif kind == "number" and (value ~= value or value == math.huge or
    value == -math.huge) then
    return tostring(value)
  elseif kind == "number" or kind == "boolean" then
    return value
  elseif kind ~= "table" then
    return nil
  elseif self.inside[value] or depth > DEPTH_MAX then
    return "..."
  end
  self.inside[value] = true
  local result = plain_table(self, value, depth)
  self.inside[value] = nil
  return result
end

-- A value without functions, cycles and ways back to the modem.
function Plain.of(modem, value)
  if value == modem then
    value = Plain.world(modem)
  end
  return convert({ modem = modem, inside = {}, count = 0 }, value, 0)
end

-- What stands at a path such as "network.registration" or "bearers.calls.1".
function Plain.find(modem, path)
  local value = Plain.world(modem)
  local preset = { preset = modem.preset, name = modem.name }
  local walked = ""
  for word in path:gmatch "[^.]+" do
    if type(value) ~= "table" then
      error(string.format("%s is a %s and has no %s", walked, type(value),
        word), 0)
    end
    local item = value[word]
    if item == nil then
      item = value[math.tointeger(tonumber(word)) or word]
    end
    if item == nil and walked == "" then
      item = preset[word]
    end
    if item == nil and walked == "" then
      local known = {}
      for name in core.sorted(value) do
        known[#known + 1] = tostring(name)
      end
      error(names.unknown("part of the state", word,
        names.nearest(word, known)), 0)
    end
    value, walked = item, walked == "" and word or walked .. "." .. word
    if value == nil then
      return nil
    end
  end
  return value
end

return Plain
