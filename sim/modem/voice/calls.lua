-- SPDX-License-Identifier: LGPL-2.1-or-later
-- VOICE: dialling, answering, ending, asking, and keys.

local common = include "voice/common"

local calls = {}

local TONES_MAX = 1000
local DIGITS = "^[%d*#A-Da-d]+$"

local function information(call)
  return {
    id = call.id, state = call.state, type = call.type,
    direction = call.direction, mode = call.mode,
    multipart_indicator = call.is_multiparty, als = "line_1",
  }
end

-- The fields of a list of calls by kind.
local function fields_of(list)
  local fields = { information = {}, numbers = {}, alerting = {}, ended = {} }
  for place, call in ipairs(list) do
    fields.information[place] = information(call)
    fields.numbers[place] = {
      id = call.id, presentation_indicator = call.presentation,
      type = call.number,
    }
    if call.state == "alerting" then
      table.insert(fields.alerting, { id = call.id, alerttype = "network" })
    end
    if call.reason then
      table.insert(fields.ended, { id = call.id, reason = call.reason })
    end
  end
  return fields
end

local function if_any(list)
  return #list > 0 and list or nil
end

function calls.tell(modem, list)
  local fields = fields_of(list)
  common.tell(modem, "VOICE All Call Status", "call_notification_events", {
    call_information = fields.information,
    remote_party_number = fields.numbers,
    alerting_type = if_any(fields.alerting),
    call_end_reason = if_any(fields.ended),
  })
end

local function dial(modem, request)
  local number = request.calling_number
  if number == "" then
    return fail "InvalidArgument"
  end
  local call, why = modem.calls:dial(number, request.clir_type)
  if not call then
    return fail("CallFailed", { call_end_reason = why })
  end
  return { call_id = call.id }
end

local function end_call(modem, request)
  local call, problem = common.find(modem, request.call_id)
  if not call then
    return problem
  end
  modem.calls:finish(call)
  return { call_id = call.id }
end

local function answer(modem, request)
  local call, problem = common.find(modem, request.call_id)
  if not call then
    return problem
  end
  local is_new = call.state == "incoming" or call.state == "waiting"
  if request.reject and is_new then
    modem.calls:finish(call, "rejected_by_user")
  elseif modem.calls:accept(call) then
    return fail "IncompatibleState"
  end
  return { call_id = call.id }
end

local function get_info(modem, request)
  local call, problem = common.find(modem, request.call_id)
  if not call then
    return problem
  end
  return {
    call_information = information(call),
    remote_party_number = {
      presentation_indicator = call.presentation, number = call.number,
    },
  }
end

-- A modem without calls leaves the lists out.
local function get_all(modem)
  local fields = fields_of(modem.calls:snapshot())
  return {
    call_information = if_any(fields.information),
    remote_party_number = if_any(fields.numbers),
    alerting_type = if_any(fields.alerting),
  }
end

-- Keys of the host. The other leg hears them too.
local function press(modem, id, event, digits)
  local call, problem = common.find(modem, id)
  if not call then
    return problem
  elseif call.state ~= "conversation" then
    return fail "IncompatibleState"
  end
  local tones = modem.calls.tones
  if event ~= "stop_from_host" then
    tones[#tones + 1] = { id = call.id, digits = digits, time = modem:time() }
    if #tones > TONES_MAX then
      table.remove(tones, 1)
    end
  end
  modem:changed("dtmf", call.id, event, digits)
  modem.calls:pass_tones(call, event, digits)
  return { call_id = call.id }
end

local function burst(modem, request)
  local data = request.data
  if not data.digit_buffer:find(DIGITS) then
    return fail "InvalidArgument"
  end
  return press(modem, data.call_id, "burst_from_host", data.digit_buffer)
end

local function start(modem, request)
  local digit = string.char(request.data.digit)
  local call = modem.calls:find(request.data.call_id)
  if not digit:find(DIGITS) then
    return fail "InvalidArgument"
  elseif call and call.tone then
    return fail "NoEffect"
  end
  local result = press(modem, request.data.call_id, "start_from_host", digit)
  if call and call.state == "conversation" then
    call.tone = digit
  end
  return result
end

local function stop(modem, request)
  local call, problem = common.find(modem, request.data.call_id)
  if not call then
    return problem
  elseif not call.tone then
    return fail "NoEffect"
  end
  local digit = call.tone
  call.tone = nil
  return press(modem, call.id, "stop_from_host", digit)
end

function calls.add(voice)
  voice["Dial Call"] = dial
  voice["End Call"] = end_call
  voice["Answer Call"] = answer
  voice["Get Call Info"] = get_info
  voice["Get All Call Info"] = get_all
  voice["Burst DTMF"] = burst
  voice["Start Continuous DTMF"] = start
  voice["Stop Continuous DTMF"] = stop
end

return calls
