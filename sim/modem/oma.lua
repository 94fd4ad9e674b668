-- SPDX-License-Identifier: LGPL-2.1-or-later
-- OMA: device management sessions.
--
-- A client's state: `alerts` and `sessions` (Set Event Report).

local oma = service "OMA"

local FEATURES = {
  "device_provisioning_service_update_config", "prl_update_service_config",
  "hfa_feature_config",
}

local function result(problem)
  return problem and fail(problem) or {}
end

oma["Reset"] = function(modem, request, call)
  call.state.alerts, call.state.sessions = nil, nil
  return {}
end

oma["Set Event Report"] = function(modem, request, call)
  local alerts = request.network_initiated_alert_reporting
  local sessions = request.session_state_reporting
  if alerts == nil and sessions == nil then
    return fail "MissingArgument"
  end
  if alerts ~= nil then
    call.state.alerts = alerts or nil
  end
  if sessions ~= nil then
    call.state.sessions = sessions or nil
  end
  return {}
end

oma["Start Session"] = function(modem, request)
  if not request.session_type then
    return fail "MissingArgument"
  elseif math.type(request.session_type) or
    request.session_type:match "^network" then
    return fail "InvalidArgument"
  end
  return result(modem.oma:start(request.session_type))
end

oma["Cancel Session"] = function(modem)
  return modem.oma:fail "session_cancelled" and {} or fail "SessionInactive"
end

oma["Get Session Info"] = function(modem)
  local session, alert = modem.oma.session, modem.oma.alert
  if not session and not alert then
    return fail "SessionInactive"
  end
  local fields = { network_initiated_alert = alert }
  if session then
    fields.session_info = {
      session_state = session.state, session_type = session.type,
    }
    fields.session_failed_reason = session.failure
    fields.retry_info = session.state == "retrying" and {
      retry_count = session.retries,
      retry_pause_timer = modem.preset.oma.retry_seconds,
      retry_pause_timer_remaining =
        math.ceil(session.retry_at - modem:time()),
    } or nil
  end
  return fields
end

oma["Send Selection"] = function(modem, request)
  local selection = request.network_initiated_alert_selection
  if not selection then
    return fail "MissingArgument"
  end
  return result(modem.oma:decide(selection.control_point_selection_accept,
    selection.session_id))
end

oma["Get Feature Setting"] = function(modem)
  local fields = { hfa_feature_done_state = modem.oma.kept.activation }
  for _, feature in ipairs(FEATURES) do
    fields[feature] = modem.oma.kept.features[feature]
  end
  return fields
end

oma["Set Feature Setting"] = function(modem, request)
  local has_any = false
  for _, feature in ipairs(FEATURES) do
    if request[feature] ~= nil then
      modem.oma.kept.features[feature] = request[feature]
      has_any = true
    end
  end
  return has_any and {} or fail "MissingArgument"
end

-- After the answer to the request that is being handled, if there is one.
local function tell(modem, fields, wish)
  modem:after(0, function()
    modem:notify("OMA Event Report", fields, function(state)
      return state[wish]
    end)
  end)
end

function oma.watch.oma_session(modem, session)
  tell(modem, {
    session_state = session.state, session_fail_reason = session.failure,
  }, "sessions")
end

function oma.watch.oma_alert(modem, alert)
  tell(modem, { network_initiated_alert = {
    session_type = alert.session_type, session_id = alert.session_id,
  } }, "alerts")
end

function oma.holdings(modem, client, state)
  local list = {}
  for _, name in ipairs { "alerts", "sessions" } do
    if state[name] then
      list[#list + 1] = "event report of " .. name
    end
  end
  return list
end

return oma
