-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Where in the bytes of a TLV a field is, for rules that lie about one.

local core = ...
local names = core.trusted "runtime/names"
local FaultValues = core.trusted "runtime/fault_values"

local Paths = {}

local function bounded(value, at, size)
  if at + size - 1 > #value then
    error("the field lies behind the end of its TLV", 0)
  end
  return at + size
end

local function read_prefix(value, at, size)
  bounded(value, at, size)
  return string.unpack("<I" .. size, value, at)
end

local walk

-- { prefix_at, prefix, at, size, count }: where the counter is and how long,
-- where the content is, and of arrays how many elements there are.
local function place(field, value, at)
  local found = { prefix_at = at, prefix = field.prefix, at = at }
  if field.type == "string" then
    if field.prefix > 0 then
      found.size = read_prefix(value, at, field.prefix)
      found.at = at + field.prefix
    else
      found.size = field.fixed > 0 and field.fixed or #value - at + 1
    end
    found.after = bounded(value, found.at, found.size)
  elseif field.type == "array" then
    found.count = field.fixed
    if field.prefix > 0 then
      found.count = read_prefix(value, at, field.prefix)
      found.at = at + field.prefix
    end
    if field.sequence then
      found.at = found.at + 1
    end
    local to_end = field.prefix == 0 and field.fixed == 0
    local next_at, count = found.at, 0
    found.elements = {}
    while to_end and next_at <= #value or not to_end and count < found.count do
      count = count + 1
      found.elements[count] = next_at
      next_at = place(field.members[1], value, next_at).after
    end
    found.count, found.after = count, next_at
    found.size = next_at - found.at
  elseif field.type == "struct" then
    local next_at = at
    for _, member in ipairs(field.members) do
      next_at = place(member, value, next_at).after
    end
    found.size, found.after = next_at - at, next_at
  else
    found.size, found.after = field.size, bounded(value, at, field.size)
  end
  return found
end

function walk(field, value, at, path, step)
  local name = path[step]
  if not name then
    return place(field, value, at), field
  end
  if field.type == "array" then
    local array = place(field, value, at)
    local index = math.tointeger(tonumber(name))
    if not array.elements[index] then
      error(string.format("there is no element %s", name), 0)
    end
    return walk(field.members[1], value, array.elements[index], path, step + 1)
  end
  for _, member in ipairs(field.members) do
    if member.name == name then
      return walk(member, value, at, path, step + 1)
    end
    at = place(member, value, at).after
  end
  error(names.unknown("member", name), 0)
end

local function path_parts(path)
  local parts = {}
  for part in path:gmatch "[^.]+" do
    parts[#parts + 1] = part
  end
  return parts
end

-- Where "field.member.2" is in a message: the TLV, the place, the field; nil
-- when the message has no such TLV or one that does not reach so far.
function Paths.find(modem, m, list, path)
  local parts = path_parts(path)
  local field = FaultValues.layout(modem, m.service, m.kind, m.id)
    .by_name[parts[1]]
  for _, tlv in ipairs(list) do
    if field and tlv.id == field.tlv then
      local ok, found, inner = pcall(walk, field, tlv.value, 1, parts, 2)
      return ok and tlv or nil, found, inner
    end
  end
  return nil
end

return Paths
