-- SPDX-License-Identifier: LGPL-2.1-or-later
-- VOICE: supplementary services.

local common = include "voice/common"
local supplementary = include "world/supplementary"

local services = {}

local function refuse(reason)
  return fail("SupsFailureCase", { failure_cause = reason })
end

-- Everything here is a question to the network.
local function ask(action)
  local function answer(modem, request)
    if not modem.network:is_registered() then
      return refuse "no_service"
    end
    return action(modem.calls.services, request, modem)
  end
  return function(modem)
    return later(modem.preset.calls.service_seconds, answer)
  end
end

local function tell(modem, action, reason)
  common.tell(modem, "VOICE Supplementary Service Request",
    "supplementary_service_notification_events", {
      info = { service = action, modified_by_call_control = false },
      reason = reason,
    })
end

local function change(own, request, modem)
  local wanted = request.supplementary_service_information
  local action = wanted.supplementary_service_action
  local reason = wanted.supplementary_service_reason
  local why = supplementary.change(own, {
    action = action, reason = reason, class = request.service_class,
    number = request.number, password = request.password,
    timer = request.no_reply_timer,
  })
  if why then
    return refuse(why)
  end
  tell(modem, action, reason)
  return { service_status = {
    active = supplementary.is_active(own, reason), provisioned = true,
  } }
end

local function get_forwarding(own, request, modem)
  local reasons = supplementary.forwarding(request.reason)
  if not reasons then
    return fail "InvalidArgument"
  end
  local list = {}
  for _, reason in ipairs(reasons) do
    local entry = own.forwarding[reason]
    if entry then
      list[#list + 1] = {
        active = entry.active, service_class = entry.class,
        number = entry.number, no_reply_timer = entry.timer,
      }
    end
  end
  if #list == 0 then
    list[1] = { active = false, service_class = request.service_class or 1,
      number = "", no_reply_timer = 0 }
  end
  tell(modem, "interrogate", request.reason)
  return { information = list }
end

local function get_barring(own, request, modem)
  local reasons = supplementary.barring(request.reason)
  if not reasons then
    return fail "InvalidArgument"
  end
  local class = 0
  for _, reason in ipairs(reasons) do
    class = class | (own.barring[reason] or 0)
  end
  tell(modem, "interrogate", request.reason)
  return { service_class = class }
end

local function get_waiting(own, request, modem)
  tell(modem, "interrogate", "call_waiting")
  return { service_class = own.waiting & (request.service_class or 0xFF) }
end

local function get_switch(name)
  return ask(function(own, request, modem)
    tell(modem, "interrogate", name)
    return { status = { active = own[name], provisioned = true } }
  end)
end

local function get_clir(own, request, modem)
  tell(modem, "interrogate", "clir")
  return { status = { active = own.clir,
    provision = own.clir and "restricted" or "allowed" } }
end

local function set_password(own, request, modem)
  local info = request.information
  if not supplementary.barring(info.reason) then
    return fail "InvalidArgument"
  end
  local why = supplementary.set_password(own, info.old, info.new,
    info.new_again)
  if why then
    return refuse(why)
  end
  tell(modem, "register_password", info.reason)
  return {}
end

function services.add(voice)
  voice["Set Supplementary Service"] = ask(change)
  voice["Get Call Forwarding"] = ask(get_forwarding)
  voice["Get Call Barring"] = ask(get_barring)
  voice["Get Call Waiting"] = ask(get_waiting)
  voice["Get CLIP"] = get_switch "clip"
  voice["Get COLP"] = get_switch "colp"
  voice["Get COLR"] = get_switch "colr"
  voice["Get CLIR"] = ask(get_clir)
  voice["Set Call Barring Password"] = ask(set_password)
end

return services
