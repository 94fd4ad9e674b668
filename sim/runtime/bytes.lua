-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The table `bytes` of scenarios: strings of bytes for raw TLVs and frames.

local core = ...
local names = core.trusted "runtime/names"
local Wire = core.trusted "runtime/fault_wire"

local bytes = {}

local SIZE_MAX = 1 << 18

local function whole(value, least, most, what)
  if math.type(value) ~= "integer" or value < least or value > most then
    error(string.format("%s must be a whole number, %d to %d", what, least,
      most), 3)
  end
  return value
end

local function text(value, what)
  if type(value) ~= "string" then
    error(what .. " must be a string", 3)
  end
  return value
end

for _, size in ipairs { 1, 2, 4, 8 } do
  local bits = size * 8
  local least = math.mininteger >> 0
  local most = math.maxinteger
  if size < 8 then
    least, most = -(1 << bits - 1), (1 << bits) - 1
  end
  -- u16(0x1234) is "\x34\x12"; negative numbers are two's complement.
  bytes["u" .. bits] = function(number)
    whole(number, least, most, "a number of " .. bits .. " bits")
    return string.pack("<i" .. size, size == 8 and number or
      (number ~ 1 << bits - 1) % (1 << bits) - (1 << bits - 1))
  end
  bytes["u" .. bits .. "be"] = function(number)
    return bytes["u" .. bits](number):reverse()
  end
end

-- "01 ff" or "01ff" as two bytes.
function bytes.hex(digits)
  local plain = text(digits, "hex digits"):gsub("[%s:]", "")
  if #plain % 2 == 1 or plain:find "%X" then
    error("hex digits come in pairs, such as \"01 ff\"", 2)
  end
  return (plain:gsub("%x%x", function(pair)
    return string.char(tonumber(pair, 16))
  end))
end

-- `byte` (a number or a string, NUL without it) so many times.
function bytes.fill(count, byte)
  byte = byte or "\0"
  if math.type(byte) == "integer" then
    byte = string.char(whole(byte, 0, 255, "a byte"))
  end
  whole(count, 0, SIZE_MAX // math.max(#text(byte, "a byte"), 1), "a count")
  return byte:rep(count)
end

-- `value` made `size` bytes long with `fill` behind it, or cut.
function bytes.pad(value, size, fill)
  text(value, "what is padded")
  whole(size, 0, SIZE_MAX, "a size")
  fill = fill or "\0"
  if math.type(fill) == "integer" then
    fill = string.char(whole(fill, 0, 255, "a byte"))
  end
  if text(fill, "what fills") == "" then
    error("what fills must not be empty", 2)
  end
  return (value .. fill:rep((math.max(size - #value, 0) + #fill - 1) // #fill))
    :sub(1, size)
end

-- With its size before it, in `size` bytes (1).
function bytes.sized(value, size)
  size = whole(size or 1, 1, 4, "a prefix")
  if #text(value, "a value") >= 1 << 8 * size then
    error("the value is too long for its prefix", 2)
  end
  return string.pack("<s" .. size, value)
end

-- A whole TLV.
function bytes.tlv(id, value)
  whole(id, 0, 255, "a TLV")
  return string.pack("<B", id) .. bytes.sized(text(value, "a value"), 2)
end

local FRAME_KEYS = {
  "service", "id", "kind", "client", "transaction", "tlvs", "header",
}

-- A whole frame: { service =, id =, kind =, client =, transaction =, tlvs = },
-- with what its header lies about.
function bytes.frame(given)
  local function check(name, most, default)
    local value = given[name] == nil and default or given[name]
    if math.type(value) ~= "integer" or value < 0 or value > most then
      error(string.format("%s must be a whole number, 0 to %d", name, most), 3)
    end
    return value
  end
  if type(given) ~= "table" then
    error("a frame is made of a table", 2)
  end
  local unknown = names.check_keys(given, FRAME_KEYS, "entry of a frame")
  local ok, service = pcall(names.service, given.service)
  local kinds = { request = true, response = true, indication = true }
  if unknown or not ok or not kinds[given.kind or "indication"] then
    error(unknown or not ok and service or
      "kind must be request, response or indication", 2)
  end
  local header = given.header and Wire.check_header({
    complain = function(_, why) error(why, 4) end }, given.header)
  return Wire.frame({
    service = service.id, id = check("id", 0xffff),
    kind = given.kind or "indication", client = check("client", 255, 255),
    transaction = check("transaction", 0xffff, 0),
    tlvs = text(given.tlvs or "", "tlvs"),
  }, header)
end

local function code_points(value)
  local points = {}
  local at = 1
  text(value, "a text")
  while at <= #value do
    local ok, point = pcall(utf8.codepoint, value, at)
    points[#points + 1] = ok and point or value:byte(at)
    at = ok and utf8.offset(value, 2, at) or at + 1
  end
  return points
end

local function utf16(value, format)
  local units = {}
  for _, point in ipairs(code_points(value)) do
    if point > 0xffff then
      point = point - 0x10000
      units[#units + 1] = string.pack(format, 0xd800 | point >> 10)
      point = 0xdc00 | point & 0x3ff
    end
    units[#units + 1] = string.pack(format, point)
  end
  return table.concat(units)
end

function bytes.utf16le(value) return utf16(value, "<I2") end
function bytes.utf16be(value) return utf16(value, ">I2") end

-- The default alphabet of 3GPP TS 23.038, 6.2.1; `~` stands for the way to the
-- extension table, which is not used.
local GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ~ÆæßÉ " ..
  "!\"#¤%&'()*+,-./0123456789:;<=>?" ..
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
local septets

-- A septet a byte; what the alphabet does not have becomes "?".
function bytes.gsm(value)
  if not septets then
    septets = {}
    for index, point in ipairs(code_points(GSM)) do
      septets[point] = index - 1
    end
  end
  local list = {}
  for index, point in ipairs(code_points(value)) do
    list[index] = string.char(septets[point] or 0x3f)
  end
  return table.concat(list)
end

-- The same, eight septets in seven bytes.
function bytes.gsm7(value)
  local packed, bits, held = {}, 0, 0
  for septet in bytes.gsm(value):gmatch "." do
    held = held | septet:byte() << bits
    bits = bits + 7
    while bits >= 8 do
      packed[#packed + 1] = string.char(held & 0xff)
      held, bits = held >> 8, bits - 8
    end
  end
  if bits > 0 then
    packed[#packed + 1] = string.char(held)
  end
  return table.concat(packed)
end

-- Digits, two in a byte, the first in the low half; 0xf fills.
function bytes.bcd(digits)
  if text(digits, "digits"):find "[^0-9a-fA-F]" then
    error("BCD is made of digits", 2)
  end
  if #digits % 2 == 1 then
    digits = digits .. "f"
  end
  return bytes.hex((digits:gsub("(.)(.)", "%2%1")))
end

-- Bytes that no UTF-8 text has: `value` with a lone continuation byte, an
-- overlong form, a surrogate and a cut sequence behind it.
function bytes.invalid_utf8(value)
  return text(value or "", "a text") .. "\x80\xc0\xaf\xed\xa0\x80\xe2\x82"
end

-- Values that are meant to hurt, for integers of `size` bytes.
function bytes.sentinels(size)
  whole(size, 1, 8, "a size")
  local list = { 0, 1 }
  local bits = size * 8
  for _, value in ipairs { (1 << bits - 1) - 1, 1 << bits - 1,
    (1 << bits - 1) + 1 } do
    list[#list + 1] = value
  end
  if size < 8 then
    list[#list + 1] = (1 << bits) - 2
    list[#list + 1] = (1 << bits) - 1
  else
    list[#list + 1] = -2
    list[#list + 1] = -1
  end
  return list
end

return bytes
