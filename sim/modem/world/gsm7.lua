-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Texts as the network carries them: the GSM 7 bit alphabet (3GPP TS 23.038,
-- 6.2.1) and UCS-2. Texts are UTF-8.

local gsm7 = {}

local ESCAPE = 0x1B

-- The default alphabet from code 0; the escape stands for itself.
local ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1BÆæßÉ !\"#¤%&'()*+,-./"
  .. "0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
  .. "abcdefghijklmnopqrstuvwxyzäöñüà"

-- What follows an escape.
local EXTENSION = {
  [0x0A] = 0x0C, [0x14] = 0x5E, [0x28] = 0x7B, [0x29] = 0x7D, [0x2F] = 0x5C,
  [0x3C] = 0x5B, [0x3D] = 0x7E, [0x3E] = 0x5D, [0x40] = 0x7C, [0x65] = 0x20AC,
}

local characters, codes, extended = {}, {}, {}
do
  local code = 0
  for _, point in utf8.codes(ALPHABET) do
    characters[code] = point
    codes[point] = code
    code = code + 1
  end
  codes[ESCAPE] = nil
  for second, point in pairs(EXTENSION) do
    extended[point] = second
  end
end

-- A text as a list of septets, or nil when the alphabet lacks a character.
function gsm7.encode(text)
  local septets = {}
  for _, point in utf8.codes(text) do
    if codes[point] then
      septets[#septets + 1] = codes[point]
    elseif extended[point] then
      septets[#septets + 1] = ESCAPE
      septets[#septets + 1] = extended[point]
    else
      return nil
    end
  end
  return septets
end

-- What is not known becomes a blank, as TS 23.038 asks for.
function gsm7.decode(septets)
  local points, escaped = {}, false
  for _, septet in ipairs(septets) do
    if escaped then
      points[#points + 1] = EXTENSION[septet] or characters[septet] or 0x20
      escaped = false
    elseif septet == ESCAPE then
      escaped = true
    else
      points[#points + 1] = characters[septet] or 0x20
    end
  end
  for place, point in ipairs(points) do
    points[place] = utf8.char(point)
  end
  return table.concat(points)
end

-- Septets as bytes, the first in the low bits, after `fill` bits of filling.
function gsm7.pack(septets, fill)
  local bytes, bits, count = {}, 0, fill or 0
  for _, septet in ipairs(septets) do
    bits = bits | septet << count
    count = count + 7
    while count >= 8 do
      bytes[#bytes + 1] = string.char(bits & 0xFF)
      bits = bits >> 8
      count = count - 8
    end
  end
  if count > 0 then
    bytes[#bytes + 1] = string.char(bits & 0xFF)
  end
  return table.concat(bytes)
end

-- `number` septets out of bytes, or as many as there are.
function gsm7.unpack(bytes, number, fill)
  local septets, bits, count = {}, 0, 0
  local skipped = fill or 0
  for place = 1, #bytes do
    bits = bits | bytes:byte(place) << count
    count = count + 8
    if skipped > 0 then
      bits = bits >> skipped
      count = count - skipped
      skipped = 0
    end
    while count >= 7 and #septets < number do
      septets[#septets + 1] = bits & 0x7F
      bits = bits >> 7
      count = count - 7
    end
  end
  return septets
end

-- A text as a list of units of UTF-16.
function gsm7.utf16(text)
  local units = {}
  for _, point in utf8.codes(text) do
    if point < 0x10000 then
      units[#units + 1] = point
    else
      units[#units + 1] = 0xD800 | (point - 0x10000) >> 10
      units[#units + 1] = 0xDC00 | (point - 0x10000) & 0x3FF
    end
  end
  return units
end

-- Such units as UTF-8; half a pair becomes U+FFFD.
function gsm7.from_utf16(units)
  local parts, place = {}, 1
  while place <= #units do
    local unit, low = units[place], units[place + 1] or 0
    local is_high = unit & 0xFC00 == 0xD800
    if is_high and low & 0xFC00 == 0xDC00 then
      unit = 0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF)
      place = place + 1
    elseif unit & 0xF800 == 0xD800 then
      unit = 0xFFFD
    end
    parts[#parts + 1] = utf8.char(unit)
    place = place + 1
  end
  return table.concat(parts)
end

-- Units of UTF-16 as bytes, the high one first.
function gsm7.ucs2(units)
  local parts = {}
  for place, unit in ipairs(units) do
    parts[place] = string.pack(">I2", unit)
  end
  return table.concat(parts)
end

function gsm7.from_ucs2(bytes)
  local units = {}
  for place = 1, #bytes - 1, 2 do
    units[#units + 1] = string.unpack(">I2", bytes, place)
  end
  return units
end

return gsm7
