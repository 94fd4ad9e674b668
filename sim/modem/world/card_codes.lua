-- SPDX-License-Identifier: LGPL-2.1-or-later
-- How decoded values are written into the files of a card. A code takes the
-- value and a context (sim, apps, home) and gives bytes, or a list of them for
-- files of records. What is wrong with a value is an error without a place.

local bytes = include "world/bytes"

local codes = {}

local NONE = "\xFF"
local TECHNOLOGIES = "\xC0\x80" -- UTRAN, E-UTRAN, GSM
local NO_AREA = "\xFF\xFE"

local function wrong(wanted, value)
  error(string.format("must be %s, not %s", wanted,
    type(value) == "string" and string.format("%q", value) or tostring(value)),
    0)
end

local function text_of(value, wanted)
  if type(value) ~= "string" then
    wrong(wanted, value)
  end
  return value
end

local function list_of(value, wanted)
  if type(value) ~= "table" then
    wrong(wanted, value)
  end
  return value
end

local function each(list, wanted, code)
  local coded = {}
  for place, item in ipairs(list_of(list, wanted)) do
    coded[place] = code(item)
  end
  return coded
end

local function hex(value)
  local found = bytes.from_hex(text_of(value, "bytes in hex"))
  return found or wrong("bytes in hex", value)
end

function codes.hex(value)
  return type(value) == "table" and each(value, "bytes in hex", hex)
    or hex(value)
end

function codes.text(value)
  return text_of(value, "a text")
end

function codes.digits(value)
  if not text_of(value, "digits"):match "^%d*$" then
    wrong("digits", value)
  end
  return bytes.bcd(value)
end

-- TS 31.102, 4.2.2.
function codes.imsi(value)
  local digits = text_of(value, "digits")
  if not digits:match "^%d%d%d%d%d%d+$" then
    wrong("digits", value)
  end
  local parity = #digits % 2 == 1 and "9" or "1"
  local coded = bytes.bcd(parity .. digits)
  return string.char(#coded) .. coded
end

local function network(value)
  local digits = text_of(value, "a network such as \"26201\"")
  if not digits:match "^%d%d%d%d%d%d?$" then
    wrong("a network such as \"26201\"", value)
  end
  return bytes.plmn(digits)
end

local function networks(value)
  if type(value) == "string" then
    value = { value }
  end
  return each(value, "a list of networks", network)
end

function codes.networks(value)
  return table.concat(networks(value))
end

-- An empty place says no technology: TS 31.102, 4.2.5.
function codes.networks_with_technologies(value, context)
  local coded = networks(value)
  for place, plmn in ipairs(coded) do
    coded[place] = plmn .. TECHNOLOGIES
  end
  for place = #coded + 1, context.size // 5 do
    coded[place] = NONE:rep(3) .. "\0\0"
  end
  return table.concat(coded)
end

-- A bit for each service: TS 31.102, 4.2.8.
function codes.services(value, context)
  local coded = {}
  for place = 1, context.size do
    coded[place] = 0
  end
  for _, number in ipairs(list_of(value, "a list of services")) do
    local place = math.type(number) == "integer" and (number - 1) // 8 + 1
    if not place or not coded[place] then
      wrong("services from 1 to " .. 8 * context.size, number)
    end
    coded[place] = coded[place] | 1 << (number - 1) % 8
  end
  for place, byte in ipairs(coded) do
    coded[place] = string.char(byte)
  end
  return table.concat(coded)
end

-- TS 31.102, 4.2.12; the name is shown in the home network.
function codes.service_provider(value)
  return "\x01" .. text_of(value, "a name")
end

-- TS 31.102, 4.2.15: access classes 0 to 15, of which 0 to 9 are by chance.
function codes.access_classes(value)
  local bits = 0
  for _, class in ipairs(list_of(value, "a list of classes")) do
    if math.type(class) ~= "integer" or class < 0 or class > 15 then
      wrong("classes from 0 to 15", class)
    end
    bits = bits | 1 << class
  end
  return string.pack(">I2", bits)
end

function codes.administrative(value)
  if value ~= 2 and value ~= 3 then
    wrong("2 or 3, the digits of the MNC", value)
  end
  return string.char(0, 0, 0, value)
end

function codes.packet_location(value)
  return NONE:rep(7) .. network(value) .. NO_AREA .. "\xFF\x01"
end

function codes.location(value)
  return NONE:rep(4) .. network(value) .. NO_AREA .. "\xFF\x01"
end

function codes.eps_location(value)
  return NONE:rep(12) .. network(value) .. NO_AREA .. "\x01"
end

-- TS 31.102, 4.2.66: networks in which the name of the provider is shown.
function codes.display_networks(value)
  return bytes.tlv(0xA3, bytes.tlv(0x80, codes.networks(value)))
end

-- TS 31.102, 4.2.21: "112", or { number = "110", name = "Police" }.
function codes.emergency_calls(value)
  local longest = 1
  for _, item in ipairs(list_of(value, "a list of numbers")) do
    longest = math.max(longest, type(item) == "table" and #(item.name or "")
      or 0)
  end
  return each(value, "a list of numbers", function(item)
    local number = type(item) == "table" and item.number or item
    local name = type(item) == "table" and item.name or ""
    if not text_of(number, "digits"):match "^%d+$" then
      wrong("digits", number)
    end
    return bytes.pad(bytes.bcd(number), 3, NONE)
      .. bytes.pad(name, longest, NONE) .. "\x01"
  end)
end

-- A name and a number as TS 31.102, 4.4.2.3 (ADN) writes them: 14 bytes of name.
local function dialling_number(name, number)
  if not text_of(number, "a number"):match "^%+?[%d*#]+$" then
    wrong("a number", number)
  end
  local is_international = number:sub(1, 1) == "+"
  local digits = bytes.bcd((number:gsub("%+", ""):gsub("[*#]", {
    ["*"] = "A", ["#"] = "B",
  })))
  return bytes.pad(name, 14, NONE)
    .. string.char(#digits + 1, is_international and 0x91 or 0x81)
    .. bytes.pad(digits, 10, NONE) .. NONE .. NONE
end

-- { { name = "Ann", number = "+4912345" }, ... }, or one number.
function codes.contacts(value)
  if type(value) == "string" then
    return { dialling_number("", value) }
  end
  return each(value or {}, "a list of names and numbers", function(item)
    list_of(item, "{ name = ..., number = ... }")
    return dialling_number(text_of(item.name or "", "a name"), item.number)
  end)
end

local STATES = { read = "\x01", unread = "\x03", sent = "\x05", unsent = "\x07" }

-- { { state = "unread", pdu = "07 91 ..." } }: TS 31.102, 4.2.25. What is not
-- given is free.
function codes.messages(value, context)
  local coded = each(value, "a list of messages", function(item)
    list_of(item, "{ state = ..., pdu = ... }")
    local state = STATES[item.state or "read"]
    return (state or wrong("read, unread, sent or unsent", item.state))
      .. hex(item.pdu)
  end)
  for place = #coded + 1, context.records do
    coded[place] = "\0"
  end
  return coded
end

-- SMS parameters (TS 31.102, 4.2.27) of which only the centre is set.
function codes.message_centre(number)
  local digits = bytes.bcd((text_of(number, "a number"):gsub("%D", "")))
  local address = string.char(#digits + 1, 0x91) .. digits
  return { NONE:rep(12) .. "\xFD" .. NONE:rep(12)
    .. bytes.pad(address, 12, NONE) .. NONE:rep(3) }
end

local function ucs2(text)
  local coded = {}
  for place, code in utf8.codes(text) do
    coded[#coded + 1] = place and string.pack(">I2", code & 0xFFFF)
  end
  return table.concat(coded)
end

-- { { long = "ACME Mobile", short = "ACME" } }: TS 31.102, 4.2.58, names in
-- UCS-2 as TS 24.008, 10.5.3.5a writes them.
function codes.network_names(value)
  return each(value, "a list of names", function(item)
    list_of(item, "{ long = ..., short = ... }")
    local long = bytes.tlv(0x43, "\x90" .. ucs2(text_of(item.long, "a name")))
    local short = item.short and
      bytes.tlv(0x45, "\x90" .. ucs2(text_of(item.short, "a name"))) or ""
    return long .. short
  end)
end

-- { { network = "26201", name = 1, areas = { 0, 65534 } } }: TS 31.102, 4.2.59.
function codes.network_lists(value)
  return each(value, "a list of networks", function(item)
    list_of(item, "{ network = ..., name = ... }")
    local areas = item.areas or { 0, 0xFFFE }
    return network(item.network)
      .. string.pack(">I2I2B", areas[1], areas[2], item.name or 1)
  end)
end

-- The applications of the card: TS 102 221, 13.1.
function codes.applications(_, context)
  local list = {}
  for place, app in ipairs(context.apps) do
    list[place] = bytes.tlv(0x61, bytes.tlv(0x4F, app.aid)
      .. bytes.tlv(0x50, app.type:upper()))
  end
  return list
end

local function domain(home)
  local mnc = home:sub(4)
  return string.format("ims.mnc%s.mcc%s.3gppnetwork.org",
    #mnc == 2 and "0" .. mnc or mnc, home:sub(1, 3))
end

-- TS 23.003, 13.3 and 13.4B: identities made of the IMSI.
function codes.private_identity(imsi, context)
  return bytes.tlv(0x80, imsi .. "@" .. domain(context.home))
end

function codes.home_domain(home)
  return bytes.tlv(0x80, domain(home))
end

function codes.public_identities(imsi, context)
  return { bytes.tlv(0x80, "sip:" .. imsi .. "@" .. domain(context.home)) }
end

-- 3GPP2 C.S0065, 5.2.35.
function codes.mobile_directory_number(value)
  if not value then
    return {}
  end
  local digits = value:gsub("%D", "")
  return { string.char(#digits & 0xF) .. bytes.pad(bytes.bcd(digits), 8, NONE)
    .. "\0\0" }
end

return codes
