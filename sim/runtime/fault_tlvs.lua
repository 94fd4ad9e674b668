-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What fault rules do to the TLVs of a message.
--
-- A message's TLVs are a list of { id =, value =, length = }; `length` is what
-- the length field says when that is not the truth. Bytes behind the last whole
-- TLV are kept as `tail`.

local core = ...
local FaultValues = core.trusted "runtime/fault_values"
local Paths = core.trusted "runtime/fault_paths"

local Tlvs = {}

-- No message becomes larger than this.
local SIZE_MAX = 1 << 18

function Tlvs.split(bytes)
  local list = { tail = "" }
  local at = 1
  while at <= #bytes do
    if at + 2 > #bytes then
      break
    end
    local id, size = string.unpack("<BI2", bytes, at)
    if at + 2 + size > #bytes then
      break
    end
    list[#list + 1] = { id = id, value = bytes:sub(at + 3, at + 2 + size) }
    at = at + 3 + size
  end
  list.tail = bytes:sub(at)
  return list
end

-- Lengths over 65535 are cut to 16 bits, as a careless writer would.
function Tlvs.join(list)
  local parts = {}
  for index, tlv in ipairs(list) do
    parts[index] = string.pack("<BI2", tlv.id,
      (tlv.length or #tlv.value) & 0xffff) .. tlv.value
  end
  return table.concat(parts) .. list.tail
end

-- "+2" and "-2" count from the truth, a number is what it is.
function Tlvs.relative(value, truth)
  if type(value) == "string" then
    return truth + math.tointeger(tonumber(value))
  end
  return value
end

-- An absolute number, or "+2" or "-2".
function Tlvs.check_relative(context, name, value, most)
  if type(value) == "string" and value:find "^[+-]%d%d?%d?%d?%d?$" then
    return value
  end
  if not FaultValues.is_whole(value, 0, most) then
    context.complain(name, string.format(
      "%s must be a whole number, 0 to %d, or one such as \"+2\"", name, most))
  end
  return value
end

-- The steps -------------------------------------------------------------------

-- Calls `change(tlv, value, index)` for each TLV that `given` names.
local function each(modem, m, list, given, change)
  for name, value in core.sorted(given) do
    local id = FaultValues.tlv(modem, m, name)
    for index = #list, 1, -1 do
      if list[index].id == id then
        change(list[index], value, index)
      end
    end
  end
end

-- A list of names as a table by name.
local function as_set(list)
  local set = {}
  for _, name in ipairs(list) do
    set[name] = true
  end
  return set
end

local STEPS = {}

function STEPS.replace(modem, m, list, given)
  each(modem, m, list, given, function(tlv, value)
    tlv.value = value
  end)
end

function STEPS.patch(modem, m, list, given)
  each(modem, m, list, given, function(tlv, patches)
    for offset, bytes in core.sorted(patches) do
      tlv.value = tlv.value:sub(1, offset) .. bytes ..
        tlv.value:sub(offset + #bytes + 1)
    end
  end)
end

local function at_path(modem, m, list, given, change)
  for path, value in core.sorted(given) do
    local tlv, found, field = Paths.find(modem, m, list, path)
    if tlv then
      change(tlv, found, value, field)
    end
  end
end

local function cut_in(value, at, size, bytes)
  return value:sub(1, at - 1) .. bytes .. value:sub(at + size)
end

-- Other bytes for a string or array, its counter told the truth.
function STEPS.text(modem, m, list, given)
  at_path(modem, m, list, given, function(tlv, found, bytes, field)
    tlv.value = cut_in(tlv.value, found.at, found.size, bytes)
    if found.prefix > 0 and field.type == "string" then
      tlv.value = cut_in(tlv.value, found.prefix_at, found.prefix,
        string.pack("<I" .. found.prefix,
          #bytes & (1 << 8 * found.prefix) - 1))
    end
  end)
end

-- A counter that lies.
function STEPS.count(modem, m, list, given)
  at_path(modem, m, list, given, function(tlv, found, value)
    if found.prefix > 0 then
      local limit = (1 << 8 * found.prefix) - 1
      tlv.value = cut_in(tlv.value, found.prefix_at, found.prefix,
        string.pack("<I" .. found.prefix,
          Tlvs.relative(value, found.count or found.size) & limit))
    end
  end)
end

-- A string or array without its counter.
function STEPS.unprefix(modem, m, list, given)
  at_path(modem, m, list, as_set(given), function(tlv, found)
    tlv.value = cut_in(tlv.value, found.prefix_at, found.prefix, "")
  end)
end

local function resize(tlv, size, fill)
  size = math.min(math.max(size, 0), SIZE_MAX)
  tlv.value = (tlv.value .. (fill or "\0"):rep(size - #tlv.value)):sub(1, size)
end

function STEPS.shrink(modem, m, list, given)
  each(modem, m, list, given, function(tlv, count)
    resize(tlv, #tlv.value - count)
  end)
end

function STEPS.grow(modem, m, list, given)
  each(modem, m, list, given, function(tlv, more)
    tlv.value = tlv.value .. (type(more) == "string" and more or
      ("\0"):rep(more))
  end)
end

function STEPS.resize(modem, m, list, given)
  each(modem, m, list, given, function(tlv, size)
    resize(tlv, size)
  end)
end

function STEPS.empty(modem, m, list, given)
  each(modem, m, list, as_set(given), function(tlv)
    tlv.value = ""
  end)
end

-- A second one behind the first: the same, or with other bytes.
function STEPS.duplicate(modem, m, list, given)
  each(modem, m, list, given, function(tlv, value, index)
    table.insert(list, index + 1, { id = tlv.id,
      value = type(value) == "string" and value or tlv.value })
  end)
end

-- The other one comes first.
function STEPS.duplicate_before(modem, m, list, given)
  each(modem, m, list, given, function(tlv, value, index)
    table.insert(list, index, { id = tlv.id, value = value })
  end)
end

function STEPS.drop(modem, m, list, given)
  each(modem, m, list, as_set(given), function(_, _, index)
    table.remove(list, index)
  end)
end

function STEPS.keep(modem, m, list, given)
  local kept = {}
  for _, name in ipairs(given) do
    kept[FaultValues.tlv(modem, m, name) or -1] = true
  end
  for index = #list, 1, -1 do
    if not kept[list[index].id] then
      table.remove(list, index)
    end
  end
end

local function sorted_new(given)
  local added = {}
  for id, value in core.sorted(given) do
    added[#added + 1] = { id = id, value = value }
  end
  return added
end

function STEPS.add(_, _, list, given)
  for _, tlv in ipairs(sorted_new(given)) do
    table.insert(list, tlv)
  end
end

function STEPS.prepend(_, _, list, given)
  for place_, tlv in ipairs(sorted_new(given)) do
    table.insert(list, place_, tlv)
  end
end

function STEPS.reorder(modem, m, list, given, random)
  local count = #list
  if given == "reverse" then
    for index = 1, count // 2 do
      list[index], list[count + 1 - index] = list[count + 1 - index],
        list[index]
    end
  elseif given == "shuffle" then
    for index = count, 2, -1 do
      local other = random(1, index)
      list[index], list[other] = list[other], list[index]
    end
  else
    local position = 1
    for _, name in ipairs(given) do
      local id = FaultValues.tlv(modem, m, name)
      for index = position, count do
        if list[index].id == id then
          table.insert(list, position, table.remove(list, index))
          position = position + 1
          break
        end
      end
    end
  end
end

-- Length fields of TLVs that lie.
function STEPS.length(modem, m, list, given)
  each(modem, m, list, given, function(tlv, value)
    tlv.length = Tlvs.relative(value, #tlv.value)
  end)
end

local ORDER = {
  "replace", "text", "patch", "count", "unprefix", "empty", "shrink", "grow",
  "resize", "keep", "drop", "duplicate", "duplicate_before", "prepend", "add",
  "reorder", "length",
}

function Tlvs.change(modem, m, list, given, random)
  for _, step in ipairs(ORDER) do
    if given[step] ~= nil then
      STEPS[step](modem, m, list, given[step], random)
    end
  end
end

-- What scenarios say, checked -------------------------------------------------

local function check_list(context, name, given, about)
  if type(given) ~= "table" then
    given = { given }
  end
  for _, tlv in ipairs(given) do
    FaultValues.check_tlv(context, about, tlv)
  end
  return given
end

-- A table by TLV whose values `check` looks at.
local function by_tlv(check)
  return function(context, name, given, about)
    FaultValues.check_table(context, name, given, "{ [0x10] = ... }")
    for tlv, value in core.sorted(given) do
      FaultValues.check_tlv(context, about, tlv)
      check(context, name, value)
    end
    return given
  end
end

local function by_path(check)
  return function(context, name, given, about)
    FaultValues.check_table(context, name, given, '{ ["list.1.name"] = ... }')
    for path, value in core.sorted(given) do
      FaultValues.check_string(context, name, path)
      FaultValues.check_tlv(context, about, path:match "^[^.]*")
      check(context, name, value)
    end
    return given
  end
end

local check_bytes = FaultValues.check_string

local function check_size(context, name, value)
  FaultValues.check_whole(context, name, value, 0, SIZE_MAX)
end

local function check_grow(context, name, value)
  if type(value) ~= "string" then
    check_size(context, name, value)
  end
end

local function check_duplicate(context, name, given, about)
  if type(given) ~= "table" or #given > 0 then
    given = as_set(check_list(context, name, given, about))
  end
  for tlv, value in core.sorted(given) do
    FaultValues.check_tlv(context, about, tlv)
    if value ~= true then
      check_bytes(context, name, value)
    end
  end
  return given
end

local function check_length(context, name, value)
  Tlvs.check_relative(context, name, value, 0xffff)
end

local function check_count(context, name, value)
  Tlvs.check_relative(context, name, value, (1 << 31) - 1)
end

local function check_new(context, name, given)
  FaultValues.check_table(context, name, given, "{ [0x77] = \"bytes\" }")
  for tlv, value in core.sorted(given) do
    if not FaultValues.is_whole(tlv, 0, 255) then
      context.complain(name, name .. ' takes numbers: { [0x77] = "bytes" }')
    end
    check_bytes(context, name, value)
  end
  return given
end

local function check_patch(context, name, patches)
  FaultValues.check_table(context, name, patches, '{ [0] = "\\5" }')
  for offset, value in core.sorted(patches) do
    FaultValues.check_whole(context, name, offset, 0, SIZE_MAX)
    check_bytes(context, name, value)
  end
end

local function check_paths(context, name, given, about)
  if type(given) ~= "table" then
    given = { given }
  end
  for _, path in ipairs(given) do
    FaultValues.check_string(context, name, path)
    FaultValues.check_tlv(context, about, path:match "^[^.]*")
  end
  return given
end

local CHECKS = {
  replace = by_tlv(check_bytes), patch = by_tlv(check_patch),
  text = by_path(check_bytes), count = by_path(check_count),
  unprefix = check_paths, shrink = by_tlv(check_size),
  grow = by_tlv(check_grow), resize = by_tlv(check_size), empty = check_list,
  drop = check_list, keep = check_list, duplicate = check_duplicate,
  duplicate_before = by_tlv(check_bytes), add = check_new,
  prepend = check_new, length = by_tlv(check_length),
  reorder = function(context, name, given, about)
    if given == "reverse" or given == "shuffle" then
      return given
    end
    if type(given) ~= "table" then
      context.complain(name,
        'reorder must be "reverse", "shuffle" or a list of TLVs')
    end
    return check_list(context, name, given, about)
  end,
}

function Tlvs.check(context, given, about)
  FaultValues.check_table(context, "tlvs", given, "{ drop = { 0x10 } }")
  FaultValues.check_keys(context, given, ORDER, "entry of tlvs")
  local checked = {}
  for name, value in core.sorted(given) do
    checked[name] = CHECKS[name](context, name, value, about)
  end
  return checked
end

return Tlvs
