-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Supplementary services: what the network does with calls of this number.
--
-- They are the network's, so that they outlive a restart:
-- modem.nonvolatile.supplementary = { forwarding = { [reason] = { number =,
-- active =, timer =, class = } }, barring = { [reason] = class }, waiting =
-- class, password =, clip =, colp =, colr =, clir = }. A class is the sum of
-- the services that it is for; 1 is voice. 0 is none.

local supplementary = {}

local VOICE = 1
local NO_REPLY_SECONDS = 20

local FORWARDING = {
  "forward_unconditional", "forward_mobile_busy", "forward_no_reply",
  "forward_unreachable",
}
local FORWARDING_GROUPS = {
  forward_all = FORWARDING,
  forward_all_conditional = { FORWARDING[2], FORWARDING[3], FORWARDING[4] },
}
local OUTGOING = {
  "all_outgoing", "outgoing_internal", "outgoing_internal_external_to_home",
}
local INCOMING = { "all_incoming", "incoming_roaming" }
local BARRING_GROUPS = {
  bar_all = { OUTGOING[1], OUTGOING[2], OUTGOING[3], INCOMING[1],
    INCOMING[2] },
  bar_all_outgoing = OUTGOING, bar_all_incoming = INCOMING,
}

-- Services that are either on or off.
local SWITCHES = { clip = true, clir = true, colp = true, colr = true }

local function group(reason, list, groups)
  for _, member in ipairs(list) do
    if member == reason then
      return { reason }
    end
  end
  return groups[reason]
end

-- The reasons of forwarding that a word stands for, or nil.
function supplementary.forwarding(reason)
  return group(reason, FORWARDING, FORWARDING_GROUPS)
end

function supplementary.barring(reason)
  return group(reason, BARRING_GROUPS.bar_all, BARRING_GROUPS)
end

function supplementary.new(modem)
  local kept = modem.nonvolatile
  local preset = modem.preset.calls
  kept.voice = kept.voice or {
    auto_answer = preset.auto_answer, tty_mode = "off", privacy = "standard",
    domain = "cs_preferred",
  }
  kept.supplementary = kept.supplementary or {
    forwarding = {}, barring = {}, waiting = preset.call_waiting and VOICE or 0,
    password = preset.barring_password, clip = true, colp = false,
    colr = false, clir = false,
  }
  return kept.supplementary
end

local function forward(services, reasons, request)
  local action = request.action
  for _, reason in ipairs(reasons) do
    local known = services.forwarding[reason]
    if action == "register" and not request.number then
      return "data_missing"
    elseif action == "activate" and not known and not request.number then
      return "ss_error_status"
    end
    if action == "register" or action == "activate" and request.number then
      services.forwarding[reason] = {
        number = request.number, active = true, class = request.class or VOICE,
        timer = reason == "forward_no_reply" and
          (request.timer or NO_REPLY_SECONDS) or 0,
      }
    elseif action == "activate" then
      known.active = true
    elseif action == "erase" then
      services.forwarding[reason] = nil
    elseif known then
      known.active = false
    end
  end
  return nil
end

local function bar(services, reasons, request)
  if request.action ~= "activate" and request.action ~= "deactivate" then
    return "illegal_ss_operation"
  elseif request.password ~= services.password then
    return "negative_password_check"
  end
  for _, reason in ipairs(reasons) do
    services.barring[reason] = request.action == "activate" and
      (request.class or VOICE) or nil
  end
  return nil
end

-- Changes a service: { action =, reason =, class =, number =, password =,
-- timer = } in the words of VOICE. Nil, or the reason against it.
function supplementary.change(services, request)
  local reason = request.reason
  local forwarding = supplementary.forwarding(reason)
  local barring = supplementary.barring(reason)
  if forwarding then
    return forward(services, forwarding, request)
  elseif barring then
    return bar(services, barring, request)
  end
  local is_on = request.action == "activate"
  if not is_on and request.action ~= "deactivate" then
    return "illegal_ss_operation"
  elseif reason == "call_waiting" then
    services.waiting = is_on and (request.class or VOICE) or 0
  elseif SWITCHES[reason] then
    services[reason] = is_on
  else
    return "ss_not_available"
  end
  return nil
end

-- Whether a service is on now.
function supplementary.is_active(services, reason)
  for _, member in ipairs(supplementary.forwarding(reason) or {}) do
    local entry = services.forwarding[member]
    return entry ~= nil and entry.active
  end
  for _, member in ipairs(supplementary.barring(reason) or {}) do
    return services.barring[member] ~= nil
  end
  if reason == "call_waiting" then
    return services.waiting ~= 0
  end
  return services[reason] == true
end

function supplementary.set_password(services, old, new, again)
  if old ~= services.password then
    return "negative_password_check"
  elseif new ~= again or not new:find "^%d%d%d%d$" then
    return "password_registration_failure"
  end
  services.password = new
  return nil
end

-- What the services do with calls.

local function concerns_voice(class)
  return class ~= nil and class & VOICE ~= 0
end

local function is_abroad(number)
  return number:sub(1, 1) == "+" or number:sub(1, 2) == "00"
end

-- Whether a number may not be called. Nobody knows the country code of home
-- here, so every number with one is international.
function supplementary.bars_outgoing(services, number, modem)
  local barring = services.barring
  return concerns_voice(barring.all_outgoing) or is_abroad(number) and
    (concerns_voice(barring.outgoing_internal) or modem.network:is_roaming()
    and concerns_voice(barring.outgoing_internal_external_to_home))
end

function supplementary.bars_incoming(services, modem)
  return concerns_voice(services.barring.all_incoming) or
    modem.network:is_roaming() and
    concerns_voice(services.barring.incoming_roaming)
end

-- The number that a call that comes in goes to instead, or nil.
function supplementary.forwards(services, is_busy)
  local always = services.forwarding.forward_unconditional
  local busy = services.forwarding.forward_mobile_busy
  if always and always.active and concerns_voice(always.class) then
    return always.number
  elseif is_busy and busy and busy.active and concerns_voice(busy.class) and
    not supplementary.waits(services) then
    return busy.number
  end
  return nil
end

function supplementary.waits(services)
  return concerns_voice(services.waiting)
end

function supplementary.shows_callers(services)
  return services.clip
end

-- `clir_type` of the call, or nil, comes before what is set.
function supplementary.hides_number(services, clir_type)
  if clir_type then
    return clir_type == "invocation"
  end
  return services.clir
end

return supplementary
