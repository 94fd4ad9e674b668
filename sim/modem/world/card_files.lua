-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The files of a card, after TS 31.102, TS 31.103 and TS 51.011.
--
-- They are kept in one table by path, such as "3F00/2FE2", "USIM/6F07" or
-- "ISIM/6F02". Each is plain data: kind ("transparent", "linear_fixed" or
-- "cyclic"), data or records, and who may read and write ("always", "pin1",
-- "pin2", "adm").

local bytes = include "world/bytes"

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

-- A name and a number as address books hold them; 14 bytes of name.
local function dialling_number(name, number)
  local is_international = number:sub(1, 1) == "+"
  local digits = bytes.bcd((number:gsub("%D", "")))
  return bytes.pad(name, 14, NO_DATA)
    .. string.char(#digits + 1, is_international and 0x91 or 0x81)
    .. bytes.pad(digits, 10, NO_DATA) .. NO_DATA .. NO_DATA
end

local function imsi(digits)
  local parity = #digits % 2 == 1 and "9" or "1"
  local coded = bytes.bcd(parity .. digits)
  return bytes.pad(string.char(#coded) .. coded, 9, NO_DATA)
end

-- `count` PLMNs, each with its access technologies when `technologies` is.
local function plmns(list, count, technologies)
  local coded = {}
  for place, plmn in ipairs(list) do
    coded[place] = bytes.plmn(plmn) .. (technologies or "")
  end
  local empty = NO_DATA:rep(3) .. (technologies and "\0\0" or "")
  for place = #coded + 1, count do
    coded[place] = empty
  end
  return table.concat(coded)
end

-- SMS parameters (TS 31.102, 4.2.27) of which only the centre is set.
local function message_centre(number)
  local digits = bytes.bcd((number:gsub("%D", "")))
  local address = string.char(#digits + 1, 0x91) .. digits
  return NO_DATA:rep(12) .. "\xFD" .. NO_DATA:rep(12)
    .. bytes.pad(address, 12, NO_DATA) .. NO_DATA:rep(3)
end

local function directory(apps)
  local list = {}
  for place, app in ipairs(apps) do
    list[place] = bytes.tlv(0x61, bytes.tlv(0x4F, app.aid)
      .. bytes.tlv(0x50, app.type:upper()))
  end
  return records(list, 40, math.max(#list, 1), "always")
end

local function common_files(files, sim, apps)
  files["3F00/2F00"] = directory(apps)
  files["3F00/2F05"] = transparent("en", "always", "pin1")
  files["3F00/2F08"] = transparent("\x10\xFF\x22\x00\x00", "always")
  files["3F00/2FE2"] = transparent(bytes.bcd(sim.iccid, 10), "always", "never")
  files["3F00/7F10/6F3A"] = records({}, 28, 10, "pin1", "pin1")
end

local function subscription_files(files, sim, home)
  local technologies = "\xC0\x80" -- UTRAN, E-UTRAN, GSM
  local no_area = "\xFF\xFE"

  files["USIM/6F05"] = transparent("en", "always", "pin1")
  files["USIM/6F07"] = transparent(imsi(sim.imsi))
  files["USIM/6F08"] = transparent("\x07" .. NO_DATA:rep(32), "pin1", "pin1")
  files["USIM/6F09"] = transparent("\x07" .. NO_DATA:rep(32), "pin1", "pin1")
  files["USIM/6F31"] = transparent("\x05")
  files["USIM/6F38"] = transparent(
    "\x9E\x6B\x1C\x1C\xE7\x3E\x00\x00\x00\x00\x40\x00")
  files["USIM/6F3E"] = transparent(bytes.from_hex(sim.gid1))
  files["USIM/6F3F"] = transparent(bytes.from_hex(sim.gid2))
  files["USIM/6F46"] = transparent("\x01" .. bytes.pad(sim.spn, 16, NO_DATA),
    "always")
  files["USIM/6F56"] = transparent("\0", "pin1", "pin2")
  files["USIM/6F5B"] = transparent("\xF0\0\0\xF0\0\0", "pin1", "pin1")
  files["USIM/6F5C"] = transparent("\xFF\xFF\xFF")
  files["USIM/6F60"] = transparent(plmns(sim.user_plmns, 8, technologies),
    "pin1", "pin1")
  files["USIM/6F61"] = transparent(plmns(sim.operator_plmns, 8, technologies))
  files["USIM/6F62"] = transparent(plmns({ home }, 1, technologies))
  files["USIM/6F73"] = transparent(NO_DATA:rep(7) .. bytes.plmn(home)
    .. no_area .. "\xFF\x01", "pin1", "pin1")
  files["USIM/6F78"] = transparent("\0\1")
  files["USIM/6F7B"] = transparent(plmns(sim.forbidden_plmns, 4), "pin1",
    "pin1")
  files["USIM/6F7E"] = transparent(NO_DATA:rep(4) .. bytes.plmn(home)
    .. no_area .. "\xFF\x01", "pin1", "pin1")
  files["USIM/6FAD"] = transparent(string.char(0, 0, 0, sim.mnc_length),
    "always")
  files["USIM/6FE3"] = transparent(NO_DATA:rep(12) .. bytes.plmn(home)
    .. no_area .. "\x01", "pin1", "pin1")
end

local function phone_files(files, sim)
  local own = sim.msisdn and { dialling_number("", sim.msisdn) } or {}
  local emergency = "\x11\xF2\xFF" .. NO_DATA .. "\x01"

  files["USIM/6F3B"] = records({}, 28, 5, "pin1", "pin2")
  files["USIM/6F3C"] = records({}, 176, 10, "pin1", "pin1")
  for number, record in ipairs(files["USIM/6F3C"].records) do
    files["USIM/6F3C"].records[number] = "\0" .. record:sub(2)
  end
  files["USIM/6F40"] = records(own, 28, 1, "pin1", "pin1")
  files["USIM/6F42"] = records({ message_centre(sim.message_centre) }, 40, 1,
    "pin1", "pin1")
  files["USIM/6F49"] = records({}, 28, 5)
  files["USIM/6FB7"] = records({ emergency }, 5, 2, "always")
end

local function ims_files(files, sim, home)
  local mnc = home:sub(4)
  local domain = string.format("ims.mnc%s.mcc%s.3gppnetwork.org",
    #mnc == 2 and "0" .. mnc or mnc, home:sub(1, 3))
  local identity = sim.imsi .. "@" .. domain

  files["ISIM/6F02"] = transparent(bytes.tlv(0x80, identity))
  files["ISIM/6F03"] = transparent(bytes.tlv(0x80, domain))
  files["ISIM/6F04"] = records({ bytes.tlv(0x80, "sip:" .. identity) }, 80, 1)
  files["ISIM/6FAD"] = transparent("\0\0\0", "always")
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

-- All files of a card as the preset entry `sim` describes it.
function card_files.new(sim, apps, home)
  local files = {}
  common_files(files, sim, apps)
  subscription_files(files, sim, home)
  phone_files(files, sim)
  ims_files(files, sim, home)
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
