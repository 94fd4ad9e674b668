-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Values.

local function plain(range)
  return range:len() > 0 and range:string() or ""
end

local function bcd(range)
  local digits = {}
  for i = 0, range:len() - 1 do
    local byte = range(i, 1):uint()
    digits[#digits + 1] = byte % 16
    digits[#digits + 1] = math.floor(byte / 16)
  end
  local text = ""
  for _, digit in ipairs(digits) do
    if digit == 15 then
      break
    end
    text = text .. ("0123456789*#abc"):sub(digit + 1, digit + 1)
  end
  return text
end

local function plmn(range)
  if range:len() ~= 3 then
    return tostring(range:bytes())
  end
  local a, b, c = range(0, 1):uint(), range(1, 1):uint(), range(2, 1):uint()
  local third = math.floor(b / 16)
  return string.format("%d%d%d-%d%d%s", a % 16, math.floor(a / 16), b % 16,
    c % 16, math.floor(c / 16), third == 15 and "" or tostring(third))
end

local function ucs2(range)
  return range:len() > 1 and range:le_ustring() or ""
end

-- Septets that are ASCII; others are a question mark.
local function gsm7(range)
  local text, bits, count = "", 0, 0
  for i = 0, range:len() - 1 do
    bits = bits + range(i, 1):uint() * 2 ^ count
    count = count + 8
    while count >= 7 do
      local septet = bits % 128
      local is_ascii = septet >= 32 and septet < 127 and septet ~= 36
        and septet ~= 64 and septet < 123
      text = text .. (is_ascii and string.char(septet)
        or septet == 10 and "\n" or septet == 0 and "@" or "?")
      bits = (bits - septet) / 128
      count = count - 7
    end
  end
  return text
end

local DECODERS = { ascii = plain, bcd = bcd, plmn = plmn, ucs2 = ucs2, gsm7 = gsm7 }

local function is_bit_set(field, range, bit)
  local byte = math.floor(bit / 8)
  if byte >= range:len() then
    return false
  end
  local at = field.be and range:len() - 1 - byte or byte
  return math.floor(range(at, 1):uint() / 2 ^ (bit % 8)) % 2 == 1
end

local function flag_names(field, range)
  local names = {}
  for _, flag in ipairs(values[field.v] and values[field.v].flags or {}) do
    local is_set = #flag.bits > 0
    for _, bit in ipairs(flag.bits) do
      is_set = is_set and is_bit_set(field, range, bit)
    end
    if is_set then
      names[#names + 1] = flag.name
    end
  end
  return #names > 0 and table.concat(names, ", ") or "none"
end

local function address(field, range)
  local parts = {}
  for i = 0, 3 do
    parts[i + 1] = range((field[2] == "u" and not field.be) and 3 - i or i, 1)
      :uint()
  end
  return Address.ip(string.format("%d.%d.%d.%d", parts[1], parts[2], parts[3],
    parts[4]))
end

local function add_number(tree, field, range)
  local item
  if field.m == "ipv4" and range:len() == 4 then
    return tree:add(field.proto, range, address(field, range))
  elseif TEXTS[field.m] then
    return tree:add(field.proto, range, DECODERS[field.m](range))
  elseif field.be then
    item = tree:add(field.proto, range)
  else
    item = tree:add_le(field.proto, range)
  end
  if field.m == "flags" then
    item:append_text(" (" .. flag_names(field, range) .. ")")
  elseif field.unit then
    item:append_text((field.unit:find "^[-0-9]" and " x " or " ") .. field.unit)
  end
  return item
end

local function add_bytes(tree, field, range)
  local size = range:len()
  if field.m == "ipv4" and size == 4 then
    return tree:add(field.proto, range, address(field, range))
  elseif field.m == "ipv6" and size ~= 16 or field.m == "ipv4" then
    return tree:add(common.unknown, range)
  elseif DECODERS[field.m] or field[2] == "s" then
    return tree:add(field.proto, range, (DECODERS[field.m] or plain)(range))
  end
  return tree:add(field.proto, range)
end

-- The walk: bytes from `at` of a TLV's value. Returns where the next field is, or
-- nothing when the field runs past the end.

local function prefix_of(field, value, at)
  if field.p == 0 then
    return field.f, at
  elseif at + field.p > value:len() then
    return nil
  end
  return value(at, field.p):le_uint(), at + field.p
end

-- A range of the value that may be empty.
local function range_of(value, at, size)
  if size == 0 then
    return value(0, 0)
  end
  return value(at, size)
end

local walk

local function walk_array(tree, field, value, at)
  local start = at
  local count, after = prefix_of(field, value, at)
  if not count then
    return nil
  end
  local is_rest = field.p == 0 and field.f == 0
  at = after
  local subtree = tree:add(field.proto, value(start))
  if field.seq then
    if at >= value:len() then
      return nil
    end
    subtree:add(common.sequence, value(at, 1))
    at = at + 1
  end
  local index = 0
  while is_rest and at < value:len() or not is_rest and index < count do
    local next_at = at < value:len() and walk(subtree, field.e[1], value, at)
    if not next_at or next_at == at then
      return nil
    end
    at = next_at
    index = index + 1
  end
  subtree:append_text(string.format(": %d element%s", index,
    index == 1 and "" or "s"))
  subtree:set_len(at - start)
  return at
end

local function walk_struct(tree, field, value, at)
  local subtree = at < value:len() and tree:add(field.proto, value(at))
    or tree:add(field.proto)
  local start = at
  for _, member in ipairs(field.e) do
    at = walk(subtree, member, value, at)
    if not at then
      return nil
    end
  end
  subtree:set_len(at - start)
  return at
end

local function walk_bytes(tree, field, value, at)
  local size, after = prefix_of(field, value, at)
  if not size then
    return nil
  elseif field.p == 0 and field.f == 0 then
    size = value:len() - after
  end
  if after + size > value:len() then
    return nil
  end
  add_bytes(tree, field, range_of(value, after, size))
  return after + size
end

function walk(tree, field, value, at)
  if field[2] == "a" and field.m == "ipv6" then
    if at + 16 > value:len() then
      return nil
    end
    tree:add(field.proto, value(at, 16))
    return at + 16
  elseif field[2] == "a" then
    return walk_array(tree, field, value, at)
  elseif field[2] == "t" then
    return walk_struct(tree, field, value, at)
  elseif field[2] == "s" or field[2] == "b" then
    return walk_bytes(tree, field, value, at)
  elseif at + field[3] > value:len() then
    return nil
  end
  add_number(tree, field, value(at, field[3]))
  return at + field[3]
end
