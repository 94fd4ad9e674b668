-- SPDX-License-Identifier: LGPL-2.1-or-later
-- types.lua - the types of a schema file: what bytes look like and mean.
--
-- The words, with T for any type and N for an integer type:
--
--   u8 u16 u24 ... u64, i8 ... i64, uint(bytes), f32 f64, be(T)
--   bool, bool(N), enum(N, { name = value }), flags(N, { name = bit })
--   enum(N, other), enum(N, other, { more = value })  the same for another size
--   string (the rest of the TLV), string8, string16, fixed_string(size)
--   array8(T), array16(T), array32(T), fixed_array(count, T), rest(T)
--   array16_sequenced(T): a count, then one byte of sequence number
--   bytes (the rest), bytes8, bytes16, bytes32, fixed_bytes(size): arrays of u8
--   { { "name", T }, ... }: a struct
--   ascii(T) ucs2(T) gsm7(T) bcd(T) of strings and bytes
--   plmn(T) of three bytes, ipv4(T) of u32 or four bytes, ipv6(T) of 16 bytes
--   or eight be(u16)
--   unit("dBm", T) of plain numbers; a number in it is a factor: "0.1 dB"
--   personal(T): names a person, a card or a place, and is hidden in logs
--
-- A type is a table with a metatable of its own. Its fields: kind (uint, int,
-- float, string, array, struct); size of a number; prefix and fixed of strings
-- and arrays; element; members (of { name, type }); meaning; values of enums
-- and flags; big_endian, sequence, personal; unit; depth of nesting.

local types = {}

local checks = require "checks"
local report = require "report"

local fail = report.fail
local is_integer, is_snake_case = checks.is_integer, checks.is_snake_case

local Type = {} -- the metatable of every type that has a constructor
local MAX_DEPTH = 8 -- of structs and arrays in each other

local function is_type(t)
  return getmetatable(t) == Type
end

local function new(fields)
  return setmetatable(fields, Type)
end

local function derive(t, changes)
  local copy = {}
  for key, value in pairs(t) do
    copy[key] = value
  end
  for key, value in pairs(changes) do
    copy[key] = value
  end
  return new(copy)
end

local struct

-- The type that a schema writer means by `t`: itself, or a struct.
local function resolve(t, depth)
  depth = depth or 1
  if depth > MAX_DEPTH then
    fail("more than %d structs and arrays in each other", MAX_DEPTH)
  end
  if is_type(t) then
    if t.depth and t.depth + depth > MAX_DEPTH then
      fail("more than %d structs and arrays in each other", MAX_DEPTH)
    end
    return t
  end
  if type(t) ~= "table" then
    fail("'%s' is no type", tostring(t))
  end
  return struct(t, depth)
end

local function runs_to_the_end(t)
  if t.kind == "struct" then
    return runs_to_the_end(t.members[#t.members].type)
  end
  return (t.kind == "string" or t.kind == "array") and t.prefix == 0
    and t.fixed == 0
end

function struct(list, depth)
  local members, seen, deepest = {}, {}, 0

  if #list == 0 then
    fail("a struct without members")
  end
  if #list > 255 then
    fail("a struct of more than 255 members")
  end
  for key in pairs(list) do
    if not is_integer(key, 1, #list) then
      fail("a struct has only members, not '%s'", tostring(key))
    end
  end
  for index, entry in ipairs(list) do
    if type(entry) ~= "table" or is_type(entry) then
      fail("member %d is not { \"name\", type }", index)
    end
    local name = entry[1]
    if not is_snake_case(name) then
      fail("bad member name '%s'", tostring(name))
    end
    checks.check_keys(entry, checks.set(1, 2), ("member '%s'"):format(name))
    if seen[name] then
      fail("two members are called '%s'", name)
    end
    seen[name] = true
    if entry[2] == nil then
      fail("member '%s' has no type", name)
    end
    local t = resolve(entry[2], depth + 1)
    if index < #list and runs_to_the_end(t) then
      fail("'%s' takes the rest of the TLV but is not last", name)
    end
    deepest = math.max(deepest, t.depth or 0)
    members[index] = { name = name, type = t }
  end

  return new { kind = "struct", members = members, depth = deepest + 1 }
end

local function array(prefix, fixed, element, sequence)
  local t = resolve(element)

  if runs_to_the_end(t) then
    fail("an element cannot take the rest of the TLV")
  end
  if (t.depth or 0) >= MAX_DEPTH then
    fail("more than %d structs and arrays in each other", MAX_DEPTH)
  end
  return new {
    kind = "array", prefix = prefix, fixed = fixed, element = t,
    sequence = sequence, depth = (t.depth or 0) + 1,
  }
end

local function text(prefix, fixed)
  return new { kind = "string", prefix = prefix, fixed = fixed }
end

local function check_count(count)
  if not is_integer(count, 1, 65535) then
    fail("a fixed size is 1 to 65535, not %s", tostring(count))
  end
end

local function is_byte(t)
  return t.kind == "uint" and t.size == 1 and not t.meaning
end

local function is_bytes(t)
  return t.kind == "string" or (t.kind == "array" and is_byte(t.element))
end

local function number(t, what)
  if not is_type(t) or (t.kind ~= "uint" and t.kind ~= "int") then
    fail("%s is made of an integer type", what)
  end
  if t.meaning then
    fail("%s of something that is %s already", what, t.meaning)
  end
  return t
end

-- Whether `value` can be read from `t`. 64-bit values are any Lua integer.
local function fits(t, value)
  local bits = t.size * 8
  if bits == 64 then
    return t.kind == "uint" or math.type(value) == "integer"
  end
  if t.kind == "uint" then
    return value >= 0 and value < 1 << bits
  end
  return value >= -(1 << (bits - 1)) and value < 1 << (bits - 1)
end

local function make_values(t, names, what)
  local list, of_value = {}, {}

  for name, value in pairs(names) do
    if not is_snake_case(name) then
      fail("bad %s value name '%s'", what, tostring(name))
    end
    if math.type(value) ~= "integer" then
      fail("value of '%s' is no integer", name)
    end
    list[#list + 1] = { name = name, value = value }
  end
  table.sort(list, function(a, b)
    if a.value == b.value then
      return a.name < b.name
    end
    return math.ult(a.value, b.value)
  end)
  if #list == 0 then
    fail("%s without values", what)
  end
  for _, entry in ipairs(list) do
    if of_value[entry.value] then
      fail("'%s' and '%s' are both %d", of_value[entry.value], entry.name,
        entry.value)
    end
    of_value[entry.value] = entry.name
  end

  return { name = report.assigned_name(), list = list }
end

-- The values of another enum for an integer type `t`: a value that does not fit
-- becomes the one that has the same bytes (-1 and 0xff), or is left out when
-- there is none. Also returns whether they differ.
local function convert_values(t, values)
  local names, changed = {}, false
  for _, entry in ipairs(values.list) do
    local value, range = entry.value, t.size < 8 and 1 << t.size * 8 or 0
    if not fits(t, value) then
      if t.kind == "uint" and value < 0 and value >= -range // 2 then
        value = value + range
      elseif t.kind == "int" and value >= range // 2 and value < range then
        value = value - range
      end
      changed = true
    end
    if fits(t, value) then
      names[entry.name] = value
    end
  end
  return names, changed
end

-- `names` is a table of values, or another enum or flags type, whose values are
-- then used for another integer type, with those of `more`.
local function named(t, names, what, more)
  local values

  number(t, what)
  if is_type(names) and names.meaning == what and names.values then
    local all, changed = convert_values(t, names.values)
    values = names.values
    if changed or more then
      for name, value in pairs(more or {}) do
        all[name] = value
      end
      values = make_values(t, all, what)
      values.name = values.name or names.values.name
    end
  elseif not is_type(names) and type(names) == "table" and not more then
    values = make_values(t, names, what)
  end
  if not values then
    fail("%s needs a table of values", what)
  end
  for _, entry in ipairs(values.list) do
    if not fits(t, entry.value) then
      fail("'%s' = %d does not fit", entry.name, entry.value)
    end
    if what == "flags" and (entry.value == 0
        or entry.value & (entry.value - 1) ~= 0) then
      fail("flag '%s' is not one bit", entry.name)
    end
  end

  return derive(t, { meaning = what, values = values })
end

local function text_meaning(meaning)
  return function(t)
    t = resolve(t)
    if not is_bytes(t) or t.meaning then
      fail("%s is a meaning of strings and byte arrays", meaning)
    end
    return derive(t, { meaning = meaning })
  end
end

local function add_numbers(words)
  for size = 1, 8 do
    words["u" .. size * 8] = new { kind = "uint", size = size }
    words["i" .. size * 8] = new { kind = "int", size = size }
  end
  words.f32 = new { kind = "float", size = 4 }
  words.f64 = new { kind = "float", size = 8 }
  words.bool = new { kind = "uint", size = 1, meaning = "bool" }

  -- bool is a type, and bool(T) makes one of another integer.
  Type.__call = function(callee, t)
    if callee ~= words.bool then
      fail("this type takes no argument")
    end
    return derive(number(t, "bool"), { meaning = "bool" })
  end

  function words.uint(size)
    if not is_integer(size, 1, 8) then
      fail("an integer has 1 to 8 bytes, not %s", tostring(size))
    end
    return words["u" .. size * 8]
  end

  words.string = text(0, 0)
  words.string8 = text(1, 0)
  words.string16 = text(2, 0)
  function words.fixed_string(size)
    check_count(size)
    return text(0, size)
  end
end

local function add_arrays(words)
  for prefix, word in pairs { [1] = "8", [2] = "16", [4] = "32" } do
    words["array" .. word] = function(t)
      return array(prefix, 0, t)
    end
    words["bytes" .. word] = array(prefix, 0, words.u8)
  end
  function words.array16_sequenced(t)
    return array(2, 0, t, true)
  end
  function words.rest(t)
    return array(0, 0, t)
  end
  words.bytes = array(0, 0, words.u8)
  function words.fixed_array(count, t)
    check_count(count)
    return array(0, count, t)
  end
  function words.fixed_bytes(count)
    check_count(count)
    return array(0, count, words.u8)
  end
end

local function add_meanings(words)
  function words.be(t)
    if not is_type(t) or not t.size or t.size < 2 then
      fail("be() is for numbers of more than one byte")
    end
    return derive(t, { big_endian = true })
  end
  function words.enum(t, names, more)
    return named(t, names, "enum", more)
  end
  function words.flags(t, names, more)
    return named(t, names, "flags", more)
  end
  function words.personal(t)
    return derive(resolve(t), { personal = true })
  end
  function words.unit(unit, t)
    if type(unit) ~= "string" or not unit:match("^[%w%%/ .-]+$") then
      fail("bad unit '%s'", tostring(unit))
    end
    if not is_type(t) or not t.size or t.meaning then
      fail("only plain numbers have a unit")
    end
    return derive(t, { unit = unit })
  end
  for _, meaning in ipairs { "ascii", "ucs2", "gsm7", "bcd" } do
    words[meaning] = text_meaning(meaning)
  end

  local function fixed_size(meaning, matches)
    return function(t)
      t = resolve(t)
      if t.meaning or not matches(t) then
        fail("this type cannot be %s", meaning)
      end
      return derive(t, { meaning = meaning })
    end
  end
  words.plmn = fixed_size("plmn", function(t)
    return is_bytes(t) and t.fixed == 3
  end)
  words.ipv4 = fixed_size("ipv4", function(t)
    return (t.kind == "uint" and t.size == 4) or (is_bytes(t) and t.fixed == 4)
  end)
  words.ipv6 = fixed_size("ipv6", function(t)
    return (is_bytes(t) and t.fixed == 16)
      or (t.kind == "array" and t.fixed == 8 and t.element.kind == "uint"
        and t.element.size == 2 and t.element.big_endian)
  end)
end

-- Adds every word for a type to the table of words that a schema file sees.
function types.add(words)
  add_numbers(words)
  add_arrays(words)
  add_meanings(words)
end

types.is_type = is_type
types.resolve = resolve

return types
