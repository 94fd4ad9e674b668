-- SPDX-License-Identifier: LGPL-2.1-or-later
-- QOS: flows with a quality of their own, and whether the network has them.
--
-- A client's state: `port` (the data port that it is bound to) and
-- `subscription`.

local Flows = include "world/flows"

local qos = service "QOS"

local SIERRA = 0x1199

-- What is told about flows has no registration: it goes to the port's clients.
qos["Reset"] = function(modem, request, call)
  call.state.port, call.state.subscription = nil, nil
  return {}
end

qos["Get Flow Status"] = function(modem, request)
  local flow = modem.flows:find(request.qos_id)
  return flow and { value = flow.status } or fail "InvalidQosId"
end

qos["Get Network Status"] = function(modem)
  return { qos_supported = modem.flows:is_supported() }
end

qos["Bind Mux Data Port"] = function(modem, request, call)
  call.state.port = request.mux_id or 0
  return {}
end

qos["Bind Subscription"] = function(modem, request, call)
  call.state.subscription = request.subscription_id
  return {}
end

qos["Get Bind Subscription"] = function(modem, request, call)
  return { subscription_id = call.state.subscription or "default" }
end

local function statistics(bearer, counters)
  return {
    bearer_id = bearer, tx_packets = counters.tx_packets_ok,
    tx_packets_dropped = counters.tx_packets_dropped,
    tx_bytes = counters.tx_bytes_ok,
    tx_bytes_dropped = counters.tx_bytes_dropped or 0,
  }
end

-- The number of an access point is that of the call's profile.
local function call_of(modem, number)
  for _, call in ipairs(modem.bearers.calls) do
    if call.profile and call.profile.index == number then
      return call
    end
  end
  return nil
end

-- Sierra Wireless only.
qos["Swi Read Data Stats"] = function(modem, request)
  if modem.vendor ~= SIERRA then
    return fail(modem.preset.errors.unknown_message)
  end
  local call = call_of(modem, request.apn_id)
  if not call then
    return fail "OutOfCall"
  end
  local counters = call.counters
  local list = { statistics(Flows.default_bearer(call), counters) }
  for _, flow in ipairs(modem.flows:of_call(call)) do
    list[#list + 1] = statistics(flow.bearer, flow.counters)
  end
  return {
    apn = {
      apn_id = request.apn_id, tx_packets = counters.tx_packets_ok,
      tx_packets_dropped = counters.tx_packets_dropped,
      rx_packets = counters.rx_packets_ok, tx_bytes = counters.tx_bytes_ok,
      tx_bytes_dropped = 0, rx_bytes = counters.rx_bytes_ok,
    },
    flow = list,
  }
end

function qos.watch.flow(modem, flow, event)
  local fields = { value = {
    qos_id = flow.id, status = flow.status, event = event,
  } }
  modem:notify("QOS Flow Status", fields, function(state)
    return (state.port or 0) == flow.port
  end)
end

function qos.watch.call(modem, call, event)
  if event == "disconnected" then
    modem.flows:end_call(call)
  end
end

function qos.watch.registration(modem)
  local flows = modem.flows
  local is_supported = flows:is_supported()
  if flows.told_support ~= is_supported then
    flows.told_support = is_supported
    modem:notify("QOS Network Status", { qos_supported = is_supported })
  end
end

return qos
