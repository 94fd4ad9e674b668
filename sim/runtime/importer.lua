-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Makes the text of a scenario from messages that were recorded. Called by
-- sim/script_import.c, in a Lua state of its own. `builtin(name)` returns the
-- text of a file that the program carries, `service_name(id)` a service's name.

local builtin, service_name = ...
local importer = {}

local lua = load(builtin "runtime/render.lua", "=render.lua", "t")()
local WIDTH = lua.WIDTH
local quote, key_text = lua.quote, lua.key_text
local MISSES_MAX = 50

local entries = {}  -- requests and indications, in their order
local open = {}     -- requests without a response, by client and transaction
local latest = {}   -- the last entry of each name and client
local misses = {}
local made_up = {}
local count = { request = 0, response = 0, indication = 0, ctl = 0 }
local services = {} -- versions by id, as CTL Get Version Info tells
local missed, repeated, strays = 0, 0, 0

local function equal(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b
  end
  for key, item in pairs(a) do
    if not equal(item, b[key]) then
      return false
    end
  end
  for key in pairs(b) do
    if a[key] == nil then
      return false
    end
  end
  return true
end

local function key_of(message)
  return string.format("%d %d %d", message.service_id, message.client,
    message.transaction)
end

local function hex(bytes)
  return (bytes:gsub(".", function(byte)
    return string.format("%02x ", byte:byte())
  end):gsub(" $", ""))
end

local function note_made_up(message)
  if message.made_up ~= "" then
    made_up[#made_up + 1] = string.format("%s, %s: %s", message.where,
      message.name, message.made_up)
  end
end

-- The list of CTL Get Version Info: a count, then number and version of each.
local function add_version_info(tlvs)
  local ok = pcall(function()
    local at = 1
    while at <= #tlvs do
      local type, value, behind = string.unpack("<Bs2", tlvs, at)
      at = behind
      local place = 2
      for _ = 1, type == 1 and value:byte() or 0 do
        local id, major, minor
        id, major, minor, place = string.unpack("<BI2I2", value, place)
        services[#services + 1] = { id = id, major = major, minor = minor }
      end
    end
  end)
  if not ok then
    importer.miss "the list of services is cut short"
  end
end

local function add_request(message)
  count.request = count.request + 1
  open[key_of(message)] = message
  if message.service_id == 0 then
    count.ctl = count.ctl + 1
    return
  end
  entries[#entries + 1] = message
end

local function add_response(message)
  count.response = count.response + 1
  local request = open[key_of(message)]
  open[key_of(message)] = nil
  if not request then
    strays = strays + 1
    return
  end
  request.response = message
  if message.name == "CTL Get Version Info" and message.error == 0 and
    #services == 0 then
    add_version_info(message.tlvs)
  end
end

function importer.add(message)
  note_made_up(message)
  if message.kind == "request" then
    add_request(message)
  elseif message.kind == "response" then
    add_response(message)
  elseif message.service_id == 0 then
    count.ctl = count.ctl + 1
  else
    count.indication = count.indication + 1
    entries[#entries + 1] = message
  end
end

function importer.miss(text)
  missed = missed + 1
  if missed <= MISSES_MAX then
    misses[missed] = text
  end
end

function importer.summary()
  local text = string.format("%d requests, %d responses, %d indications",
    count.request, count.response, count.indication)
  if count.ctl > 0 then
    text = text .. string.format("; %d of the control service, which the modem"
      .. " answers by itself", count.ctl)
  end
  if strays > 0 then
    text = text .. string.format("; %d responses without a request are left"
      .. " out", strays)
  end
  if #made_up > 0 then
    text = text .. string.format("; values made up in %d message%s", #made_up,
      #made_up == 1 and "" or "s")
  end
  return text
end

-- What was answered, as the text of an entry.
local function answer_text(response, indent)
  if not response then
    return "answer = false"
  elseif response.tlvs then
    return "tlvs = " .. quote(hex(response.tlvs))
  elseif response.error == 0 then
    return "answer = " .. lua.render(response.fields, indent)
  end
  local name = response.error_name and quote(response.error_name) or
    tostring(response.error)
  if next(response.fields) == nil then
    return "answer = fail " .. (response.error_name and name or
      "(" .. name .. ")")
  end
  return string.format("answer = fail(%s, %s)", name,
    lua.render(response.fields, indent))
end

-- Whether a value holds a field of that name; "element" is one of a list.
local function holds(value, name)
  if type(value) ~= "table" then
    return false
  end
  for key, item in pairs(value) do
    if key == name or math.type(key) and name == "element" or
      holds(item, name) then
      return true
    end
  end
  return false
end

-- The fields of a request that hold what was made up, at its top level.
local function any_text(message)
  local seen, list = {}, {}
  for name in message.made_up:gmatch "[^, ]+" do
    for key, value in pairs(message.fields) do
      if not seen[key] and (key == name or holds(value, name)) then
        seen[key] = true
        list[#list + 1] = quote(tostring(key))
      end
    end
  end
  table.sort(list)
  return #list > 0 and "any = { " .. table.concat(list, ", ") .. " }" or nil
end

local function join(parts, comment)
  local line = "    { " .. table.concat(parts, ", ") .. " },"
  if line:find "\n" or #line > WIDTH then
    line = "    { " .. parts[1] .. ",\n      " ..
      table.concat(parts, ",\n      ", 2) .. " },"
  end
  return "    -- " .. comment .. "\n" .. line
end

local function comment_of(entry, start)
  local texts = { entry.where ~= "" and entry.where or nil }
  if entry.time and start then
    texts[#texts + 1] = string.format("%+.3f s", (entry.time - start) / 1e6)
  end
  local response = entry.response
  if response and response.time and entry.time then
    texts[#texts + 1] = string.format("answered after %.3f s",
      (response.time - entry.time) / 1e6)
  elseif entry.kind == "request" and not response then
    texts[#texts + 1] = "never answered"
  end
  if entry.rebuilt or response and response.rebuilt then
    texts[#texts + 1] = "rebuilt"
  end
  return #texts > 0 and table.concat(texts, ", ") or entry.kind
end

local function delay_text(from, to)
  if from and to and to > from then
    return "delay = " .. lua.number((to - from) / 1e6)
  end
  return nil
end

local function entry_text(entry, options, start, last_time)
  local parts
  if entry.kind == "indication" then
    parts = { "indication = " .. quote(entry.name),
      lua.render(entry.fields, "      ") }
    if options.delays then
      parts[#parts + 1] = delay_text(last_time, entry.time)
    end
  else
    local fields = lua.render(entry.fields, "      ")
    parts = { quote(entry.name), fields ~= "{}" and fields or nil }
    parts[#parts + 1] = entry.made_up ~= "" and any_text(entry) or nil
    if options.delays and entry.response then
      parts[#parts + 1] = delay_text(entry.time, entry.response.time)
    end
    parts[#parts + 1] = answer_text(entry.response, "      ")
  end
  local last = entry.kind == "indication" and #parts + 1 or #parts
  table.insert(parts, last, string.format("client = %d", entry.client))
  if entry.repeated then
    table.insert(parts, #parts, string.format("times = %d", entry.repeated + 1))
  end
  return join(parts, comment_of(entry, start))
end

-- Counts what repeats the entry before it of the same name and client in place
-- of writing it again.
local function without_repeats()
  local kept = {}
  for _, entry in ipairs(entries) do
    local key = entry.name .. " " .. entry.client
    local before = latest[key]
    local response, old = entry.response, before and before.response
    if entry.kind == "request" and before and response and old and
      equal(entry.fields, before.fields) and response.error == old.error and
      response.tlvs == old.tlvs and equal(response.fields, old.fields) then
      before.repeated = (before.repeated or 0) + 1
      repeated = repeated + 1
    else
      kept[#kept + 1] = entry
      if entry.kind == "request" then
        latest[key] = entry
      end
    end
  end
  return kept
end

-- Digits as a card's files have them: two in a byte, the first one low.
local function packed_digits(digits)
  return (digits:gsub("(.)(.)", function(low, high)
    return string.char(tonumber(high, 16) << 4 | tonumber(low, 16))
  end))
end

-- The digits of the home network, as a subscriber's number begins.
local function home_plmn()
  for _, entry in ipairs(entries) do
    local response = entry.name == "NAS Get Home Network" and entry.response
    local home = response and response.fields.home_network
    if home and math.type(home.mcc) and math.type(home.mnc) then
      local wide = response.fields.home_network_3gpp_mnc
      return string.format(wide and wide.includes_pcs_digit and "%03d%03d"
        or "%03d%02d", home.mcc, home.mnc)
    end
  end
  return "00101"
end

-- The bytes of the card's number, as the recording tells it elsewhere.
local function card_number()
  for _, entry in ipairs(entries) do
    local slots = entry.name == "UIM Get Slot Status" and entry.response and
      entry.response.fields.physical_slot_status
    for _, slot in ipairs(type(slots) == "table" and slots or {}) do
      if slot.physical_slot_status == "active" and #slot.iccid == 10 then
        return slot.iccid
      end
    end
  end
  return packed_digits "8901000000000000001F"
end

-- What stands in files of a card (TS 31.102) that the recording hides, since a
-- host that reads zeros takes the card for another one, or for none.
local HIDDEN_FILES = {
  [0x2FE2] = card_number,
  [0x6F07] = function() -- the subscriber's: a length, then parity and digits
    local digits = home_plmn() .. "000000000"
    return "\8" .. packed_digits("9" .. (digits .. "0"):sub(1, 15))
  end,
}

local function fill_hidden_files()
  for _, entry in ipairs(entries) do
    local response = entry.response
    local file = entry.fields.file
    local make = type(file) == "table" and HIDDEN_FILES[file.file_id]
    local bytes = response and response.fields.read_result
    if make and entry.name == "UIM Read Transparent" and
      response.made_up ~= "" and not response.tlvs and bytes and
      not bytes:find "[^\0]" and #make() == #bytes then
      response.fields.read_result = make()
    end
  end
end

-- The preset, with the services that the recorded modem had.
local function modem_text(options)
  local text = "  modem = preset " .. quote(options.preset)
  if #services == 0 then
    return text .. ","
  end
  local parts = { part = function() end } -- only services count here
  local given = builtin("presets/" .. options.preset .. ".lua")
  local preset = given and load(given, "=preset", "t", parts)
  local generic = load(builtin "presets/generic.lua", "=preset", "t", parts)()
  local listed, lines = {}, {}
  table.sort(services, function(a, b) return a.id < b.id end)
  for _, service in ipairs(services) do
    local name = service_name(service.id) or service.id
    if not listed[name] then
      lines[#lines + 1] = string.format("      %s = { %d, %d },",
        key_text(name), service.major, service.minor)
    end
    listed[name] = true
  end
  for _, from in ipairs { generic, preset and preset() or {} } do
    for _, name in ipairs(lua.sorted_keys(from.services or {})) do
      if not listed[name] and name ~= "CTL" then
        listed[name] = true
        lines[#lines + 1] = "      " .. key_text(name) .. " = false,"
      end
    end
  end
  return text .. " {\n    services = {\n" .. table.concat(lines, "\n") ..
    "\n    },\n  },"
end

-- Names and texts from outside, in one line of a comment.
local function comment(text)
  return (text:gsub("[%c\127]", "?"))
end

local function head(options)
  local lines = {
    "-- SPDX-License-Identifier: CC0-1.0",
    "-- The host meets the modem of a recording, and the run fails where it asks",
    "-- other things than were asked then.",
    "--",
    "-- Made by qmimic " .. options.version .. " from " ..
      comment(options.source:match "[^/]*$") .. ":",
  }
  for part in (importer.summary() .. ";"):gmatch "(.-); ?" do
    lines[#lines + 1] = "-- * " .. part
  end
  if repeated > 0 then
    lines[#lines + 1] = string.format("-- * left out: %d requests that repeat"
      .. " the one before them, answer and all: they are in `times`", repeated)
  end
  if options.redacts then
    lines[#lines + 1] = "-- Personal values were replaced by others of their"
      .. " shape."
  end
  for _, text in ipairs(made_up) do
    lines[#lines + 1] = "-- Made up, since the recording hides it: " ..
      comment(text)
  end
  for _, text in ipairs(misses) do
    lines[#lines + 1] = "-- Not imported: " .. comment(text)
  end
  if missed > #misses then
    lines[#lines + 1] = string.format("-- and %d more that could not be"
      .. " imported", missed - #misses)
  end
  return table.concat(lines, "\n")
end

function importer.write(options)
  fill_hidden_files()
  local kept = without_repeats()
  local text = { head(options), "", "return scenario {", modem_text(options),
    "", "  replay = {" }
  local start, last_time
  for _, entry in ipairs(kept) do
    start = start or entry.time
    text[#text + 1] = entry_text(entry, options, start, last_time)
    last_time = entry.response and entry.response.time or entry.time
      or last_time
  end
  text[#text + 1] = "  },\n}\n"
  return table.concat(text, "\n")
end

return importer
