-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Networks by number: how the code of a network is written in the fields of the
-- protocol. Presets write codes as digits, "262" and "01", since the number of
-- digits counts.

local plmn = {}

function plmn.same(a, b)
  return a.mcc == b.mcc and a.mnc == b.mnc
end

-- Whether a code of integers, as requests carry it, means this network.
-- `three_digits` is true or false where the request says it.
function plmn.matches(network, mcc, mnc, three_digits)
  return tonumber(network.mcc) == mcc and tonumber(network.mnc) == mnc and
    (three_digits == nil or three_digits == (#network.mnc == 3))
end

-- Makes digits of a code of integers.
function plmn.digits(mcc, mnc, three_digits)
  local form = (three_digits or mnc > 99) and "%03d" or "%02d"
  return { mcc = string.format("%03d", mcc), mnc = string.format(form, mnc) }
end

-- mcc and mnc as integers.
function plmn.numbers(network)
  return math.tointeger(tonumber(network.mcc)),
    math.tointeger(tonumber(network.mnc))
end

function plmn.has_three_digits(network)
  return #network.mnc == 3
end

-- Three digits each; a missing one is the byte 0xFF.
function plmn.text(network)
  return network.mcc, network.mnc .. string.rep("\xFF", 3 - #network.mnc)
end

-- Three bytes of half-byte digits, as 3GPP TS 24.008 writes them.
function plmn.bcd(network)
  local digits = {}
  for digit in (network.mcc .. network.mnc):gmatch "%d" do
    digits[#digits + 1] = math.tointeger(tonumber(digit))
  end
  local sixth = digits[6] or 0xF
  return string.char(digits[2] << 4 | digits[1], sixth << 4 | digits[3],
    digits[5] << 4 | digits[4])
end

-- UTF-16LE, for fields that want UCS-2.
function plmn.ucs2(text)
  local bytes = {}
  for _, code in utf8.codes(text) do
    bytes[#bytes + 1] = string.char(code & 0xFF, code >> 8 & 0xFF)
  end
  return table.concat(bytes)
end

return plmn
