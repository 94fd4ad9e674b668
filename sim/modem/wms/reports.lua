-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WMS: telling clients of messages and of the transport.

local reports = {}

-- What is told about each event of the topic "message".
local tell = {}

local function notify_events(modem, fields)
  fields.message_mode = "gsm_wcdma"
  modem:notify("WMS Event Report", fields, function(state)
    return state.event
  end)
end

function tell.stored(modem, data)
  notify_events(modem, { mt_message = {
    storage_type = data.storage, memory_index = data.index,
  } })
end

function tell.transferred(modem, data)
  notify_events(modem, {
    transfer_route_mt_message = {
      ack_indicator = data.needs_ack and "send" or "do_not_send",
      transaction_id = data.transaction, format = data.format,
      raw_data = data.pdu,
    },
    smsc_address = data.centre,
  })
end

function tell.warning(modem, data)
  notify_events(modem, { etws_message = {
    notification_type = "primary", raw_data = data.pdu,
  } })
end

function tell.full(modem, data)
  modem:notify("WMS Memory Full", { storage = {
    storage_type = data.storage, message_mode = "gsm_wcdma",
  } }, function(state) return state.event end)
end

function tell.centre(modem, data)
  modem:notify("WMS SMSC Address", { address = {
    type = data.number:sub(1, 1) == "+" and "145" or "129",
    digits = data.number,
  } })
end

-- After the answer to the request that is being handled, as modems do it.
function reports.tell(modem, what, data)
  modem.messages:later(0, function()
    tell[what](modem, data)
  end)
end

local function transport_status(modem)
  local state = modem.network.registration
  if state == "registered" then
    return "full_service"
  elseif state == "not_registered_searching" then
    return "in_process"
  end
  return state == "registration_denied" and "failure" or "no_service"
end

function reports.tell_transport(modem)
  local status = transport_status(modem)
  modem:notify_each("WMS Transport Network Registration Status",
    function(state)
      if not state.transport or state.transport == status then
        return nil
      end
      state.transport = status
      return { registration_status = status }
    end)
end

local function set_event_report(modem, request, call)
  local indicator = request.new_mt_message_indicator
  if not indicator then
    return fail "MissingArgument"
  end
  call.state.event = indicator.report or nil
  local messages = modem.messages
  messages:later(0, function()
    messages:retry()
  end)
  return {}
end

local function register(modem, request, call)
  local wanted = request.report_transport_network_registration_status
  if wanted == nil then
    return fail "MissingArgument"
  end
  call.state.transport = wanted and transport_status(modem) or nil
  return {}
end

-- What a client's registrations are called in the audit.
function reports.holdings(modem, client, state)
  local list = {}
  if state.event then
    list[#list + 1] = "event report of new_mt_message"
  end
  if state.transport then
    list[#list + 1] = "registration for transport_network_registration_status"
  end
  return list
end

function reports.add(wms)
  wms["Set Event Report"] = set_event_report
  wms["Indication Register"] = register

  wms["Get Transport Network Registration Status"] = function(modem)
    return { registration_status = transport_status(modem) }
  end

  -- Messages go by the circuits or packets of the network, not by IMS.
  wms["Get Transport Layer Info"] = function(modem)
    if not modem.network:is_registered() then
      return fail "DeviceNotReady"
    end
    return { is_registered = false }
  end
end

return reports
