-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: telling clients what happens to calls and profiles.

local common = include "wds/common"
local link = include "wds/link"

local reports = {}

-- After the answer to the request that is being handled, as modems do it.
local function later(modem, action)
  local bearers = modem.bearers
  modem:after(0, function()
    if modem.bearers == bearers then
      action()
    end
  end)
end

local function tell_status(modem, call, status)
  local fields = {
    connection_status = { status = status, reconfiguration_required = false },
    ip_family = call.family,
  }
  if status == "disconnected" then
    fields.call_end_reason = call.ended.call_end_reason
    fields.verbose_call_end_reason = call.ended.verbose_call_end_reason
  end
  modem:notify("WDS Packet Service Status", fields, function(state)
    return common.concerns(call, state)
  end)
end

-- What of a call a client's event report has, when the call comes up.
local function call_events(modem, call, event)
  local rates = link.rates(modem)
  return {
    channel_rates = event.channel_rate and {
      tx_rate_bps = rates.tx, rx_rate_bps = rates.rx,
    } or nil,
    data_bearer_technology = event.data_bearer_technology and
      link.bearer(call.technology) or nil,
    current_data_bearer_technology = event.current_data_bearer_technology and
      link.mask(call.technology) or nil,
    extended_data_bearer_technology =
      event.extended_data_bearer_technology and
      link.extended(call.technology) or nil,
    data_call_status = event.data_call_status and "activated" or nil,
  }
end

local function send_events(modem, call, make)
  modem:notify_each("WDS Event Report", function(state)
    if not state.event or not common.concerns(call, state) then
      return nil
    end
    local fields = make(state.event)
    return next(fields) and fields
  end)
end

-- What a client wants to know of counters, or nil.
local function statistics_wish(state)
  local wish = state.event and state.event.transfer_statistics
  return wish and wish.interval_seconds > 0 and wish or nil
end

-- Sends the counters a client asked for, at its interval, as long as the call
-- and the client's wish last. One timer runs for a client at a time.
local function send_statistics(modem, call, client, state)
  local wish = statistics_wish(state)
  if not wish or state.sends_statistics then
    return
  end
  local bearers = modem.bearers
  state.sends_statistics = true
  modem:after(wish.interval_seconds, function()
    state.sends_statistics = nil
    wish = statistics_wish(state)
    local is_up = modem.bearers == bearers and
      bearers:by_handle(call.handle) == call
    if not is_up or not wish or modem:client_state("WDS", client) ~= state then
      return
    end
    local fields = {}
    local counters = bearers:counters(call)
    for _, name in ipairs(wish.indicators) do
      fields[name] = counters[name]
    end
    modem:indicate("WDS Event Report", fields, client)
    send_statistics(modem, call, client, state)
  end)
end

local function start_statistics(modem, call)
  for _, entry in ipairs(modem:clients "WDS") do
    if common.concerns(call, entry.state) then
      send_statistics(modem, call, entry.client, entry.state)
    end
  end
end

local tell = {}

function tell.connected(modem, call)
  tell_status(modem, call, "connected")
  send_events(modem, call, function(event)
    return call_events(modem, call, event)
  end)
  start_statistics(modem, call)
end

function tell.disconnected(modem, call)
  tell_status(modem, call, "disconnected")
  send_events(modem, call, function(event)
    return { data_call_status = event.data_call_status and "terminated" or
      nil }
  end)
end

local function tell_dormancy(modem, call, status)
  send_events(modem, call, function(event)
    return { dormancy_status = event.dormancy_status and status or nil }
  end)
end

function tell.dormant(modem, call)
  tell_dormancy(modem, call, "traffic_channel_dormant")
end

function tell.active(modem, call)
  tell_dormancy(modem, call, "traffic_channel_active")
end

-- The call goes on over another technology.
function tell.technology(modem, call)
  send_events(modem, call, function(event)
    local fields = call_events(modem, call, event)
    fields.data_call_status = nil
    return fields
  end)
end

-- The names that the indication has for changed settings.
local CHANGED = {
  address = "ip_address", gateway = "gateway_info", dns = "dns_address",
  mtu = "mtu",
}

function tell.settings(modem, call, changes)
  local names = {}
  for name in pairs(changes) do
    names[#names + 1] = CHANGED[name]
  end
  modem:notify("WDS Extended Ip Config", { changed_ip_configuration = names },
    function(state)
      return state.ip_config and common.concerns(call, state)
    end)
end

function reports.tell_call(modem, call, event, changes)
  later(modem, function()
    tell[event](modem, call, changes)
  end)
end

function reports.tell_profile(modem, kind, index, event)
  later(modem, function()
    modem:notify("WDS Profile Changed", {
      profile_event = { profile_type = kind, profile_index = index,
        change_event = event },
    }, function(state) return state.profile_changes end)
  end)
end

local function set_event_report(modem, request, call)
  local event = call.state.event or {}
  for field, value in pairs(request) do
    if type(field) == "string" then
      event[field] = value
    end
  end
  call.state.event = event
  local current = common.call_of(modem, call.state)
  if current and request.transfer_statistics then
    send_statistics(modem, current, call.client, call.state)
  end
  return {}
end

local function register(modem, request, call)
  local state = call.state
  if request.report_extended_ip_configuration_change ~= nil then
    state.ip_config = request.report_extended_ip_configuration_change or nil
  end
  if request.report_profile_changes ~= nil then
    state.profile_changes = request.report_profile_changes or nil
  end
  return {}
end

local function is_on(value)
  return value == true or type(value) == "table" and
    value.interval_seconds and value.interval_seconds > 0
end

-- What a client still holds, for the audit.
function reports.holdings(modem, client, state)
  local list = {}
  for _, call in ipairs(modem.bearers:of_client(client)) do
    list[#list + 1] = string.format("packet data handle 0x%08x (%s)",
      call.handle, call.family)
  end
  if state.ip_config then
    list[#list + 1] = "registration for extended_ip_configuration_change"
  end
  if state.profile_changes then
    list[#list + 1] = "registration for profile_changes"
  end
  for name, value in pairs(state.event or {}) do
    if is_on(value) then
      list[#list + 1] = "event report of " .. name
    end
  end
  return list
end

function reports.add(wds)
  wds["Set Event Report"] = set_event_report
  wds["Indication Register"] = register

  wds["Configure Profile Event List"] = function(modem, request, call)
    call.state.profile_changes = #(request.register or {}) > 0 or nil
    return {}
  end
end

return reports
