-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Short messages as bytes (3GPP TS 23.040, 9.2): what a host sends, what the
-- network delivers, reports of delivery, and long texts in several parts.
--
-- A body is what all of them carry: { pid =, dcs =, has_header =, length =
-- (in septets or bytes, as in the message), data = }.
--
-- Functions that read bytes of a host give nil for what is no message.

local bytes = include "world/bytes"
local gsm7 = include "world/gsm7"

local sms_pdu = {}

local SEPTETS, BYTES = 160, 140
local PART_SEPTETS, PART_UNITS, PART_BYTES = 153, 67, 134 -- beside the header
local PARTS_MAX = 255

local DELIVER, SUBMIT, REPORT = 0, 1, 2
local HAS_HEADER, NO_MORE = 0x40, 0x04
local ASKS_REPORT = 0x20

local DIGITS = "0123456789*#abc"

-- TP-DCS -> "gsm7", "8bit" or "ucs2", and the class or nil (TS 23.038, 4).
function sms_pdu.coding(dcs)
  local group = dcs >> 4
  if group < 0x8 then
    local class = dcs & 0x10 ~= 0 and dcs & 3 or nil
    local alphabet = dcs >> 2 & 3
    return alphabet == 1 and "8bit" or alphabet == 2 and "ucs2" or "gsm7", class
  elseif group == 0xF then
    return dcs & 0x04 ~= 0 and "8bit" or "gsm7", dcs & 3
  elseif group == 0xE then
    return "ucs2"
  end
  return "gsm7"
end

-- A number as TS 24.011 and 23.040 write it: type and BCD digits.
local function number_bytes(number)
  local is_international = number:sub(1, 1) == "+"
  local digits = number:gsub("^%+", "")
  local swapped = digits:gsub(".", function(digit)
    return string.format("%X", DIGITS:find(digit, 1, true) - 1)
  end)
  return string.char(is_international and 0x91 or 0x81) .. bytes.bcd(swapped),
    #digits
end

function sms_pdu.is_number(text)
  return type(text) == "string" and #text <= 21 and
    text:find "^%+?[%d*#abc]+$" ~= nil
end

local function read_digits(coded, count)
  local digits = bytes.to_hex(coded):gsub("(.)(.)", "%2%1"):sub(1, count)
  digits = digits:match "^[^F]*"
  return (digits:gsub("%x", function(digit)
    local value = tonumber(digit, 16) + 1
    return DIGITS:sub(value, value)
  end))
end

-- An address with its length: of digits, or a name of letters.
local function address(text)
  if sms_pdu.is_number(text) then
    local coded, count = number_bytes(text)
    return string.char(count) .. coded
  end
  local septets = gsm7.encode(text)
  local packed = gsm7.pack(septets)
  return string.char((#septets * 7 + 3) // 4, 0xD0) .. packed
end

-- Whether `text` can be a sender: a number, or up to 11 characters.
function sms_pdu.is_sender(text)
  if sms_pdu.is_number(text) then
    return true
  end
  local septets = type(text) == "string" and utf8.len(text) and
    gsm7.encode(text)
  return septets and #septets > 0 and #septets <= 11 or false
end

-- Returns the address at `place` and where it ends.
local function read_address(pdu, place)
  local count, kind = pdu:byte(place, place + 1)
  local size = count and (count + 1) // 2
  if not kind or place + 1 + size > #pdu or count > 20 then
    return nil
  end
  local coded = pdu:sub(place + 2, place + 1 + size)
  local after = place + 2 + size
  if kind & 0x70 == 0x50 then
    return gsm7.decode(gsm7.unpack(coded, count * 4 // 7)), after
  end
  local plus = kind & 0x70 == 0x10 and "+" or ""
  return plus .. read_digits(coded, count), after
end

-- The centre's address before a message; "" stands for none.
function sms_pdu.centre(number)
  if not number or number == "" then
    return "\0"
  end
  local coded = number_bytes(number)
  return string.char(#coded) .. coded
end

-- Splits what a host gives into the centre's number ("" when there is none)
-- and the message.
function sms_pdu.split_centre(pdu)
  local size = pdu:byte(1)
  if not size or size > 12 or 1 + size >= #pdu then
    return nil
  end
  if size < 2 then
    return "", pdu:sub(2 + size)
  end
  local plus = pdu:byte(2) & 0x70 == 0x10 and "+" or ""
  return plus .. read_digits(pdu:sub(3, 1 + size), 20), pdu:sub(2 + size)
end

-- Seven bytes of BCD: a date of the network and its zone in quarter hours.
local function timestamp(time, zone)
  local function half_swapped(value)
    return string.char(value % 10 << 4 | value // 10 % 10)
  end
  local sign = zone < 0 and 0x08 or 0
  return half_swapped(time.year) .. half_swapped(time.month)
    .. half_swapped(time.day) .. half_swapped(time.hour)
    .. half_swapped(time.minute) .. half_swapped(time.second)
    .. string.char(half_swapped(math.abs(zone)):byte() | sign)
end

-- How many bytes a body's data has.
local function data_size(dcs, length)
  local coding = sms_pdu.coding(dcs)
  return coding == "gsm7" and (length * 7 + 7) // 8 or length
end

-- The body whose TP-PID is at `place`; its length stands at `at`.
local function read_body(pdu, place, at, first)
  local length = pdu:byte(at)
  if not length then
    return nil
  end
  local pid, dcs = pdu:byte(place, place + 1)
  return { pid = pid, dcs = dcs, has_header = first & HAS_HEADER ~= 0,
    length = length }
end

local function fill_body(body, pdu, place)
  local size = data_size(body.dcs, body.length)
  if size > BYTES or place + size - 1 > #pdu then
    return nil
  end
  body.data = pdu:sub(place, place + size - 1)
  if body.has_header and
    (#body.data == 0 or body.data:byte(1) + 1 > #body.data) then
    return nil
  end
  return body, place + size
end

-- Size of the validity period by its format.
local VALIDITY = { [0] = 0, [1] = 7, [2] = 1, [3] = 7 }

-- What a host sends: { to =, reference =, wants_report =, body = }.
function sms_pdu.read_submit(pdu)
  local first = pdu:byte(1)
  if not first or first & 3 ~= SUBMIT then
    return nil
  end
  local to, place = read_address(pdu, 3)
  if not to or to == "" then
    return nil
  end
  local at = place + 2 + VALIDITY[first >> 3 & 3]
  local body = read_body(pdu, place, at, first)
  if not body then
    return nil
  end
  local filled, after = fill_body(body, pdu, at + 1)
  return filled and {
    to = to, reference = pdu:byte(2), body = filled, size = after - 1,
    wants_report = first & ASKS_REPORT ~= 0,
  }
end

-- What the network delivers: { from =, body = }.
function sms_pdu.read_deliver(pdu)
  local first = pdu:byte(1)
  if not first or first & 3 ~= DELIVER then
    return nil
  end
  local from, place = read_address(pdu, 2)
  local body = from and read_body(pdu, place, place + 9, first)
  if not body then
    return nil
  end
  local filled, after = fill_body(body, pdu, place + 10)
  return filled and { from = from, body = filled, size = after - 1 }
end

-- Where a message in a file of fixed size ends, or nil.
function sms_pdu.size(pdu)
  local kind = (pdu:byte(1) or 3) & 3
  local read = kind == DELIVER and sms_pdu.read_deliver(pdu) or
    kind == SUBMIT and sms_pdu.read_submit(pdu)
  return read and read.size or nil
end

function sms_pdu.deliver(from, body, time, zone)
  local first = DELIVER | NO_MORE | (body.has_header and HAS_HEADER or 0)
  return string.char(first) .. address(from)
    .. string.char(body.pid, body.dcs) .. timestamp(time, zone)
    .. string.char(body.length) .. body.data
end

-- `status` 0: it has reached `to`.
function sms_pdu.report(reference, to, time, zone, status)
  return string.char(REPORT | NO_MORE, reference) .. address(to)
    .. timestamp(time, zone) .. timestamp(time, zone) .. string.char(status)
end

-- What a body says; nil for bytes that are no text.
function sms_pdu.text(body)
  local header = body.has_header and body.data:byte(1) + 1 or 0
  local coding = sms_pdu.coding(body.dcs)
  if coding == "gsm7" then
    local taken = (header * 8 + 6) // 7
    local septets = gsm7.unpack(body.data:sub(header + 1),
      body.length - taken, taken * 7 - header * 8)
    return gsm7.decode(septets)
  elseif coding == "ucs2" then
    return gsm7.from_utf16(gsm7.from_ucs2(body.data:sub(header + 1)))
  end
  return nil
end

-- The concatenation of a body: reference, count and number; or nil.
function sms_pdu.part_of(body)
  local place = 2
  local last = body.has_header and body.data:byte(1) + 1 or 0
  while place + 1 <= last do
    local id, size = body.data:byte(place, place + 1)
    local at = place + 2
    if id == 0x00 and size == 3 and at + 2 <= last then
      return body.data:byte(at, at + 2)
    elseif id == 0x08 and size == 4 and at + 3 <= last then
      return string.unpack(">I2BB", body.data, at)
    end
    place = at + size
  end
  return nil
end

-- Cuts a list into lists of at most `size`. `stays` says of two neighbours
-- that they belong together.
local function chunks(list, size, stays)
  local parts, place = {}, 1
  while place <= #list do
    local last = math.min(place + size - 1, #list)
    if last < #list and stays(list[last]) then
      last = last - 1
    end
    parts[#parts + 1] = table.move(list, place, last, 1, {})
    place = last + 1
  end
  return #parts > 0 and parts or { {} }
end

local function is_escape(septet)
  return septet == 0x1B
end

local function is_high(unit)
  return unit & 0xFC00 == 0xD800
end

local function header(reference, count, number)
  return string.char(5, 0, 3, reference, count, number)
end

local function septet_bodies(septets, dcs, reference)
  if #septets <= SEPTETS then
    return { { dcs = dcs, length = #septets, data = gsm7.pack(septets) } }
  end
  local bodies = {}
  local parts = chunks(septets, PART_SEPTETS, is_escape)
  if #parts > PARTS_MAX then
    return nil
  end
  for number, part in ipairs(parts) do
    -- The header takes 7 septets, with one bit of filling after it.
    bodies[number] = {
      dcs = dcs, has_header = true, length = 7 + #part,
      data = header(reference, #parts, number) .. gsm7.pack(part, 1),
    }
  end
  return bodies
end

local function byte_bodies(parts, dcs, reference)
  local bodies = {}
  if #parts > PARTS_MAX then
    return nil
  end
  for number, data in ipairs(parts) do
    if #parts > 1 then
      data = header(reference, #parts, number) .. data
    end
    bodies[number] = { dcs = dcs, has_header = #parts > 1, length = #data,
      data = data }
  end
  return bodies
end

local function ucs2_bodies(units, dcs, reference)
  if 2 * #units <= BYTES then
    return byte_bodies({ gsm7.ucs2(units) }, dcs, reference)
  end
  local parts = chunks(units, PART_UNITS, is_high)
  for number, part in ipairs(parts) do
    parts[number] = gsm7.ucs2(part)
  end
  return byte_bodies(parts, dcs, reference)
end

local function data_bodies(data, dcs, reference)
  local parts = {}
  local size = #data <= BYTES and BYTES or PART_BYTES
  for place = 1, math.max(#data, 1), size do
    parts[#parts + 1] = data:sub(place, place + size - 1)
  end
  return byte_bodies(parts, dcs, reference)
end

-- The bodies that carry a message: { text = } in the GSM alphabet if it can
-- be, else in UCS-2, or { data = } bytes; `class` 0 to 3 or nil. Nil when it
-- is too long.
function sms_pdu.bodies(message, reference)
  local class = message.class and 0x10 | message.class or 0
  local septets = message.text and gsm7.encode(message.text)
  local bodies
  if message.data then
    bodies = data_bodies(message.data, 0x04 | class, reference)
  elseif septets then
    bodies = septet_bodies(septets, class, reference)
  else
    bodies = ucs2_bodies(gsm7.utf16(message.text), 0x08 | class, reference)
  end
  for _, body in ipairs(bodies or {}) do
    body.pid = message.pid or 0
    body.has_header = body.has_header or false
  end
  return bodies
end

return sms_pdu
