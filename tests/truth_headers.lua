-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Writes C that calls libqmi's setters and getters: lua truth_headers.lua
-- FOLDER, where FOLDER holds the headers of libqmi-glib that are installed.
--
-- The headers say which C types a TLV has; documentation comments say what is
-- in an array.

local folder = assert(arg[1], "usage: truth_headers.lua FOLDER")

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

local texts = {}
for header in read(folder .. "/libqmi-glib.h"):gmatch '#include "(qmi%-%w+%.h)"' do
  local file = io.open(folder .. "/" .. header, "rb")
  if file then
    texts[#texts + 1] = file:read "a"
    file:close()
  end
end
local text = table.concat(texts, "\n")

-- What a documentation comment says is in the array `name`.
local function element_of(comment, name)
  local line = comment:match("@" .. name .. ":([^\n]*)") or ""
  local element = line:match "#GArray of #(.-) elements"
  if element == "GArray *" then
    return nil -- of what, nobody says
  end
  return element
end

local out = {}
local function put(...)
  out[#out + 1] = string.format(...)
end

local structs = {} -- name to { { type, name, element } ... }
for comment, name, body in
  text:gmatch "/%*%*(.-)%*/%s*typedef struct _(%w+) {(.-)}[^;]*;" do
  if not name:match "G[i]r$" then
    -- The last comment before the struct is the one about it.
    comment = comment:match ".*/%*%*(.*)" or comment
    local members = {}
    for kind, stars, member in body:gmatch "([%w_]+) (%**)([%w_]+);" do
      members[#members + 1] = {
        type = kind .. stars, name = member,
        element = element_of(comment, member),
      }
    end
    structs[name] = members
  end
end

local described = {}

-- The C name of the description of a type, or nil when it cannot be described.
local function describe(kind, element)
  if kind == "GArray*" then
    local inner = element and describe(element:gsub(" ", ""))
    if not inner then
      return nil
    end
    local name = "array_of_" .. inner
    if not described[name] then
      described[name] = true
      put("static const struct call_type %s = {CALL_ARRAY, sizeof(GArray *), "
        .. "&%s, NULL, 0};", name, inner)
    end
    return name
  end
  if kind == "gchar*" then
    return "call_text"
  end
  local name = "type_" .. kind
  if described[name] ~= nil then
    return described[name] and name
  end
  if not structs[kind] then
    described[name] = true
    put("static const struct call_type %s = {%s, sizeof(%s), NULL, NULL, 0};",
      name, (kind == "gfloat" or kind == "gdouble") and "CALL_REAL"
      or "CALL_NUMBER", kind)
    return name
  end
  local members = {}
  for index, member in ipairs(structs[kind]) do
    local inner = describe(member.type, member.element)
    if not inner then
      described[name] = false
      return nil
    end
    members[index] = string.format("\t{\"%s\", &%s, offsetof(%s, %s)},",
      member.name, inner, kind, member.name)
  end
  described[name] = true
  put("static const struct call_member members_%s[] = {\n%s\n};", kind,
    table.concat(members, "\n"))
  put("static const struct call_type %s = {CALL_STRUCT, sizeof(%s), NULL, "
    .. "members_%s, %d};", name, kind, kind, #members)
  return name
end

local number = 0

local function put_setter(name, list)
  local values = {}
  for index, argument in ipairs(list) do
    local value = string.format("values[%d]", index - 1)
    if argument.type == "GArray*" then
      values[index] = value .. ".array"
    elseif argument.type == "gchar*" then
      values[index] = value .. ".text"
    elseif argument.type == "gfloat" or argument.type == "gdouble" then
      values[index] = string.format("(%s)%s.real", argument.type, value)
    else
      values[index] = string.format("(%s)%s.number", argument.type, value)
    end
  end
  put("static gboolean call_%d(gpointer self, union call_value *values, "
    .. "GError **error)\n{\n\treturn %s(self, %s, error);\n}", number, name,
    table.concat(values, ", "))
end

local function put_getter(name, list)
  local places, names, copies = {}, {}, {}
  for index, argument in ipairs(list) do
    local place = "place" .. index
    local value = string.format("values[%d]", index - 1)
    names[index] = "&" .. place
    if argument.type == "GArray*" then
      places[index] = string.format("\tGArray *%s = NULL;", place)
      copies[index] = string.format("\t%s.array = %s;", value, place)
    elseif argument.type == "gchar*" then
      places[index] = string.format("\tconst gchar *%s = NULL;", place)
      copies[index] = string.format("\t%s.text = %s;", value, place)
    else
      local is_real = argument.type == "gfloat" or argument.type == "gdouble"
      places[index] = string.format("\t%s %s = 0;", argument.type, place)
      copies[index] = string.format("\t%s.%s = %s%s;", value,
        is_real and "real" or "number", is_real and "(gdouble)" or "(guint64)",
        place)
    end
  end
  put("static gboolean call_%d(gpointer self, union call_value *values, "
    .. "GError **error)\n{\n%s\n\n\tif (!%s(self, %s, error))\n"
    .. "\t\treturn FALSE;\n%s\n\n\treturn TRUE;\n}", number,
    table.concat(places, "\n"), name, table.concat(names, ", "),
    table.concat(copies, "\n"))
end

-- Reads the parameters between the object and the error.
local function parameters(comment, list, is_getter)
  local result = {}
  for parameter in list:gmatch "[^,]+" do
    local kind, stars, name =
      parameter:gsub("const ", ""):match "^%s*([%w_]+) (%**)([%w_]+)%s*$"
    if not kind then
      return nil
    end
    if name ~= "self" and name ~= "error" then
      if is_getter then
        stars = stars:sub(2)
      end
      result[#result + 1] = {
        type = kind .. stars, name = name, element = element_of(comment, name),
      }
    end
  end
  return result
end

local rows = {}

local function add(comment, name, list)
  local group, verb, field = name:match "^(qmi_%w+_.*put)_([sg]et)_(.*)$"
  if not group or field:match "_gir$" or field == "type" then
    return
  end
  local arguments = parameters(comment, list, verb == "get")
  if not arguments or #arguments == 0 then
    return
  end
  local types = {}
  for index, argument in ipairs(arguments) do
    local described_as = describe(argument.type, argument.element)
    if not described_as then
      return
    end
    types[index] = "&" .. described_as
  end
  number = number + 1
  if verb == "set" then
    put_setter(name, arguments)
  else
    put_getter(name, arguments)
  end
  put("static const struct call_type *const types_%d[] = {%s};", number,
    table.concat(types, ", "))
  rows[#rows + 1] = string.format(
    "\t{\"%s\", \"%s\", %s, call_%d, types_%d, %d},", group, field,
    verb == "set" and "true" or "false", number, number, #types)
end

put "/* Made by tests/truth_headers.lua. */"
put '#include "tests/truth_call.h"\n'
put '#pragma GCC diagnostic ignored "-Wdeprecated-declarations"\n'
put "static const struct call_type call_text = {CALL_TEXT, sizeof(gchar *), "
put "\tNULL, NULL, 0};"
local comment = ""
local position = 1
while true do
  local start, stop, inside = text:find("/%*%*(.-)%*/%s*", position)
  if not start then
    break
  end
  comment = inside
  local name, list = text:match("^gboolean ([%w_]+) (%b())", stop + 1)
  if name then
    local good = pcall(function()
      add(comment, name, list:sub(2, -2))
    end)
    assert(good, name)
  end
  position = stop + 1
end
put("const struct call calls[] = {\n%s\n\t{0},\n};", table.concat(rows, "\n"))
print(table.concat(out, "\n"))
