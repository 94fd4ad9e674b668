-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Values as Lua text that people read. Loaded by importer.lua and prober.lua, in
-- Lua states of their own.

local lua = { WIDTH = 79 }

-- Keys in the order in which they are written: numbers, then names.
function lua.sorted_keys(value)
  local keys = {}
  for key in pairs(value) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b)
    if type(a) == type(b) then
      return a < b
    end
    return type(a) == "number"
  end)
  return keys
end

local ESCAPES = { ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
  ['"'] = '\\"', ["\\"] = "\\\\" }

-- A Lua string that shows what can be shown. Bytes that are no UTF-8 text are
-- escaped.
function lua.quote(text)
  local keeps = utf8.len(text)
  return '"' .. text:gsub('[%c"\\\127-\255]', function(byte)
    return ESCAPES[byte] or byte >= "\128" and keeps and byte or
      string.format("\\x%02x", byte:byte())
  end) .. '"'
end

function lua.number(value)
  if math.type(value) == "integer" then
    return tostring(value)
  elseif value ~= value then
    return "0/0"
  elseif value == math.huge or value == -math.huge then
    return value > 0 and "1/0" or "-1/0"
  end
  for digits = 6, 17 do
    local text = string.format("%." .. digits .. "g", value)
    if tonumber(text) == value then
      return text:find "[.e]" and text or text .. ".0"
    end
  end
end

local RESERVED = {}
for word in ([[and break do else elseif end false for function goto if in local
  nil not or repeat return then true until while]]):gmatch "%a+" do
  RESERVED[word] = true
end

function lua.key_text(key)
  if math.type(key) then
    return string.format("[0x%02X]", key)
  elseif key:find "^[%a_][%w_]*$" and not RESERVED[key] then
    return key
  end
  return "[" .. lua.quote(key) .. "]"
end

-- The parts of a table, each as text: "name = value" or "value".
local function parts_of(value, indent)
  local parts = {}
  for _, key in ipairs(lua.sorted_keys(value)) do
    local text = lua.render(value[key], indent)
    local is_place = math.type(key) and key == #parts + 1 and value[1] ~= nil
    parts[#parts + 1] = is_place and text or lua.key_text(key) .. " = " .. text
  end
  return parts
end

-- A list of short values, as many in a line as fit.
local function fill(parts, indent)
  local lines, line = {}, indent
  for _, part in ipairs(parts) do
    if #line > #indent and #line + #part + 2 > lua.WIDTH then
      lines[#lines + 1] = line
      line = indent
    end
    line = line .. (line == indent and "" or " ") .. part .. ","
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

local function is_short_list(value)
  for key, item in pairs(value) do
    if not math.type(key) or type(item) == "table" then
      return false
    end
  end
  return value[1] ~= nil
end

-- A value as Lua text, in one line when it fits.
function lua.render(value, indent)
  if type(value) == "string" then
    return lua.quote(value)
  elseif type(value) == "number" then
    return lua.number(value)
  elseif type(value) ~= "table" then
    return tostring(value)
  end
  local parts = parts_of(value, indent .. "  ")
  local line = table.concat(parts, ", ")
  if #parts == 0 then
    return "{}"
  elseif not line:find "\n" and #line + #indent + 20 <= lua.WIDTH then
    return "{ " .. line .. " }"
  end
  if is_short_list(value) then
    return "{\n" .. fill(parts, indent .. "  ") .. "\n" .. indent .. "}"
  end
  return "{\n" .. indent .. "  " ..
    table.concat(parts, ",\n" .. indent .. "  ") .. ",\n" .. indent .. "}"
end

return lua
