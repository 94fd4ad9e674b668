-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: what clients want to be told, and telling them.
--
-- A client's state: reports, a set of what it asked for; battery_limits.

local card = include "world/card"
local device = include "world/device"
local dms_uim = include "dms_uim_status"

-- What TLVs of the request are called in a client's state.
local REPORTS = {
  power_state_reporting = "power", pin_state_reporting = "pins",
  activation_state_reporting = "activation",
  operating_mode_reporting = "operating mode",
  uim_state_reporting = "uim state",
  wireless_disable_state_reporting = "wireless disable",
  prl_init_reporting = "prl init",
}

-- Tells the clients that asked for `report`, after what is being answered.
local function tell(modem, report, fields)
  device.later(modem, 0, function()
    modem:notify("DMS Event Report", fields, function(state)
      return state.reports and state.reports[report]
    end)
  end)
end

-- Whether a battery at `level` is another news than before.
local function crosses(limits, before, level)
  if not limits then
    return before ~= level
  end
  local function side(of)
    return of < limits.lower_limit and -1 or of > limits.upper_limit and 1 or 0
  end
  return side(before) ~= side(level)
end

local function set_event_report(_, request, call)
  local reports, is_empty = call.state.reports or {}, true
  for field, report in pairs(REPORTS) do
    if request[field] ~= nil then
      is_empty = false
      reports[report] = request[field] or nil
    end
  end
  local limits = request.battery_level_report_limits
  if limits and (limits.lower_limit > limits.upper_limit or
    limits.upper_limit > 100) then
    return fail "InvalidArgument"
  elseif is_empty and not limits then
    return fail "MissingArgument"
  end
  call.state.reports = reports
  call.state.battery_limits = limits or call.state.battery_limits
  return {}
end

local function watch_device(watch)
  watch.operating_mode = function(modem, _, mode)
    tell(modem, "operating mode", { operating_mode = mode })
  end

  watch.activation = function(modem)
    tell(modem, "activation", {
      activation_state = modem.device.activation_state,
    })
  end

  watch.radio_switch = function(modem)
    tell(modem, "wireless disable", {
      wireless_disable_state = not modem.device.radio_switch,
    })
  end

  watch.power = function(modem, before)
    local now = modem.device.power
    local fields = { power_state = {
      power_state_flags = now.flags, battery_level = now.battery_level,
    } }
    local flags, level = before.flags ~= now.flags, now.battery_level
    device.later(modem, 0, function()
      modem:notify("DMS Event Report", fields, function(state)
        return state.reports and state.reports.power and (flags or
          crosses(state.battery_limits, before.battery_level, level))
      end)
    end)
  end
end

-- PINs and the card's state are told when they are not what they were.
local function watch_card(watch)
  local function differs(a, b)
    for key, value in pairs(a) do
      if value ~= b[key] then
        return true
      end
    end
    return false
  end

  watch.card = function(modem)
    local slot = card.working(modem)
    local state = dms_uim.state(modem)
    local told = modem.device.told
    local pins = {}
    for _, name in ipairs { "pin1", "pin2" } do
      local status = slot and dms_uim.pin_status(slot[name])
      if status and differs(status, told[name]) then
        pins[name .. "_status"], told[name] = status, status
      end
    end
    if next(pins) then
      tell(modem, "pins", pins)
    end
    if state ~= told.state then
      told.state = state
      tell(modem, "uim state", { uim_state = state })
    end
  end
end

return function(dms)
  dms["Set Event Report"] = set_event_report

  dms["Reset"] = function(_, _, call)
    call.state.reports, call.state.battery_limits = nil, nil
    return {}
  end

  function dms.holdings(_, _, state)
    local held = {}
    for report in pairs(state.reports or {}) do
      held[#held + 1] = "event report of " .. report
    end
    return held
  end

  watch_device(dms.watch)
  watch_card(dms.watch)
end
