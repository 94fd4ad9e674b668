-- SPDX-License-Identifier: LGPL-2.1-or-later
-- VOICE: calls, supplementary services and USSD.
--
-- A client's state: `wants` (Indication Register), the fields of the request.

local voice = service "VOICE"

local calls = include "voice/calls"
local common = include "voice/common"
local ussd = include "voice/ussd"

calls.add(voice)
ussd.add(voice)
include "voice/manage".add(voice)
include "voice/services".add(voice)
include "voice/config".add(voice)

voice["Get Supported Messages"] = function(modem)
  return { list = modem:supported_messages "VOICE" }
end

voice["Indication Register"] = function(modem, request, call)
  local wants = call.state.wants or {}
  local has_any = false
  for field, value in pairs(request) do
    if type(field) == "string" and type(value) == "boolean" then
      wants[field] = value
      has_any = true
    end
  end
  if not has_any then
    return fail "MissingArgument"
  end
  call.state.wants = wants
  return {}
end

function voice.watch.calls(modem, list)
  calls.tell(modem, list)
end

function voice.watch.supplementary(modem, id, what)
  common.tell(modem, "VOICE Supplementary Service",
    "supplementary_service_notification_events",
    { info = { call_id = id, notification_type = what } })
end

function voice.watch.dtmf(modem, id, event, digits)
  common.tell(modem, "VOICE DTMF", "dtmf_events",
    { information = { call_id = id, event = event, digits = digits } })
end

function voice.watch.ussd(modem, what, message)
  ussd.tell(modem, what, message)
end

function voice.watch.registration(modem)
  modem.calls:follow_network()
end

-- What a client's registrations are called in the audit.
function voice.holdings(modem, client, state)
  local list = {}
  for name, is_wanted in pairs(state.wants or {}) do
    if is_wanted then
      list[#list + 1] = "registration for " .. name
    end
  end
  return list
end

return voice
