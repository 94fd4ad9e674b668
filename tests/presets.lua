-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What presets say, for tests and for the document.
--
--   presets.lua cases FOLDER NAME   cases for tests/presets.sh, fields by tabs
--   presets.lua table FOLDER NAME...   doc/presets.md

local what, folder = arg[1], arg[2]

-- Sections of presets, as the program knows them.
function part(name) -- luacheck: ignore
  return dofile(folder .. "/../parts/" .. name .. ".lua")
end

local function merge(base, changes)
  if type(base) ~= "table" or type(changes) ~= "table" or #changes > 0 then
    return changes
  end
  local merged = {}
  for key, item in pairs(base) do
    merged[key] = item
  end
  for key, item in pairs(changes) do
    local is_gone = item == false and
      (base[key] == nil or type(base[key]) == "table")
    merged[key] = not is_gone and merge(base[key], item) or nil
    if not is_gone and merged[key] == nil then
      merged[key] = item
    end
  end
  return merged
end

local generic = dofile(folder .. "/generic.lua")

local function load_preset(name)
  local own = dofile(folder .. "/" .. name .. ".lua")
  local preset = name == "generic" and own or merge(generic, own)
  if own.whole_services then
    preset.services = own.services
  end
  return preset
end

local function dashed(words, order)
  local list = {}
  for place, word in ipairs(words) do
    list[place] = word:gsub("_", "-")
  end
  if order then
    table.sort(list, function(a, b) return order[a] < order[b] end)
  end
  return table.concat(list, ", ")
end

local function sorted(set)
  local keys = {}
  for key in pairs(set) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  return keys
end

local function case(...)
  print(table.concat({ ... }, "\t"))
end

local SERVICES = { -- those that have a name in libqmi and a number in presets
  [0x07] = "auth", [0x08] = "at", [0x0A] = "cat2", [0x0F] = "test",
  [0x17] = "ts", [0x18] = "tmd", [0x1D] = "csvt", [0x22] = "coex",
  [0x29] = "rfrpe", [0xE0] = "cat", [0xE1] = "rms",
}

local MODES = {
  ["cdma-1x"] = 1, ["cdma-1xevdo"] = 2, gsm = 3, umts = 4, lte = 5,
  ["td-scdma"] = 6, ["5gnr"] = 7,
}

-- Actions of qmicli that want something or are called otherwise.
local ACTIONS = {
  ["DMS UIM Set PIN Protection"] = "--dms-uim-set-pin-protection=PIN,disable,1",
  ["DMS UIM Verify PIN"] = "--dms-uim-verify-pin=PIN,1234",
  ["DMS UIM Unblock PIN"] = "--dms-uim-unblock-pin=PIN,12345678,1234",
  ["DMS UIM Change PIN"] = "--dms-uim-change-pin=PIN,1234,4321",
  ["DMS UIM Get PIN Status"] = "--dms-uim-get-pin-status",
  ["DMS UIM Get CK Status"] = "--dms-uim-get-ck-status=pn",
  ["DMS UIM Set CK Protection"] =
    "--dms-uim-set-ck-protection=pn,disable,12345678",
  ["DMS UIM Unblock CK"] = "--dms-uim-unblock-ck=pn,12345678",
  ["DMS Get MAC Address"] = "--dms-get-mac-address=wlan",
  ["NAS Set System Selection Preference"] =
    "--nas-set-system-selection-preference=lte",
  ["NAS Get PLMN Name"] = "--nas-get-plmn-name=00101",
  ["NAS Get Tx Rx Info"] = "--nas-get-tx-rx-info=lte",
}

local function action_of(message)
  return ACTIONS[message] or "--" .. message:lower():gsub(" ", "-")
end

local function refuse(message, problem)
  case("refuses", action_of(message), "'" .. problem .. "'")
end

local function print_services(preset)
  local lines, count = {}, 0
  for _, key in ipairs(sorted(preset.services)) do
    local version = preset.services[key]
    local name = type(key) == "string" and key:lower() or SERVICES[key]
    if name then
      lines[#lines + 1] = string.format("%s (%d.%d)", name, version[1],
        version[2])
    end
    count = count + 1
  end
  case("counts", "--get-service-version-info", tostring(count))
  case("says", "--get-service-version-info", table.unpack(lines))
end

local function print_identity(preset)
  local identity = preset.identity
  for field, action in pairs {
    manufacturer = "--dms-get-manufacturer", model = "--dms-get-model",
    revision = "--dms-get-revision",
    hardware_revision = "--dms-get-hardware-revision",
  } do
    case("says", action, "'" .. identity[field] .. "'")
  end
  case("says", "--dms-get-ids", "IMEI: '" .. identity.imei .. "'",
    "IMEI SV: '" .. identity.imei_software_version .. "'")
  local usb = preset.usb
  case("file", "/sys/bus/usb/devices/1-1/idVendor",
    string.format("%04x", usb.vendor))
  case("file", "/sys/bus/usb/devices/1-1/idProduct",
    string.format("%04x", usb.product))
  case("file", string.format(
    "/sys/bus/usb/devices/1-1:1.%d/bInterfaceNumber", usb.interface),
    string.format("%02x", usb.interface))
end

local function print_device(preset)
  local device = preset.device
  local capabilities = device.capabilities
  case("says", "--dms-get-capabilities",
    "Max TX channel rate: '" .. capabilities.max_tx_channel_rate .. "'",
    "Max RX channel rate: '" .. capabilities.max_rx_channel_rate .. "'",
    "Networks: '" .. dashed(capabilities.radio_interfaces) .. "'")
  local bands = {}
  for place, band in ipairs(device.bands.gsm_wcdma) do
    bands[place] = band:gsub("_", "-")
  end
  if #device.bands.lte > 0 then
    bands[#bands + 1] = "LTE bands (extended): '"
      .. table.concat(device.bands.lte, ", ") .. "'"
  end
  if device.bands.nr5g then
    bands[#bands + 1] = "NR5G bands: '"
      .. table.concat(device.bands.nr5g, ", ") .. "'"
  end
  case("says", "--dms-get-band-capabilities", table.unpack(bands))
  if device.fcc_lock then
    case("says", "--dms-get-operating-mode", "'low-power'")
    case("refuses", "--dms-set-operating-mode=online",
      "'" .. device.fcc_lock .. "'")
    case("says", "--dms-set-fcc-authentication", "Successfully")
    case("says", "--dms-set-operating-mode=online", "successfully")
  end
  case("refuses", "--dms-set-fcc-authentication", "'NoEffect'")
end

local function print_gaps(preset)
  for _, message in ipairs(preset.missing) do
    refuse(message, preset.errors.unknown_message)
  end
  for _, message in ipairs(sorted(preset.refuses)) do
    refuse(message, preset.refuses[message])
  end
end

local function has(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

local function print_network(preset)
  local network = preset.network
  if not has(preset.missing, "NAS Get System Selection Preference") then
    case(network.tells_modes and "says" or "lacks",
      "--nas-get-system-selection-preference", "Mode preference: '"
        .. (network.tells_modes and dashed(network.preferences.modes, MODES)
          .. "'" or ""))
  end
  case("eventually", "--nas-get-serving-system",
    "Registration state: 'registered'")
  case("says", "--wds-start-network=apn=internet,ip-type=4", "Network started")
  if preset.quirks.refuses_raw_ip then
    case("raw", "refused")
  end
end

local function print_card(preset)
  local sim = preset.sim
  local early = "--dms-uim-get-pin-status"
  if sim.dms_seconds > 0 then
    case("first", early, "'UimUninitialized'")
  end
  if not preset.services.UIM then
    case("says", "--dms-uim-get-iccid", sim.iccid)
    case("says", "--dms-uim-get-imsi", sim.imsi)
    return
  end
  case("says", "--uim-get-card-status", "Application type:  'usim (2)'")
  case("says", "--uim-get-slot-status",
    1 + #sim.slots .. " physical slots found")
  for _, path in ipairs(sorted(sim.file_errors)) do
    case("refuses", "--uim-read-transparent=0x" .. path:gsub("/", ",0x"),
      "'" .. sim.file_errors[path] .. "'")
  end
  if sim.empty_is_error then
    case("says", "--uim-get-card-status", "Slot [2]:",
      "Card state: 'error: no-atr-received (3)'")
  end
end

local function print_cases(name)
  local preset = load_preset(name)
  print_card(preset)
  print_services(preset)
  print_identity(preset)
  print_device(preset)
  print_gaps(preset)
  print_network(preset)
end

-- How many services: of a whole list, or besides those of the generic preset.
local function services_of(name)
  local own = dofile(folder .. "/" .. name .. ".lua")
  local count = 0
  for _, version in pairs(own.services or {}) do
    count = count + (version and 1 or 0)
  end
  if own.whole_services or name == "generic" then
    return name == "generic" and "generic" or tostring(count)
  end
  return count == 0 and "generic" or "generic and " .. count
end

local function print_row(name)
  local preset = load_preset(name)
  local usb = preset.usb
  local quirks = {}
  local function add(wanted, text)
    quirks[#quirks + 1] = wanted and text or nil
  end
  add(not preset.clients.survive_close, "client ids go with the client (DTR)")
  add(preset.quirks.counts_indications, "indications are counted")
  add(preset.quirks.refuses_raw_ip, "802.3 only")
  add(preset.device.fcc_lock, "FCC lock")
  add(preset.sim.dms_seconds > 0, "the card is late")
  add(next(preset.sim.file_errors), "a file that cannot be read")
  add(preset.sim.shown_cards > 1, "tells of two cards")
  add(preset.network.refuses_both_lte_bands, "not both LTE band fields")
  add(preset.network.wants_modes_with_nr5g_bands, "5G bands want modes")
  add(not preset.network.tells_modes, "tells no modes")
  add(preset.bearers.second_family_reason,
    "no second family (" .. tostring(preset.bearers.second_family_reason)
      .. ")")
  add(preset.at, "AT port")
  for _, message in ipairs(sorted(preset.refuses)) do
    quirks[#quirks + 1] = message .. ": " .. preset.refuses[message]
  end
  print(string.format("| `%s` | %04x:%04x, %d | %s | %s | %s, %d | %s |", name,
    usb.vendor, usb.product, usb.interface, services_of(name),
    dashed(preset.network.modes), preset.errors.unknown_message,
    #preset.missing, table.concat(quirks, "; ")))
end

local function print_table(names)
  print [[
# Presets

A preset is a modem as data: `qmimic run --preset NAME -- ...`, or `modem = preset
"NAME" { changes }` in a scenario. The files in `scenarios/presets/` give the
source of each figure; what no source tells is as in the generic one. This table
is made by `tests/presets.lua table` and compared with the presets in
`make check`.

| name | USB ids, interface | services | technologies | unknown messages, missing ones | quirks |
|---|---|---|---|---|---|]]
  for _, name in ipairs(names) do
    print_row(name)
  end
end

if what == "cases" then
  print_cases(arg[3])
elseif what == "table" then
  print_table { table.unpack(arg, 3) }
else
  error "presets.lua cases|table FOLDER NAME..."
end
