-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Shows QMI messages in Wireshark and tshark:
--   tshark -X lua_script:qmi.lua -r capture.pcapng
-- Packets of link type USER0 are QMUX frames. Filters: qmi.service == "DMS",
-- qmi.message == "Get IDs", qmi.kind == "request", qmi.error == "NoEffect",
-- qmi.dms.get_ids.imei contains "35". The tables are made from qmimic's schema.

local qmi = Proto("qmi", "Qualcomm MSM Interface")
local values, services, errors = {}, {}, {}

-- SCHEMA

local KINDS = { [0] = "request", "response", "indication" }
local HEADER_SIZE = 6

local service_names = {}
for id, service in pairs(services) do
  service_names[id] = service.name
end

local common = {
  length = ProtoField.uint16("qmi.length", "Length"),
  flags = ProtoField.uint8("qmi.flags", "Flags", base.HEX,
    { [0] = "from the host", [0x80] = "from the modem" }),
  service = ProtoField.uint8("qmi.service", "Service", base.HEX, service_names),
  client = ProtoField.uint8("qmi.client", "Client"),
  sdu_flags = ProtoField.uint8("qmi.sdu_flags", "Message flags", base.HEX),
  kind = ProtoField.string("qmi.kind", "Kind"),
  transaction = ProtoField.uint16("qmi.transaction", "Transaction"),
  message = ProtoField.string("qmi.message", "Message"),
  message_id = ProtoField.uint16("qmi.message_id", "Message id", base.HEX),
  tlvs_size = ProtoField.uint16("qmi.tlv_length", "Length of TLVs"),
  result = ProtoField.uint16("qmi.result", "Result", base.DEC,
    { [0] = "success", "failure" }),
  error = ProtoField.uint16("qmi.error", "Error", base.DEC, errors),
  tlv = ProtoField.none("qmi.tlv", "TLV"),
  tlv_type = ProtoField.uint8("qmi.tlv.type", "Type", base.HEX),
  tlv_length = ProtoField.uint16("qmi.tlv.length", "Length"),
  unknown = ProtoField.bytes("qmi.unknown", "Unknown"),
  extra = ProtoField.bytes("qmi.extra", "Bytes behind the last field"),
  sequence = ProtoField.uint8("qmi.sequence", "Sequence"),
  noise = ProtoField.bytes("qmi.noise", "Bytes that are no frame"),
  response_in = ProtoField.framenum("qmi.response_in", "Response in", base.NONE,
    frametype.RESPONSE),
  response_to = ProtoField.framenum("qmi.response_to", "Response to", base.NONE,
    frametype.REQUEST),
  time = ProtoField.relative_time("qmi.time", "Time since the request"),
}

local malformed = ProtoExpert.new("qmi.malformed", "Malformed QMI",
  expert.group.MALFORMED, expert.severity.ERROR)
local failed = ProtoExpert.new("qmi.failed", "The modem refuses",
  expert.group.RESPONSE_CODE, expert.severity.NOTE)

qmi.experts = { malformed, failed }
qmi.prefs.vendor = Pref.uint("USB vendor id", 0,
  "Whose messages to know, beside those of all vendors")

-- The fields of Wireshark, one for every field of the schema.

local fields, by_abbreviation = {}, {}
for _, field in pairs(common) do
  fields[#fields + 1] = field
end

-- Values as a field of that size has them: the schema's are not negative.
local function signed(names, size)
  local copy = {}
  for value, name in pairs(names) do
    local limit = 2 ^ (8 * size)
    copy[value >= limit / 2 and value - limit or value] = name
  end
  return copy
end

local function number_maker(field)
  local size = field[3]
  if field[2] == "f" then
    return size == 4 and "float" or "double"
  end
  local width = size > 4 and 64 or 8 * size
  return (field[2] == "i" and "int" or "uint") .. string.format("%d", width)
end

local TEXTS = { ascii = true, ucs2 = true, gsm7 = true, bcd = true, plmn = true }

-- Which constructor of ProtoField a field needs.
local function maker_of(field)
  if field.m == "ipv4" or field.m == "ipv6" or field.m == "bool" then
    return field.m
  elseif TEXTS[field.m] or field[2] == "s" then
    return "string"
  elseif field[2] == "b" then
    return "bytes"
  elseif field[2] == "t" or field[2] == "a" then
    return "none"
  end
  return number_maker(field)
end

local function make_field(field, abbreviation)
  local maker = maker_of(field)
  local names = field.m == "enum" and values[field.v]
  if maker == "none" or maker == "string" or maker == "bytes" or maker == "bool"
    or maker == "ipv4" or maker == "ipv6" or maker == "float"
    or maker == "double" then
    return ProtoField[maker](abbreviation, field[1])
  elseif names and field[3] <= 4 then
    names = field[2] == "i" and signed(names, field[3]) or names
    return ProtoField[maker](abbreviation, field[1], base.DEC, names)
  end
  return ProtoField[maker](abbreviation, field[1],
    maker:find "^uint" and field.m == "flags" and base.HEX or base.DEC)
end

-- Two fields may share a name in different messages' bodies. Those that are
-- alike are one field; others get a number.
local function find_field(field, abbreviation)
  local alike = maker_of(field) .. "/" .. (field.m or "") .. "/"
    .. (field.v or "")
  local name, number = abbreviation, 1
  while by_abbreviation[name] and by_abbreviation[name].alike ~= alike do
    number = number + 1
    name = abbreviation .. "_" .. number
  end
  if not by_abbreviation[name] then
    local made = make_field(field, name)
    by_abbreviation[name] = { alike = alike, field = made }
    fields[#fields + 1] = made
  end
  return by_abbreviation[name].field
end

local function register(field, abbreviation)
  field.proto = find_field(field, abbreviation)
  for _, member in ipairs(field.e or {}) do
    local is_element = field[2] == "a"
    if is_element then
      member[1] = field[1]
    end
    register(member, is_element and abbreviation .. ".element"
      or abbreviation .. "." .. member[1])
  end
end

for _, service in pairs(services) do
  service.found = { [0] = {}, [2] = {} }
  for _, list in ipairs { service.messages, service.indications } do
    for _, message in ipairs(list) do
      local prefix = "qmi." .. service.name:lower() .. "."
        .. message.name:lower():gsub("[^a-z0-9]+", "_")
      local found = service.found[list == service.indications and 2 or 0]
      found[message.id] = found[message.id] or {}
      table.insert(found[message.id], message)
      for kind = 0, 2 do
        for _, field in pairs(message[kind] or {}) do
          register(field, prefix .. "." .. field[1])
        end
      end
    end
  end
end
qmi.fields = fields
