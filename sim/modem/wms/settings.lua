-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WMS: routes, the centre's address, cell broadcasts, preferences.

local sms_pdu = include "world/sms_pdu"

local settings = {}

local CLASSES = { "class_0", "class_1", "class_2", "class_3", "none" }
local RANGES_MAX = 50
local NUMBER_MAX = 21

local function get_routes(modem)
  local list = {}
  for place, class in ipairs(CLASSES) do
    local route = modem.messages.routes[class]
    list[place] = {
      message_type = "point_to_point", message_class = class,
      storage = route.storage, receipt_action = route.action,
    }
  end
  return {
    route_list = list,
    transfer_status_report = modem.messages.transfers_reports and "client" or
      nil,
  }
end

local ACTIONS = {
  discard = true, store_and_notify = true, transfer_only = true,
  transfer_and_ack = true,
}

local function is_good_route(modem, route)
  local stores = route.receipt_action == "store_and_notify"
  return route.message_type == "point_to_point" and
    modem.messages.routes[route.message_class] and
    ACTIONS[route.receipt_action] and (route.storage == "uim" or
    route.storage == "nv" or route.storage == "none" and not stores)
end

-- Routes of classes that are not in the list stay.
local function set_routes(modem, request)
  for _, route in ipairs(request.route_list) do
    if not is_good_route(modem, route) then
      return fail "InvalidArgument"
    end
  end
  local messages = modem.messages
  for _, route in ipairs(request.route_list) do
    messages.routes[route.message_class] = {
      storage = route.storage, action = route.receipt_action,
    }
  end
  messages.transfers_reports = request.transfer_status_report ~= nil
  return {}
end

-- The type of number in decimal digits, as AT+CSCA says it.
local function centre_fields(number)
  local is_international = number:sub(1, 1) == "+"
  return { type = is_international and "145" or "129", digits = number }
end

local function get_centre(modem)
  local number = modem.messages:centre()
  if not number then
    return fail "DeviceNotReady"
  elseif number == "" then
    return fail "NotProvisioned"
  end
  return { address = centre_fields(number) }
end

local function set_centre(modem, request)
  local number = request.digits
  if not modem.messages:centre() then
    return fail "DeviceNotReady"
  elseif #number > NUMBER_MAX then
    return fail "ArgumentTooLong"
  elseif not number:find "^%+?%d+$" or not sms_pdu.is_number(number) then
    return fail "InvalidArgument"
  end
  if request.type == "145" and number:sub(1, 1) ~= "+" then
    number = "+" .. number
  end
  modem.messages:set_centre(number)
  return {}
end

local function set_broadcasts(modem, request)
  local channels = request.channels or {}
  if request.message_mode ~= "gsm_wcdma" then
    return fail "InvalidArgument"
  elseif #channels > RANGES_MAX then
    return fail "ArgumentTooLong"
  end
  local list = {}
  for place, range in ipairs(channels) do
    if range.start > range["end"] then
      return fail "InvalidArgument"
    end
    list[place] = { start = range.start, ["end"] = range["end"],
      selected = range.selected }
  end
  modem.messages.broadcasts.channels = list
  return {}
end

local function get_broadcasts(modem, request)
  if request.message_mode ~= "gsm_wcdma" then
    return fail "InvalidArgument"
  end
  local own = modem.messages.broadcasts
  return { config = { activated = own.activated, channels = own.channels } }
end

local function activate_broadcasts(modem, request)
  local wanted = request.activation
  if wanted.message_mode ~= "gsm_wcdma" then
    return fail "InvalidArgument"
  elseif modem.messages.broadcasts.activated == wanted.activate then
    return fail "NoEffect"
  end
  modem.messages.broadcasts.activated = wanted.activate
  return {}
end

function settings.add(wms)
  wms["Get Routes"] = get_routes
  wms["Set Routes"] = set_routes
  wms["Get SMSC Address"] = get_centre
  wms["Set SMSC Address"] = set_centre
  wms["Set Broadcast Config"] = set_broadcasts
  wms["Get Broadcast Config"] = get_broadcasts
  wms["Set Broadcast Activation"] = activate_broadcasts

  wms["Get Message Protocol"] = function()
    return { message_protocol = "wcdma" }
  end

  wms["Set Memory Status"] = function(modem, request)
    local messages = modem.messages
    messages.memory_available = request.memory_available
    messages:later(0, function()
      messages:retry()
    end)
    return {}
  end

  wms["Get Domain Preference"] = function(modem)
    return { preference = modem.messages.domain }
  end

  wms["Set Domain Preference"] = function(modem, request)
    if type(request.preference) ~= "string" then
      return fail "InvalidArgument"
    end
    modem.messages.domain = request.preference
    return {}
  end
end

return settings
