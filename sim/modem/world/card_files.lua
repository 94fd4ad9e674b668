-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The files of a card, after TS 31.102, TS 31.103 and TS 51.011.
--
-- They are kept in one table by path, such as "3F00/2FE2", "USIM/6F07" or
-- "ISIM/6F02". Each is plain data: kind ("transparent", "linear_fixed" or
-- "cyclic"), data or records, and who may read and write ("always", "pin1",
-- "pin2", "adm").

local bytes = include "world/bytes"
local card_codes = include "world/card_codes"
local card_data = include "world/card_data"

local card_files = {}

local NO_DATA = "\xFF"

local function transparent(data, read, write)
  return {
    kind = "transparent", data = data, read = read or "pin1",
    write = write or "adm",
  }
end

-- `count` records of `size` bytes, the first of them given.
local function records(given, size, count, read, write, kind)
  local list = {}
  for number = 1, count do
    list[number] = bytes.pad(given[number] or "", size, NO_DATA)
  end
  return {
    kind = kind or "linear_fixed", records = list, read = read or "pin1",
    write = write or "adm",
  }
end

-- A path of file ids, as hosts give it, in our words. `adf` is the name of the
-- application that 7FFF stands for. Nil when it leads nowhere that we know.
function card_files.path(ids, adf)
  local parts = {}
  for _, id in ipairs(ids) do
    if id == 0x7FFF or id == 0x7F20 then
      parts = { id == 0x7F20 and "USIM" or adf }
    elseif id == 0x3F00 then
      parts = { "3F00" }
    else
      parts[1] = parts[1] or "3F00"
      parts[#parts + 1] = string.format("%04X", id)
    end
  end
  local path = table.concat(parts, "/")
  -- Numbers are below the telecom folder for old hosts as well.
  local telecom = path:match "^3F00/7F10/(6F%x%x)$"
  if telecom and telecom ~= "6F3A" then
    return "USIM/" .. telecom
  end
  return path ~= "" and path or nil
end

local function hex(text, path)
  local value = type(text) == "string" and bytes.from_hex(text)
  if not value then
    error(string.format("sim.files[%q]: bytes are written in hex", path), 0)
  end
  return value
end

-- A path as presets and scenarios write it.
local function written_path(entry, name)
  local ids = {}
  for id in tostring(name):gmatch "%x%x%x%x" do
    ids[#ids + 1] = tonumber(id, 16)
  end
  local path = card_files.path(ids, "USIM")
  if not path then
    error(string.format("sim.%s: %q is no path; write it as 3F00/7FFF/6F07",
      entry, tostring(name)), 0)
  end
  return path
end

-- What a preset or scenario says in `files`: by path, bytes in hex or a list
-- of records.
local function add_given(files, given)
  for name, content in pairs(given) do
    local path = written_path("files", name)
    if type(content) == "table" then
      local list = {}
      for number, record in ipairs(content) do
        list[number] = hex(record, path)
      end
      files[path] = records(list, #(list[1] or ""), #list, "pin1", "pin1")
    else
      files[path] = transparent(hex(content, path), "pin1", "pin1")
    end
  end
end

-- The preset's errors by path.
function card_files.errors(sim)
  local errors = {}
  for name, problem in pairs(sim.file_errors) do
    errors[written_path("file_errors", name)] = problem
  end
  return errors
end

-- What a file of world/card_data.lua holds.
local function value_of(name, entry, sim, home)
  local value = sim.efs[name]
  if value ~= nil then
    return value
  elseif entry.from == "home" then
    return home
  elseif entry.from then
    return sim[entry.from]
  end
  return entry.value
end

-- The file `name` as data.
local function make(name, entry, sim, apps, home)
  local value = value_of(name, entry, sim, home)
  local context = {
    sim = sim, apps = apps, home = home, size = entry.size,
    records = entry.records,
  }
  local ok, coded = pcall(card_codes[entry.code], value or nil, context)
  if not ok then
    error(string.format("sim.efs[%q] %s", name, tostring(coded)), 0)
  end
  if type(coded) == "table" then
    local count = entry.records or math.max(#coded, 1)
    local size = entry.size or #(coded[1] or "")
    return records(coded, size, math.max(count, #coded), entry.read,
      entry.write, entry.cyclic and "cyclic" or nil)
  end
  local size = math.max(entry.size or 0, #coded)
  return transparent(bytes.pad(coded, size, NO_DATA), entry.read, entry.write)
end

local function check_names(efs)
  for name in pairs(efs) do
    if not card_data[name] then
      local names = {}
      for known in pairs(card_data) do
        names[#names + 1] = known
      end
      error(string.format("sim.efs has no %q; it may have %s", tostring(name),
        table.concat(names, ", ")), 0)
    end
  end
end

local function has_folder(apps, path)
  local folder = path:match "^[^/]+"
  for _, app in ipairs(apps) do
    if app.type:upper() == folder then
      return true
    end
  end
  -- Old hosts read the subscription of a SIM where a USIM has it.
  return folder == "3F00" or folder == "USIM" and #apps > 0
end

-- All files of a card as the preset entry `sim` describes it.
function card_files.new(sim, apps, home)
  local files = {}
  check_names(sim.efs)
  for name, entry in pairs(card_data) do
    if has_folder(apps, entry.path) then
      files[entry.path] = make(name, entry, sim, apps, home)
    end
  end
  add_given(files, sim.files)
  for _, name in ipairs(sim.missing_files) do
    files[written_path("missing_files", name)] = nil
  end
  return files
end

-- Whether there is a folder of this path.
function card_files.is_folder(files, path)
  if path == "3F00" then
    return true
  end
  for name in pairs(files) do
    if name:sub(1, #path + 1) == path .. "/" then
      return true
    end
  end
  return false
end

function card_files.size(file)
  return file.data and #file.data or #file.records * #(file.records[1] or "")
end

-- The data object that SELECT answers with (TS 102 221, 11.1.1.3).
function card_files.control_parameters(file, path)
  local id = path:match "%x%x%x%x$" or "7FFF"
  local inside
  if not file then
    inside = bytes.tlv(0x82, "\x78\x21")
      .. bytes.tlv(0x83, bytes.from_hex(id)) .. bytes.tlv(0x8A, "\x05")
      .. bytes.tlv(0x8B, "\x2F\x06\x02")
      .. bytes.tlv(0xC6, "\x90\x01\x80\x83\x01\x01\x83\x01\x81")
  else
    local kind = "\x41\x21"
    if file.records then
      kind = string.char(file.kind == "cyclic" and 0x46 or 0x42, 0x21)
        .. string.pack(">I2B", #(file.records[1] or ""), #file.records)
    end
    inside = bytes.tlv(0x82, kind) .. bytes.tlv(0x83, bytes.from_hex(id))
      .. bytes.tlv(0x8A, "\x05") .. bytes.tlv(0x8B, "\x6F\x06\x02")
      .. bytes.tlv(0x80, string.pack(">I2", card_files.size(file)))
  end
  return bytes.tlv(0x62, inside)
end

return card_files
