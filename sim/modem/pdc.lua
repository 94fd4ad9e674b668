-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PDC: configurations of the modem.
--
-- The response to most requests only says that they are accepted. What comes of
-- them is told in an indication of the same message with the request's token
-- and the number of an error. A configuration changes by activation; that is
-- what the indication Config Change tells, which has no request.

local agenda = include "world/agenda"

local pdc = service "PDC"

-- The errors that indications carry, as numbers.
local NUMBERS = {
  NotProvisioned = 16, DeviceInUse = 23, NoEffect = 26, NoEntry = 50,
  DeviceStorageFull = 51, InsufficientResources = 68,
}

-- Accepts a request and tells its result: `fields` may be nil.
local function accept(modem, request, call, problem, fields)
  fields = fields or {}
  fields.indication_result = problem and NUMBERS[problem] or 0
  fields.token = request.token
  agenda.indicate(modem, "PDC " .. call.message, fields, call.client)
  return { token = request.token }
end

local function is_known(kind)
  return kind == "platform" or kind == "software"
end

pdc["Reset"] = function(_, _, call)
  for name in pairs(call.state) do
    call.state[name] = nil
  end
  return {}
end

pdc["Register"] = function(_, request, call)
  call.state.reporting = request.enable_reporting or nil
  if request.enable_refresh ~= nil then
    call.state.refresh = request.enable_refresh or nil
  end
  return {}
end

function pdc.holdings(_, _, state)
  local held = {}
  for name in pairs(state) do
    held[#held + 1] = "registration for " .. name
  end
  return held
end

function pdc.client_gone(modem, client)
  if modem.configurations then
    modem.configurations:forget_client(client)
  end
end

-- Some modems tell nothing of an empty list (libqmi commit 06fda6aa); then
-- qmicli 1.32.2 ends in a segmentation fault, since it has no list when the
-- selected configuration is told.
pdc["List Configs"] = function(modem, request, call)
  if not is_known(request.config_type) then
    return fail "InvalidArgument"
  end
  local list = {}
  for place, entry in ipairs(modem.configurations:of_type(request.config_type))
  do
    list[place] = { config_type = entry.type, id = entry.id }
  end
  if #list == 0 and not modem.preset.configurations.tells_empty_list then
    return {}
  end
  accept(modem, request, call, nil, { configs = list })
  return {}
end

pdc["Get Config Info"] = function(modem, request, call)
  local wanted = request.type_with_id_v2
  local entry = modem.configurations:get(wanted.config_type, wanted.id)
  accept(modem, request, call, not entry and "NoEntry", entry and {
    total_size = entry.size, description = entry.description,
    version = entry.version,
  })
  return {}
end

pdc["Get Selected Config"] = function(modem, request, call)
  local kept = modem.configurations.kept
  local active = kept.active[request.config_type]
  local pending = kept.pending[request.config_type]
  return accept(modem, request, call,
    not active and not pending and "NotProvisioned", {
      active_id = active, pending_id = pending,
    })
end

pdc["Set Selected Config"] = function(modem, request, call)
  local wanted = request.type_with_id_v2
  return accept(modem, request, call,
    modem.configurations:select(wanted.config_type, wanted.id))
end

pdc["Activate Config"] = function(modem, request, call)
  return accept(modem, request, call,
    modem.configurations:activate_pending(request.config_type))
end

pdc["Deactivate Config"] = function(modem, request, call)
  return accept(modem, request, call,
    modem.configurations:deactivate(request.config_type))
end

pdc["Delete Config"] = function(modem, request)
  local problem = modem.configurations:delete(request.config_type, request.id)
  return problem and fail(problem) or { token = request.token }
end

pdc["Load Config"] = function(modem, request, call)
  local chunk = request.config_chunk
  if not is_known(chunk.type) or chunk.id == "" or chunk.total_size == 0 or
    chunk.chunk == "" then
    return fail "InvalidArgument"
  end
  local problem, received, remaining, is_reset =
    modem.configurations:load(call.client, chunk)
  return accept(modem, request, call, problem, {
    received = received, remaining_size = remaining,
    frame_reset = is_reset or nil,
  })
end

pdc["Get Config Limits"] = function(modem, request)
  if not is_known(request.config_type) then
    return fail "InvalidArgument"
  end
  local taken, maximum = modem.configurations:room(request.config_type)
  return {
    token = request.token, maximum_size = maximum, current_size = taken,
  }
end

pdc["Get Default Config Info"] = function(modem, request)
  local entry = modem.configurations:default(request.config_type)
  if not entry then
    return fail "NotProvisioned"
  end
  return {
    token = request.token, version = entry.version, total_size = entry.size,
    description = entry.description,
  }
end

-- A configuration that has just been put out of use has no id.
function pdc.watch.configuration(modem, kind, id)
  if id then
    modem:notify("PDC Config Change", {
      type_with_id_v2 = { config_type = kind, id = id },
    }, function(state) return state.reporting end)
  end
end

function pdc.watch.configuration_refresh(modem, event)
  modem:notify("PDC Refresh", {
    refresh_event = event, subscription_id = 0, slot_id = modem.card.active - 1,
  }, function(state) return state.refresh end)
end

return pdc
