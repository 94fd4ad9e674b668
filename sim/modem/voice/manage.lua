-- SPDX-License-Identifier: LGPL-2.1-or-later
-- VOICE: several calls at a time (3GPP TS 22.030, 6.5.5.1).

local manage = {}

-- What is done for each service; each returns nil or the reason against it.
local services = {}

function services.release_held_or_waiting(calls)
  local waiting = calls:in_state("waiting", "incoming")
  local list = #waiting > 0 and waiting or calls:in_state "hold"
  for _, call in ipairs(list) do
    calls:finish(call, #waiting > 0 and "rejected_by_user" or nil)
  end
  return #list == 0 and "wrong_state" or nil
end

-- The waiting call, or else those on hold.
local function accept_next(calls)
  local waiting = calls:in_state("waiting", "incoming")[1]
  if waiting then
    calls:accept(waiting)
    return
  end
  for _, call in ipairs(calls:in_state "hold") do
    calls:take_back(call)
  end
  calls:tell()
end

function services.release_active_accept_held_or_waiting(calls)
  if #calls.list == 0 then
    return "wrong_state"
  end
  for _, call in ipairs(calls:in_state "conversation") do
    calls:finish(call)
  end
  accept_next(calls)
  return nil
end

function services.hold_active_accept_waiting_or_held(calls)
  local active = calls:in_state "conversation"
  local held = calls:in_state "hold"
  local waiting = calls:in_state("waiting", "incoming")[1]
  if #active + #held == 0 and not waiting or waiting and #active > 0 and
    #held > 0 then
    return "wrong_state"
  end
  for _, call in ipairs(active) do
    calls:put_on_hold(call)
  end
  if waiting then
    calls:accept(waiting)
    return nil
  end
  for _, call in ipairs(held) do
    calls:take_back(call)
  end
  calls:tell()
  return nil
end

-- Of a conference only one stays.
function services.hold_all_except_specified_call(calls, call)
  if not call or call.state ~= "conversation" then
    return "wrong_state"
  elseif #calls:in_state "hold" > 0 then
    return "wrong_state"
  end
  call.is_multiparty = false
  for _, other in ipairs(calls:in_state "conversation") do
    if other ~= call then
      calls:put_on_hold(other)
    end
  end
  calls:tell()
  calls:settle()
  return nil
end

function services.make_conference_call(calls)
  local members = calls:in_state("conversation", "hold")
  if #calls:in_state "conversation" == 0 or #calls:in_state "hold" == 0 then
    return "wrong_state"
  elseif #members > calls.modem.preset.calls.conference_limit then
    return "multiparty_participants_exceeded"
  end
  for _, call in ipairs(members) do
    if call.state == "hold" then
      calls:take_back(call)
    end
    call.is_multiparty = true
  end
  calls:tell()
  return nil
end

-- The two others talk on without this modem.
function services.explicit_call_transfer(calls)
  if #calls:in_state("conversation", "alerting") == 0 or
    #calls:in_state "hold" == 0 then
    return "wrong_state"
  end
  for _, call in ipairs(calls:in_state("conversation", "alerting", "hold")) do
    calls:finish(call)
  end
  return nil
end

function services.end_all_calls(calls)
  if #calls.list == 0 then
    return "wrong_state"
  end
  for _, call in ipairs { table.unpack(calls.list) } do
    calls:finish(call)
  end
  return nil
end

function services.release_specified_call(calls, call)
  if not call then
    return "wrong_state"
  end
  calls:finish(call)
  return nil
end

function services.local_hold(calls, call)
  call = call or calls:in_state "conversation"[1]
  if not call or call.state ~= "conversation" then
    return "wrong_state"
  end
  calls:put_on_hold(call)
  calls:tell()
  return nil
end

function services.local_unhold(calls, call)
  call = call or calls:in_state "hold"[1]
  if not call or call.state ~= "hold" or #calls:in_state "conversation" > 0 then
    return "wrong_state"
  end
  calls:take_back(call)
  calls:tell()
  return nil
end

local function manage_calls(modem, request)
  local run = services[request.service_type]
  if not run then
    return fail "NotSupported"
  end
  local call
  if request.call_id then
    call = modem.calls:find(request.call_id)
    if not call then
      return fail "InvalidArgument"
    end
  elseif request.service_type == "hold_all_except_specified_call" or
    request.service_type == "release_specified_call" then
    return fail "MissingArgument"
  end
  local reason = run(modem.calls, call)
  if reason then
    return fail("SupsFailureCase", { failure_cause = reason })
  end
  return {}
end

function manage.add(voice)
  voice["Manage Calls"] = manage_calls
end

return manage
