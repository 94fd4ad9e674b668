-- SPDX-License-Identifier: LGPL-2.1-or-later
-- emit.lua - writes schema tables as C. Only constant tables, no code.
--
-- Equal tables are written once: what is written is remembered by its text.

local emit = {}

local TYPES = {
  uint = "SCHEMA_UINT", int = "SCHEMA_INT", float = "SCHEMA_FLOAT",
  string = "SCHEMA_STRING", array = "SCHEMA_ARRAY", struct = "SCHEMA_STRUCT",
}

local function quote(text)
  return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"'
end

-- A writer of one C file. `known` maps the text of a table to its name.
local function new_writer(path)
  local file = path:match("([^/]*)$")
  local writer = { known = {}, lines = {}, counts = {} }

  function writer.line(format, ...)
    writer.lines[#writer.lines + 1] = format:format(...)
  end

  -- Writes `static const TYPE NAME[] = { ... };` unless a table of the same
  -- type and text is there, and returns the table's name.
  function writer.table(ctype, prefix, rows)
    local text = ("{\n%s\n};"):format(table.concat(rows, "\n"))
    local key = ctype .. text
    local name = writer.known[key]
    if not name then
      writer.counts[prefix] = (writer.counts[prefix] or 0) + 1
      name = ("%s_%d"):format(prefix, writer.counts[prefix])
      writer.known[key] = name
      writer.line("static const %s %s[] = %s\n", ctype, name, text)
    end
    return name
  end

  writer.line("/* Made from %s when the project is built. */", file)
  writer.line('#include "lib/schema.h"\n')
  return writer
end

local function number(value)
  if value < 0 then
    return ("UINT64_C(0x%016x)"):format(value)
  elseif value > 0x7fffffff then
    return ("UINT64_C(0x%x)"):format(value)
  end
  return ("%d"):format(value)
end

local function value_rows(list)
  local rows = {}
  for index, entry in ipairs(list) do
    rows[index] = ("\t{ %s, %s },"):format(number(entry.value),
      quote(entry.name))
  end
  return rows
end

local function values_name(writer, values, field_name)
  if not values.c_name then
    local rows = value_rows(values.list)
    local list = writer.table("struct schema_value", "value_list", rows)
    values.c_name = writer.table("struct schema_values", "values", {
      ("\t{ %s, %s, %d },"):format(quote(values.name or field_name), list,
        #rows),
    })
  end
  return values.c_name
end

local field_text

local function members_name(writer, members, enum_name)
  local rows = {}
  for index, member in ipairs(members) do
    rows[index] = ("\t{ %s },"):format(
      field_text(writer, member.name, member.type, enum_name))
  end
  return writer.table("struct schema_field", "members", rows)
end

-- The initialiser of a struct schema_field. `enum_name` names an enum whose own
-- name is not known.
function field_text(writer, name, t, enum_name)
  local parts = {
    (".name = %s, .type = %s"):format(quote(name), TYPES[t.kind]),
  }

  local function put(format, ...)
    parts[#parts + 1] = format:format(...)
  end
  if t.meaning then
    put(".meaning = MEANING_%s", t.meaning:upper())
  end
  if t.size then
    put(".size = %d", t.size)
  end
  if (t.prefix or 0) > 0 then
    put(".prefix = %d", t.prefix)
  end
  if (t.fixed or 0) > 0 then
    put(".fixed = %d", t.fixed)
  end
  for _, flag in ipairs { "big_endian", "sequence", "personal" } do
    if t[flag] then
      put(".%s = true", flag)
    end
  end
  local members = t.members
    or (t.element and { { name = "", type = t.element } })
  if members then
    put(".member_count = %d, .members = %s", #members,
      members_name(writer, members, name ~= "" and name or enum_name))
  end
  if t.values then
    local known_as = name ~= "" and name or enum_name
    put(".values = %s", values_name(writer, t.values, known_as))
  end
  if t.unit then
    put(".unit = %s", quote(t.unit))
  end

  return table.concat(parts, ", ")
end

local function tlvs_name(writer, body)
  local rows = {}
  for index, tlv in ipairs(body) do
    rows[index] = ("\t{ 0x%02x, %s, { %s } },"):format(tlv.id, tlv.optional,
      field_text(writer, tlv.name, tlv.type, tlv.name))
  end
  return writer.table("struct schema_tlv", "tlvs", rows)
end

local function body_text(writer, body)
  if not body or #body == 0 then
    return "{ NULL, 0 }"
  end
  return ("{ %s, %d }"):format(tlvs_name(writer, body), #body)
end

local function messages_name(writer, service, list, what)
  local rows = {}
  if #list == 0 then
    return "NULL"
  end
  for index, message in ipairs(list) do
    local source = message.source and quote(message.source) or "NULL"
    rows[index] = ("\t{ 0x%04x, 0x%04x, %s, %s,\n\t\t&schema_%s, "
      .. "{ %s, %s, %s } },"):format(message.id, message.vendor,
      quote(message.name), source, service.name:lower(),
      body_text(writer, message.bodies[1]),
      body_text(writer, message.bodies[2]),
      body_text(writer, message.bodies[3]))
  end
  writer.line("static const struct schema_message %s[] = {\n%s\n};\n", what,
    table.concat(rows, "\n"))
  return what
end

-- The C text of one service's tables.
function emit.service(path, service)
  local writer = new_writer(path)
  local name = "schema_" .. service.name:lower()

  writer.line("extern const struct schema_service %s;\n", name)
  local messages = messages_name(writer, service, service.messages, "messages")
  local indications = messages_name(writer, service, service.indications,
    "indications")
  writer.line("const struct schema_service %s = {\n\t0x%02x, %s, %s,\n\t%s,\n"
    .. "\t%s, %d,\n\t%s, %d,\n};", name, service.id, quote(service.name),
    quote(service.title), quote(service.summary), messages,
    #service.messages, indications, #service.indications)

  return table.concat(writer.lines, "\n") .. "\n"
end

-- The C text of the table of protocol errors.
function emit.errors(path, service)
  local writer = new_writer(path)
  local list = writer.table("struct schema_value", "value_list",
    value_rows(service.errors))

  writer.line("const struct schema_values schema_errors = {\n"
    .. "\t\"error\", %s, %d,\n};", list, #service.errors)
  return table.concat(writer.lines, "\n") .. "\n"
end

-- The C text of the list of services. `services` ascend by id.
function emit.services(services)
  local lines, slots = {}, {}

  for index, service in ipairs(services) do
    local name = service.name:lower()
    lines[index] = "extern const struct schema_service schema_" .. name .. ";"
    if service.id <= 0xff then
      slots[#slots + 1] = ("\t[0x%02x] = &schema_%s,"):format(service.id, name)
    end
  end
  local list = {}
  for index, service in ipairs(services) do
    list[index] = ("\t&schema_%s,"):format(service.name:lower())
  end

  return ([[
/* Made from all schema files when the project is built. */
#include "lib/schema_index.h"

%s

const struct schema_service *const schema_services[] = {
%s
};

const size_t schema_service_count = %d;

const struct schema_service *const schema_service_slots[256] = {
%s
};
]]):format(table.concat(lines, "\n"), table.concat(list, "\n"), #services,
    table.concat(slots, "\n"))
end

return emit
