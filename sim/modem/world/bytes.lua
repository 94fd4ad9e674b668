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

-- A BER TLV with a tag of one byte and a value of less than 256 bytes.
function bytes.tlv(tag, value)
  local length = #value < 0x80 and string.char(#value)
    or string.char(0x81, #value)
  return string.char(tag) .. length .. value
end

return bytes
