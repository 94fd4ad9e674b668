-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Voice calls: how they begin, go on and end.
--
-- A call in modem.calls.list: id, number, presentation, direction ("mo" or
-- "mt"), state, type, mode, is_multiparty, all in the words of VOICE; `outcome`
-- (what becomes of an outgoing one), `peer` ({ number =, id = }: the other leg,
-- on a modem of the exchange), `step` (counts changes of its state) and, at its
-- end, `reason`.
--
-- Two sides act on a call. The host dials, accepts, finishes and manages. The
-- far end, which is the scenario, the preset or another modem, rings, answers,
-- hangs up, holds and retrieves.
--
-- Topics: "calls" (list) with a copy of what is told of each call;
-- "supplementary" (id, what); "dtmf" (id, event, digits); "ussd" (what, data),
-- see world/ussd.lua.

local outgoing = include "world/outgoing"
local supplementary = include "world/supplementary"
local ussd = include "world/ussd"

local Calls = {}
Calls.__index = Calls

local MODES = { gsm = "gsm", umts = "umts", lte = "lte", ["5gnr"] = "lte" }
local ANY = 0xFF -- the active call

function Calls.new(modem)
  ussd.check(modem.preset.calls.ussd)
  local services = supplementary.new(modem)
  return setmetatable({
    modem = modem, list = {}, outcomes = {}, tones = {}, dialled = {},
    services = services, config = modem.nonvolatile.voice,
    ussd_codes = {}, ussd_session = nil, ussd_count = 0,
  }, Calls)
end

function Calls:later(seconds, action)
  self.modem:after(seconds, function()
    if self.modem.calls == self then
      action()
    end
  end)
end

-- A call by id; 0xFF is the active one.
function Calls:find(id)
  for _, call in ipairs(self.list) do
    if call.id == id or id == ANY and call.state == "conversation" then
      return call
    end
  end
  return nil
end

-- The calls in one of some states.
function Calls:in_state(...)
  local found = {}
  for _, call in ipairs(self.list) do
    for place = 1, select("#", ...) do
      if call.state == select(place, ...) then
        found[#found + 1] = call
      end
    end
  end
  return found
end

local function copy(call)
  return {
    id = call.id, state = call.state, type = call.type, mode = call.mode,
    direction = call.direction, is_multiparty = call.is_multiparty,
    number = call.number, presentation = call.presentation,
    reason = call.reason,
  }
end

function Calls:snapshot()
  local list = {}
  for place, call in ipairs(self.list) do
    list[place] = copy(call)
  end
  return list
end

function Calls:tell()
  self.modem:changed("calls", self:snapshot())
end

local function free_id(self)
  local id = 1
  while self:find(id) do
    id = id + 1
  end
  return id
end

-- What has been planned for the old state is off.
function Calls:set_state(call, state)
  call.state = state
  call.step = call.step + 1
end

-- Calls `action` later unless the call's state has changed by then.
function Calls:then_after(call, seconds, action)
  local step = call.step
  self:later(seconds, function()
    if self:find(call.id) == call and call.step == step then
      action()
    end
  end)
end

function Calls:add(fields)
  local call = {
    id = free_id(self), number = fields.number,
    presentation = fields.presentation or "allowed",
    direction = fields.direction, state = fields.state,
    type = fields.type or "voice",
    mode = MODES[self.modem.network:technology()] or "unknown",
    is_multiparty = false, step = 0, peer = fields.peer,
  }
  self.list[#self.list + 1] = call
  return call
end

-- The other leg of a call: the calls of the other modem, and the call.
local function other_leg(self, call)
  local exchange = self.modem.exchange
  local other = call.peer and exchange and exchange:modem_of(call.peer.number)
  local leg = other and other.calls:find(call.peer.id)
  if leg then
    return other.calls, leg
  end
  return nil
end

-- The end of a call for a reason of VOICE.
function Calls:drop(call, reason)
  call.reason = reason
  self:set_state(call, "end")
  self:tell()
  for place, other in ipairs(self.list) do
    if other == call then
      table.remove(self.list, place)
    end
  end
  self:settle()
end

-- What waited for a call that is gone rings; nobody is alone in a conference.
function Calls:settle()
  local changed = false
  local waiting = self:in_state("waiting")[1]
  if waiting and #self.list == 1 then
    self:set_state(waiting, "incoming")
    changed = true
  end
  local members = {}
  for _, call in ipairs(self.list) do
    members[#members + 1] = call.is_multiparty and call or nil
  end
  if #members == 1 then
    members[1].is_multiparty = false
    changed = true
  end
  if changed then
    self:tell()
  end
end

-- The host dials: see world/outgoing.lua.
function Calls:dial(number, clir_type)
  return outgoing.dial(self, number, clir_type)
end

-- What the host does with its calls.

-- Accepts an incoming call. Nil, or what is wrong.
function Calls:accept(call)
  if call.state == "waiting" and #self:in_state "hold" > 0 and
    #self:in_state "conversation" > 0 then
    return "wrong_state"
  elseif call.state ~= "incoming" and call.state ~= "waiting" then
    return "wrong_state"
  end
  for _, active in ipairs(self:in_state "conversation") do
    self:put_on_hold(active)
  end
  self:set_state(call, "conversation")
  self:tell()
  local calls, leg = other_leg(self, call)
  if calls then
    calls:answer(leg.id)
  end
  return nil
end

-- Ends a call from this side.
function Calls:finish(call, reason)
  if call.state == "disconnecting" then
    return
  end
  local is_refused = call.state == "incoming" or call.state == "waiting"
  local calls, leg = other_leg(self, call)
  self:set_state(call, "disconnecting")
  self:tell()
  self:then_after(call, self.modem.preset.calls.end_seconds, function()
    self:drop(call, reason or "client_end")
  end)
  if calls then
    calls:hang_up(leg.id, is_refused and "user_busy" or "normal_call_clearing")
  end
end

function Calls:put_on_hold(call)
  self:set_state(call, "hold")
  local calls, leg = other_leg(self, call)
  if calls then
    calls:hold(leg.id)
  end
end

function Calls:take_back(call)
  self:set_state(call, "conversation")
  local calls, leg = other_leg(self, call)
  if calls then
    calls:retrieve(leg.id)
  end
end

-- Keys that the host presses, for the other leg.
function Calls:pass_tones(call, event, digits)
  local calls, leg = other_leg(self, call)
  if calls then
    calls.modem:changed("dtmf", leg.id,
      (event:gsub("_from_host", "_from_network")), digits)
  end
end

-- What the far end does. Without an id: the first call.

local function wanted_call(self, id, what)
  local call = id and self:find(id) or not id and self.list[1]
  if not call then
    error(string.format("%s: there is no call %s", what, tostring(id or "")),
      3)
  end
  return call
end

local function check_ring(from, presentation)
  if type(from) ~= "table" then
    error("ring takes a table: { from = \"+15550100200\" }", 3)
  elseif from.from ~= nil and (type(from.from) ~= "string" or
    not outgoing.is_number(from.from)) then
    error("ring: from must be a number as a string", 3)
  elseif presentation ~= "allowed" and presentation ~= "restricted" and
    presentation ~= "unavailable" and presentation ~= "payphone" then
    error("ring: presentation is allowed, restricted, unavailable or payphone",
      3)
  end
end

-- Why a call cannot come in, as an outcome; or nil.
local function incoming_objection(self)
  if not self.modem.network:is_registered() then
    return "unreachable"
  elseif supplementary.bars_incoming(self.services, self.modem) then
    return "barred"
  end
  local is_busy = #self.list > 0
  local forwarded = supplementary.forwards(self.services, is_busy)
  if forwarded then
    return "forwarded", forwarded
  elseif is_busy and (not supplementary.waits(self.services) or
    #self:in_state("incoming", "waiting", "setup") > 0 or
    #self.list >= self.modem.preset.calls.limit) then
    return "busy"
  end
  return nil
end

-- Somebody calls: { from = "+4917..." }. Nil for `from` when the number is not
-- known. Returns the call's id, or nil and why it did not come in: "busy",
-- "unreachable", "barred", or "forwarded" and the number.
function Calls:ring(caller)
  local presentation = type(caller) == "table" and (caller.presentation or
    (caller.from and "allowed" or "unavailable"))
  check_ring(caller, presentation)
  local why, forwarded = incoming_objection(self)
  if why then
    return nil, why, forwarded
  end
  local shown = presentation ~= "restricted" and
    supplementary.shows_callers(self.services)
  local call = self:add({
    number = shown and caller.from or "", direction = "mt",
    presentation = shown and presentation or "restricted",
    state = #self.list > 0 and "waiting" or "incoming", peer = caller.peer,
  })
  self:tell()
  local seconds = caller.seconds or self.modem.preset.calls.ring_seconds
  self:then_after(call, seconds, function()
    self:miss(call)
  end)
  if self.config.auto_answer and call.state == "incoming" then
    self:then_after(call, self.modem.preset.calls.auto_answer_seconds,
      function() self:accept(call) end)
  end
  return call.id
end

-- Nobody has answered.
function Calls:miss(call)
  local calls, leg = other_leg(self, call)
  self:drop(call, "normal_call_clearing")
  if calls then
    calls:hang_up(leg.id, "user_alerting_no_answer")
  end
end

-- The far end answers an outgoing call.
function Calls:answer(id)
  local call = wanted_call(self, id, "answer")
  if call.direction == "mo" and (call.state == "alerting" or
    call.state == "cc_in_progress") then
    self:set_state(call, "conversation")
    self:tell()
  end
end

-- The far end hangs up, or the network ends the call.
function Calls:hang_up(id, reason)
  local call = wanted_call(self, id, "hang_up")
  if call.state ~= "disconnecting" then
    self:drop(call, reason or "normal_call_clearing")
  end
end

-- The far end puts the call on hold, and takes it back.
function Calls:hold(id)
  local call = wanted_call(self, id, "hold")
  self.modem:changed("supplementary", call.id, "call_is_on_hold")
end

function Calls:retrieve(id)
  local call = wanted_call(self, id, "retrieve")
  self.modem:changed("supplementary", call.id, "call_is_retrieved")
end

-- The far end presses keys.
function Calls:press(digits, id)
  local call = wanted_call(self, id, "press")
  self.modem:changed("dtmf", call.id, "burst_from_network", digits)
end

-- From now on calls to a number ("*": to any) end so: "answer", "busy",
-- "no_answer", "reject", "unreachable", "unassigned", "congestion", or "wait"
-- for the scenario's :answer(); or { outcome =, seconds = }. Nil: as the preset
-- says.
function Calls:behave(number, plan)
  local outcome = type(plan) == "table" and plan.outcome or plan
  if plan ~= nil and outcome ~= "answer" and outcome ~= "wait" and
    not outgoing.ENDS[outcome] then
    error("behave: no outcome " .. tostring(outcome), 2)
  end
  self.outcomes[number] = plan
end

-- Everything ends with the network.
function Calls:follow_network()
  if self.modem.network:is_registered() then
    return
  end
  local network = self.modem.network
  local has_cell = network:radio_is_on() and network.in_reach
  for _, call in ipairs { table.unpack(self.list) } do
    local calls, leg = other_leg(self, call)
    if call.type ~= "emergency" or not has_cell then
      self:drop(call, "no_service")
    end
    if calls then
      calls:hang_up(leg.id, "radio_link_lost")
    end
  end
  ussd.release(self)
end

-- USSD: see world/ussd.lua.

function Calls:ussd_request(message)
  ussd.ask(self, message)
end

function Calls:ussd_notify(text)
  ussd.notify(self, text)
end

function Calls:ussd_release()
  ussd.release(self)
end

function Calls:set_ussd(code, reply)
  ussd.set(self, code, reply)
end

return Calls
