-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Bytes as cards and devices write them: hex, BCD, PLMNs, TLVs.

local bytes = {}

-- "00 F1 10" or "00:F1:10" -> three bytes. Nil when it is not hex.
function bytes.from_hex(text)
  local digits = text:gsub("[%s:]", "")
  if #digits % 2 ~= 0 or digits:find "%X" then
    return nil
  end
  return (digits:gsub("%x%x", function(byte)
    return string.char(tonumber(byte, 16))
  end))
end

function bytes.to_hex(text)
  return (text:gsub(".", function(byte)
    return string.format("%02X", byte:byte())
  end))
end

-- `text` cut or filled up to `size` bytes.
function bytes.pad(text, size, fill)
  return text:sub(1, size) .. (fill or "\0"):rep(math.max(size - #text, 0))
end

-- Digits two a byte, the first in the low half; filled with F.
function bytes.bcd(digits, size)
  local padded = bytes.pad(digits, 2 * (size or (#digits + 1) // 2), "F")
  return bytes.from_hex((padded:gsub("(.)(.)", "%2%1")))
end

-- The digits of such bytes up to the first F.
function bytes.from_bcd(text)
  local digits = bytes.to_hex(text):gsub("(.)(.)", "%2%1")
  return digits:match "^[^F]*"
end

-- "00101" or "310260" as the three bytes of TS 24.008, 10.5.1.3.
function bytes.plmn(digits)
  local mcc, mnc = digits:sub(1, 3), digits:sub(4)
  local third = #mnc == 3 and mnc:sub(3, 3) or "F"
  return bytes.from_hex(mcc:sub(2, 2) .. mcc:sub(1, 1) .. third
    .. mcc:sub(3, 3) .. mnc:sub(2, 2) .. mnc:sub(1, 1))
end

-- The digits of such bytes, or nil for an empty place.
function bytes.from_plmn(text)
  local first, second, third = text:byte(1, 3)
  local digits = string.format("%X%X%X%X%X%X", first & 0xF, first >> 4,
    second & 0xF, third & 0xF, third >> 4, second >> 4)
  return digits:match "^(%d%d%d%d%d%d?)F?$"
end

-- A BER TLV with a tag of one byte or two and a value of less than 64 KiB.
function bytes.tlv(tag, value)
  local length
  if #value < 0x80 then
    length = string.char(#value)
  elseif #value < 0x100 then
    length = string.char(0x81, #value)
  else
    length = string.pack(">BI2", 0x82, #value)
  end
  return string.pack(tag > 0xFF and ">I2" or "B", tag) .. length .. value
end

local function length_at(text, at)
  local first = text:byte(at)
  if not first or first < 0x80 then
    return first, at + 1
  end
  local count = first - 0x80
  if count < 1 or count > 2 or #text < at + count then
    return nil
  end
  return string.unpack(">I" .. count, text, at + 1), at + 1 + count
end

-- Splits BER TLVs: a list of { tag =, value = }. Nil when they are not well
-- formed.
function bytes.tlvs(text)
  local list, at = {}, 1
  while at <= #text do
    local tag = text:byte(at)
    at = at + 1
    if tag & 0x1F == 0x1F then
      if at > #text then
        return nil
      end
      tag, at = tag << 8 | text:byte(at), at + 1
    end
    local length, start = length_at(text, at)
    if not length or #text < start + length - 1 then
      return nil
    end
    list[#list + 1] = { tag = tag, value = text:sub(start, start + length - 1) }
    at = start + length
  end
  return list
end

-- The value of the first TLV with a tag, or nil.
function bytes.find_tlv(text, tag)
  for _, item in ipairs(bytes.tlvs(text) or {}) do
    if item.tag == tag then
      return item.value
    end
  end
  return nil
end

return bytes
