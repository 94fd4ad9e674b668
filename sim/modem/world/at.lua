-- SPDX-License-Identifier: LGPL-2.1-or-later
-- AT commands (ITU-T V.250, 3GPP TS 27.007) answered from the modem's state.

local card = include "world/card"
local device = include "world/device"

local at = {}

-- Access technologies of 3GPP TS 27.007, 7.3.
local TECHNOLOGIES = { gsm = 0, umts = 2, lte = 7, ["5gnr"] = 11 }
local CDMA = 0 -- which that has no number for

local PIN_STATES = { pin = "SIM PIN", puk = "SIM PUK", ready = "READY" }

local FUNCTIONS = { ["0"] = "low_power", ["1"] = "online", ["4"] = "low_power" }

local PDP_TYPES = { ipv4 = "IP", ipv6 = "IPV6", ipv4_or_ipv6 = "IPV4V6" }

-- What a command says before OK: a line, or a list of lines; false is ERROR.
local commands = {}

local function identity(name)
  return function(modem)
    return modem.preset.identity[name]
  end
end

commands["E0"] = function() return {} end
commands["E1"] = commands["E0"]
commands["+CGMI"], commands["+CGMM"] = identity "manufacturer", identity "model"
commands["+CGMR"], commands["+CGSN"] = identity "revision", identity "imei"

commands["I"] = function(modem)
  local own = modem.preset.identity
  return { own.manufacturer, own.model, own.revision }
end

commands["+CIMI"] = function(modem)
  return card.is_ready(modem) and card.slot(modem).imsi
end

commands["+CCID"] = function(modem)
  local slot = card.working(modem)
  return slot and "+CCID: " .. slot.iccid or false
end

commands["+CPIN?"] = function(modem)
  local state = PIN_STATES[modem.sim:state()]
  return state and "+CPIN: " .. state or false
end

commands["+CFUN?"] = function(modem)
  return "+CFUN: " .. (modem.device.operating_mode == "online" and 1 or 4)
end

commands["+CSQ"] = function(modem)
  local signal = modem.network:heard()
  local level = signal and (signal.rssi or signal.rsrp)
  local steps = level and math.floor((level + 113) / 2)
  return string.format("+CSQ: %d,99",
    steps and math.max(0, math.min(31, steps)) or 99)
end

commands["+COPS?"] = function(modem)
  local network = modem.network
  local mode = network.selection.mode == "manual" and 1 or 0
  if not network.operator then
    return "+COPS: " .. mode
  end
  return string.format('+COPS: %d,0,"%s",%d', mode, network.operator.name,
    TECHNOLOGIES[network:technology()] or CDMA)
end

local function registration(modem)
  local network = modem.network
  if network:is_registered() then
    return network:is_roaming() and 5 or 1
  end
  return network.registration == "registration_denied" and 3 or
    network.registration == "not_registered_searching" and 2 or 0
end

for _, name in ipairs { "+CREG", "+CGREG", "+CEREG" } do
  commands[name .. "?"] = function(modem)
    return string.format("%s: 0,%d", name, registration(modem))
  end
end

commands["+CGATT?"] = function(modem)
  return "+CGATT: " .. (modem.network:is_attached() and 1 or 0)
end

commands["+CGDCONT?"] = function(modem)
  local lines = {}
  for _, profile in ipairs(modem.bearers.profiles:list "3gpp") do
    lines[#lines + 1] = string.format('+CGDCONT: %d,"%s","%s","",0,0',
      profile.index, PDP_TYPES[profile.fields.pdp_type] or "IP",
      profile.fields.apn_name or "")
  end
  return lines
end

local function set_function(modem, value)
  local mode = FUNCTIONS[value]
  return mode and not device.set_operating_mode(modem, mode) and {} or false
end

local function run(modem, command)
  local value = command:match "^%+CFUN=(%d+)$"
  if value then
    return set_function(modem, value)
  elseif command == "" then
    return {}
  end
  return commands[command] and commands[command](modem) or false
end

-- The answer to a line, such as "AT+CSQ;+CREG?\r": lines and a result, as
-- V.250 writes them. Nil when it is not a command line.
function at.answer(modem, line)
  local body = line:gsub("[\r\n\0]+$", ""):match "^%s*[Aa][Tt](.*)$"
  if not body then
    return nil
  end
  local text = ""
  for command in (body .. ";"):gmatch "([^;]*);" do
    local lines = run(modem, command:upper())
    if not lines then
      return text .. "\r\nERROR\r\n"
    end
    for _, said in ipairs(type(lines) == "table" and lines or { lines }) do
      text = text .. "\r\n" .. said .. "\r\n"
    end
  end
  return text .. "\r\nOK\r\n"
end

return at
