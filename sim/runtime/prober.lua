-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Asks a modem what it is, by requests that only read, and makes a preset of
-- it. Called by sim/script_probe.c, in a Lua state of its own, with what that
-- file offers and the options of the command. Returns the preset's text and a
-- report of what differs from the nearest preset.

local modem, options = ...

local lua = load(modem.builtin "runtime/render.lua", "=render.lua", "t")()

-- An id that no message has, to see how unknown ones are refused.
local NO_MESSAGE = 0x3FFE
local SERVICES = { WDS = 1, DMS = 2, NAS = 3, UIM = 11, WDA = 26 }
-- Only what has these words is asked: such requests change nothing.
local READING = { " Get ", " List " }

local services = {} -- { name or id, major, minor }
local has = {}      -- services by name or id
local preset = { name = options.name }
local asked, silent = 0, {}

local function fields_of(name, fields)
  local service = SERVICES[name:match "^%w+"]
  if not has[name:match "^%w+"] then
    return {}
  end
  local answer, why = modem.ask(service, name, fields)
  asked = asked + 1
  if why == "lost" then
    error("the modem hung up when it was asked for " .. name, 0)
  end
  return answer or {}, why
end

-- The list of CTL Get Version Info, read by number: it names more services than
-- the schema has.
local function read_services()
  local answer, why = modem.ask(0, 0x21)
  if not answer then
    error("the modem does not answer CTL Get Version Info: " .. why, 0)
  end
  local list = answer[1] or "\0"
  local ok = pcall(function()
    local place = 2
    for _ = 1, list:byte() do
      local id, major, minor
      id, major, minor, place = string.unpack("<BI2I2", list, place)
      local name = modem.service_name(id) or id
      services[#services + 1] = { name = name, id = id, major, minor }
      has[name] = true
    end
  end)
  if not ok then
    error("the modem's list of services is cut short", 0)
  end
  table.sort(services, function(a, b) return a.id < b.id end)
end

local function read_identity()
  local identity = {
    manufacturer = fields_of "DMS Get Manufacturer".manufacturer,
    model = fields_of "DMS Get Model".model,
    hardware_revision = fields_of "DMS Get Hardware Revision".revision,
    software_version = fields_of "DMS Get Software Version".version,
    factory_sku = fields_of "DMS Get Factory SKU".sku,
  }
  identity.revision = fields_of "DMS Get Revision".revision
  if options.keeps_personal then
    local ids = fields_of "DMS Get IDs"
    identity.imei, identity.esn, identity.meid = ids.imei, ids.esn, ids.meid
  end
  preset.identity = identity
end

local function read_device()
  local device = {}
  local info = fields_of "DMS Get Capabilities".info
  if info then
    device.capabilities = {
      max_tx_channel_rate = info.max_tx_channel_rate,
      max_rx_channel_rate = info.max_rx_channel_rate,
      data_service = info.data_service_capability,
      has_sim = info.sim_capability == "supported",
      radio_interfaces = info.radio_interface_list,
    }
  end
  local bands = fields_of "DMS Get Band Capabilities"
  if bands.band_capability then
    device.bands = {
      gsm_wcdma = bands.band_capability,
      lte = bands.extended_lte_band_capability or nil,
      nr5g = bands.nr5g_band_capability or false,
    }
    if not device.bands.lte then
      local list = {}
      for _, name in ipairs(bands.lte_band_capability or {}) do
        list[#list + 1] = tonumber(tostring(name):match "%d+$")
      end
      device.bands.lte = #list > 0 and list or false
    end
  end
  device.operating_mode = fields_of "DMS Get Operating Mode".mode
  preset.device = device
end

local function read_network()
  local kept = fields_of "NAS Get System Selection Preference"
  local interfaces = preset.device.capabilities and
    preset.device.capabilities.radio_interfaces
  preset.network = { modes = interfaces }
  if kept.mode_preference then
    preset.network.preferences = {
      modes = kept.mode_preference,
      acquisition_order = kept.acquisition_order_preference,
      bands = kept.band_preference,
      lte_bands = kept.lte_band_preference,
    }
  end
end

local REFUSALS = { InvalidQmiCommand = true, NotSupported = true }

local function read_errors()
  local _, why = modem.ask(SERVICES.DMS, NO_MESSAGE)
  preset.errors = { unknown_message = why ~= "silence" and why or nil }
end

local function is_reading(name)
  for _, pattern in ipairs(READING) do
    if name:find(pattern) then
      return true
    end
  end
  return false
end

-- Asks everything that only reads and needs no fields.
local function read_missing()
  local missing = {}
  for place, service in ipairs(services) do
    modem.progress(string.format("asking service %s, %d of %d",
      tostring(service.name), place, #services))
    for _, name in ipairs(service.id > 0 and modem.requests(service.id) or {})
    do
      if is_reading(name) then
        local answer, why = modem.ask(service.id, name, {})
        asked = asked + 1
        if why == "lost" then
          error("the modem hung up when it was asked for " .. name, 0)
        elseif why == "no client" then
          break
        elseif not answer then
          silent[#silent + 1] = name
        elseif REFUSALS[why] then
          missing[#missing + 1] = name
        end
      end
    end
  end
  preset.missing = missing
end

local function read_preset(name)
  local function part(which)
    return load(modem.builtin("parts/" .. which .. ".lua"), "=part", "t", {})()
  end
  return load(modem.builtin("presets/" .. name .. ".lua"), "=preset", "t",
    { part = part })()
end

local function set_of(list)
  local set = {}
  for _, item in ipairs(list or {}) do
    set[item] = true
  end
  return set
end

-- Services of a preset: those of the generic one with its own on top, by name
-- where they have one.
local function services_of(data, generic)
  local all = {}
  for _, from in ipairs { generic.services, data.services or {} } do
    for name, version in pairs(from) do
      local known = math.type(name) and modem.service_name(name)
      all[known or name] = version
    end
  end
  return all
end

-- Lines on how a preset differs from what was found, and how many things agree.
local function compare(data, generic)
  local lines, alike = {}, 0
  local function line(what, theirs, ours)
    lines[#lines + 1] = string.format("  %s: %s; the preset has %s", what,
      ours, theirs)
  end
  local theirs = services_of(data, generic)
  for _, service in ipairs(services) do
    local version = theirs[service.name]
    local ours = string.format("%d.%d", service[1], service[2])
    local other = version and string.format("%d.%d", version[1], version[2])
    if other == ours then
      alike = alike + 1
    else
      line("service " .. tostring(service.name), other or "none", ours)
    end
  end
  for _, name in ipairs(lua.sorted_keys(theirs)) do
    if theirs[name] and not has[name] and name ~= "CTL" then
      line("service " .. tostring(name), "it", "none")
    end
  end
  for _, name in ipairs { "manufacturer", "model", "revision" } do
    local other = data.identity and data.identity[name] or
      generic.identity[name]
    local ours = preset.identity[name]
    if other == ours then
      alike = alike + 5
    else
      line(name, lua.render(other, ""), lua.render(ours, ""))
    end
  end
  local missing, others = set_of(preset.missing), set_of(data.missing)
  for _, name in ipairs(preset.missing) do
    if others[name] then
      alike = alike + 1
    else
      line(name, "it", "missing")
    end
  end
  for _, name in ipairs(data.missing or {}) do
    if not missing[name] and is_reading(name) and has[name:match "^%w+"] then
      line(name, "it missing", "answered")
    end
  end
  local usb = data.usb or generic.usb
  if options.vendor ~= 0 and usb.vendor == options.vendor then
    alike = alike + (usb.product == options.product and 20 or 5)
  end
  return lines, alike - #lines
end

local function nearest_preset()
  local generic = read_preset "generic"
  local best, best_lines, best_score
  for _, name in ipairs(modem.presets()) do
    local lines, score = compare(read_preset(name), generic)
    if not best or score > best_score then
      best, best_lines, best_score = name, lines, score
    end
  end
  return best, best_lines, generic
end

local function services_text(generic)
  local lines = {}
  for _, service in ipairs(services) do
    lines[#lines + 1] = string.format("    %s = { %d, %d },",
      lua.key_text(service.name), service[1], service[2])
  end
  for _, name in ipairs(lua.sorted_keys(generic.services)) do
    if not has[name] and name ~= "CTL" then
      lines[#lines + 1] = string.format("    %s = false,", lua.key_text(name))
    end
  end
  return "  services = {\n" .. table.concat(lines, "\n") .. "\n  },\n"
end

local function section(name)
  if preset[name] == nil or next(preset[name]) == nil then
    return ""
  end
  return "\n  " .. name .. " = " .. lua.render(preset[name], "  ") .. ",\n"
end

local function preset_text(generic)
  local text = {
    "-- SPDX-License-Identifier: CC0-1.0\n",
    string.format("-- What the modem at %s has said of itself, as qmimic %s"
      .. " asked it. What it was\n-- not asked is as in the generic preset.\n",
      (options.device:gsub("[%c\127]", "?")), options.version),
    "\nreturn {\n  name = " .. lua.quote(options.name) .. ",\n",
    '  source = "qmimic probe",\n\n',
  }
  local function add(part)
    text[#text + 1] = part
  end
  if options.vendor ~= 0 then
    add(string.format("  usb = { vendor = 0x%04X, product = 0x%04X },\n\n",
      options.vendor, options.product))
  end
  add(services_text(generic))
  for _, name in ipairs { "errors", "missing", "identity", "device",
    "network" } do
    add(section(name))
  end
  add "}\n"
  return table.concat(text)
end

local function report_text(nearest, lines)
  local text = { string.format("%d services, %d requests, %d of them missing",
    #services, asked, #preset.missing) }
  for _, name in ipairs(silent) do
    text[#text + 1] = "no answer to " .. name
  end
  text[#text + 1] = string.format("nearest preset: %s, with %s", nearest,
    #lines == 0 and "no difference" or
      #lines == 1 and "one difference:" or #lines .. " differences:")
  for _, line in ipairs(lines) do
    text[#text + 1] = line
  end
  return table.concat(text, "\n") .. "\n"
end

read_services()
read_identity()
read_device()
read_network()
read_errors()
read_missing()
local nearest, lines, generic = nearest_preset()
return preset_text(generic), report_text(nearest, lines)
