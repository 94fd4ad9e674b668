-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Voice calls that the host makes: who takes them, and when.
--
-- The functions take modem.calls first.

local supplementary = include "world/supplementary"

local outgoing = {}

local NUMBER_MAX = 81
local DIALLED_MAX = 1000

-- Outcomes of an outgoing call that end it, with the reason.
outgoing.ENDS = {
  busy = "user_busy", unreachable = "absent_subscriber",
  reject = "call_rejected", unassigned = "unassigned_number",
  no_answer = "user_alerting_no_answer", barred = "call_barred",
  congestion = "switching_equipment_congestion",
}

function outgoing.is_number(text)
  return #text <= NUMBER_MAX and text:find "^%+?[%d*#abcABCpwPW]+$" ~= nil
end

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- What becomes of a call to this number: { outcome =, seconds = }.
local function plan_for(self, number)
  local preset = self.modem.preset.calls
  local plan = self.outcomes[number] or self.outcomes["*"] or
    preset.numbers[number] or preset.unknown_number
  if type(plan) == "string" then
    plan = { outcome = plan }
  end
  return plan
end

-- The reason against dialling, or nil.
local function objection_to(self, is_emergency)
  local network = self.modem.network
  if #self.list >= self.modem.preset.calls.limit then
    return "no_resources"
  elseif not network:radio_is_on() then
    return "offline"
  elseif not network.in_reach or
    not is_emergency and not network:is_registered() then
    return "no_service"
  elseif #self:in_state("origination", "cc_in_progress", "alerting") > 0 or
    #self:in_state "conversation" > 0 and #self:in_state "hold" > 0 then
    return "wrong_state"
  end
  return nil
end

local function proceed(self, call, plan)
  local preset = self.modem.preset.calls
  local reason = outgoing.ENDS[plan.outcome]
  self:then_after(call, preset.alert_seconds, function()
    if reason and plan.outcome ~= "no_answer" then
      self:drop(call, reason)
      return
    end
    self:set_state(call, "alerting")
    self:tell()
    if plan.outcome == "wait" then
      return
    end
    local usual = reason and preset.ring_seconds or preset.answer_seconds
    self:then_after(call, plan.seconds or usual, function()
      if reason then
        self:drop(call, reason)
      else
        self:answer(call.id)
      end
    end)
  end)
end

-- Calls another modem. A number that it forwards to is tried once.
local function reach(self, call, other, number, is_forwarded)
  local own = self.modem.messages:own_number()
  local id, why, forwarded = other.calls:ring {
    from = own, peer = { number = own, id = call.id },
    presentation = call.hides_number and "restricted" or "allowed",
  }
  if id then
    call.peer = { number = number, id = id }
    self:set_state(call, "alerting")
    self:tell()
  elseif why == "forwarded" and not is_forwarded then
    self.modem:changed("supplementary", call.id, "outgoing_call_is_forwarded")
    local third = self.modem.exchange:modem_of(forwarded)
    if third and third ~= self.modem then
      reach(self, call, third, forwarded, true)
    else
      proceed(self, call, plan_for(self, forwarded))
    end
  else
    self:drop(call, outgoing.ENDS[why] or outgoing.ENDS.unreachable)
  end
end

-- The network has the call.
local function set_up(self, call)
  local modem = self.modem
  local is_emergency = call.type == "emergency"
  if not is_emergency and
    supplementary.bars_outgoing(self.services, call.number, modem) then
    modem:changed("supplementary", call.id, "outgoing_calls_barred")
    self:drop(call, outgoing.ENDS.barred)
    return
  end
  self:set_state(call, "cc_in_progress")
  self:tell()
  local other = not is_emergency and modem.messages:reader_of(call.number)
  if other == modem then
    self:drop(call, outgoing.ENDS.busy)
  elseif other then
    self:then_after(call, modem.preset.calls.alert_seconds, function()
      reach(self, call, other, call.number, false)
    end)
  else
    proceed(self, call, plan_for(self, call.number))
  end
end

-- The host dials. Returns the call, or nil and the reason. `clir_type` is
-- "suppression", "invocation" or nil.
function outgoing.dial(self, number, clir_type)
  if not outgoing.is_number(number) then
    return nil, "invalid_number_format"
  end
  local is_emergency = contains(self.modem.preset.calls.emergency_numbers,
    number)
  local objection = objection_to(self, is_emergency)
  if objection then
    return nil, objection
  end
  for _, active in ipairs(self:in_state "conversation") do
    self:put_on_hold(active)
  end
  local call = self:add {
    number = number, direction = "mo", state = "origination",
    type = is_emergency and "emergency" or "voice",
  }
  call.hides_number = supplementary.hides_number(self.services, clir_type)
  self.dialled[#self.dialled + 1] = { number = number,
    time = self.modem:time() }
  if #self.dialled > DIALLED_MAX then
    table.remove(self.dialled, 1)
  end
  self:tell()
  self:then_after(call, self.modem.preset.calls.setup_seconds, function()
    set_up(self, call)
  end)
  return call
end

return outgoing
