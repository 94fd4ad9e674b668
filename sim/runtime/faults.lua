-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The fault rules of a modem: which acts on a message, and what is to come of
-- it later.
--
-- State is plain data: counts, times, and lists of what is to be emitted.
-- All times are microseconds of the modem.

local core = ...
local FaultCheck = core.trusted "runtime/fault_check"
local Match = core.trusted "runtime/fault_match"
local Effects = core.trusted "runtime/fault_effects"

local Delivery = core.trusted "runtime/fault_delivery"

local Faults = {}
Faults.__index = Faults
for name, method in core.sorted(Delivery) do
  Faults[name] = method
end

local RULES_MAX = 1000

-- What a scenario holds in its hands of a rule.
local Handle = {}
Handle.__index = Handle

function Faults.new(modem)
  local faults = setmetatable({
    modem = modem, rules = {}, gone = {}, number = 0, times = { boot = 0 },
    first_times = { boot = 0 }, trackers = {},
    timed = {}, waiting = {}, joins = {}, previous = {}, transactions = {},
    connections = 0, connection_of = {}, hung_until = 0, order = 0,
    random = core.seed(modem.handle),
  }, Faults)
  faults.random_number = function(least, most)
    return faults:draw(least, most)
  end
  return faults
end

function Faults:now()
  return core.now(self.modem.handle)
end

-- A number from least to most; the same for the same seed.
function Faults:draw(least, most)
  self.random = self.random + 0x9e3779b97f4a7c15 -- SplitMix64
  local x = self.random
  x = (x ~ x >> 30) * 0xbf58476d1ce4e5b9
  x = (x ~ x >> 27) * 0x94d049bb133111eb
  return least + ((x ~ x >> 31) >> 1) % (most - least + 1)
end

function Faults:pick(range)
  if range.min == range.max then
    return range.min
  end
  return self:draw(range.min, range.max)
end

-- Rules -----------------------------------------------------------------------

local function list_without(list, removed)
  local kept = {}
  for _, item in ipairs(list) do
    if item ~= removed then
      kept[#kept + 1] = item
    end
  end
  return kept
end

-- A table whose functions are the scenario's, as a rule. `complain(word, text)`
-- raises an error about it, `label` says where it stands.
function Faults:add(given, complain, label)
  if #self.rules >= RULES_MAX then
    complain("faults", string.format("there are %d rules already", RULES_MAX))
  end
  local rule = FaultCheck.rule({ complain = complain, modem = self.modem },
    given)
  self.number = self.number + 1
  rule.number, rule.place = self.number, label
  rule.label = rule.name and string.format("%s (%s)", rule.name, label) or label
  rule.matched, rule.acted, rule.counts, rule.held = 0, 0, {}, {}
  rule.on_bytes = false
  for _, name in ipairs { "overwrite", "insert", "truncate", "pad",
    "stale_tail", "rewrite", "split", "coalesce" } do
    rule.on_bytes = rule.on_bytes or rule.effects[name] ~= nil
  end
  self:settle(rule)
  local rules = list_without(self.rules)
  rules[#rules + 1] = rule
  self.rules = rules
  core.watch(self.modem.handle, true)
  return setmetatable({ number = self.number, rule = rule, faults = self },
    Handle)
end

-- A rule that ends the connection or the modem and says nothing about the
-- message loses it as well.
function Faults.settle(_, rule)
  local ends = false
  for _, name in ipairs(Effects.SWALLOWING) do
    local effect = rule.effects[name]
    ends = ends or effect ~= nil and effect.after == 0
  end
  rule.swallows = ends and not rule.pass and Effects.is_beside(rule)
end

-- Keeps what it has done for the report.
function Faults:remove(rule)
  self.rules = list_without(self.rules, rule)
  self.gone[#self.gone + 1] = rule
  self:release_held(rule)
end

function Handle.__index(handle, key)
  if key == "matched" or key == "acted" or key == "label" then
    return handle.rule[key]
  end
  return Handle[key]
end

function Handle:remove()
  if not self.is_removed then
    self.is_removed = true
    self.faults:remove(self.rule)
  end
end

-- Acting ----------------------------------------------------------------------

function Faults:deliver(rule, list)
  local effects = rule.effects
  local delay = effects.delay
  if delay and delay.tracker then
    self:wait(delay, list)
  elseif effects.hold then
    self:hold(rule, list)
  elseif effects.coalesce then
    self:join(effects.coalesce, list)
  else
    self:emit_all(list, delay and self:pick(delay))
  end
end

-- Effects that are neither a message nor something of the endpoint.
function Faults:live(rule, m)
  local effects = rule.effects
  if effects.reboot then
    self:later(effects.reboot.after, { what = "reboot",
      options = effects.reboot.options })
  end
  if effects.hang then
    self:later(effects.hang.after, { what = "hang", us = effects.hang.us })
  end
  if effects.after and m.kind == "request" then
    local list = {}
    for index, item in ipairs(effects.after) do
      list[index] = Effects.extra(self, m, item)
    end
    self:later(0, { what = "emit", list = list })
  end
  if effects.event then
    self:happen(effects.event)
  end
  Effects.run(self, rule, m)
end

-- Makes calls of the client go wrong.
function Faults:disturb(device)
  core.emit(self.modem.handle, device, "disturb")
end

-- Does what a rule says; true: the message passes as it is.
function Faults:act(rule, m)
  rule.acted = rule.acted + 1
  self.modem:log(string.format("fault %s: %s", rule.label,
    table.concat(rule.words, " + ")))
  if rule.effects.device then
    self:disturb(rule.effects.device)
  end
  local passes = Effects.is_beside(rule)
  local list = {}
  if not passes or m.kind ~= "request" then
    list = Effects.list(self, rule, m)
  end
  local besides = Effects.besides(self, rule, m)
  table.move(besides, 1, #besides, #list + 1, list)
  self:deliver(rule, list)
  self:live(rule, m)
  return passes and m.kind == "request"
end

-- The same; what goes wrong is told with the rule's place.
function Faults:try(rule, m)
  local ok, passes = pcall(self.act, self, rule, m)
  if not ok then
    error(string.format("%s: the fault rule cannot act on %s: %s", rule.place,
      m.name, tostring(passes)), 0)
  end
  return passes
end

function Faults:is_due(rule, m)
  local key = Match.counter(rule.match, m)
  local count = (rule.counts[key] or 0) + 1
  rule.counts[key] = count
  rule.matched = rule.matched + 1
  if not Match.is_due(rule.match, count) or
    rule.times and rule.acted >= rule.times then
    return false
  end
  return not rule.probability or
    self:draw(0, 999999) < rule.probability * 1000000
end

-- The rule that acts on a message: the first that is due. All of them count
-- the message, whatever others do with it.
function Faults:choose(m)
  local chosen
  for _, rule in ipairs(self.rules) do
    if Match.meets(rule.match, m, self) and self:is_due(rule, m) then
      chosen = chosen or rule
    end
  end
  return chosen
end

-- A message on its way; true: it passes as it is.
function Faults:filter(m)
  if self.watcher then
    self.watcher:message(m)
  end
  if self:now() < self.hung_until then
    self:note(m)
    return false
  end
  local rule = self:choose(m)
  local passes = true
  if rule then
    passes = self:try(rule, m)
  elseif m.kind ~= "request" and self.joins[m.channel] then
    self:add_to_join(Effects.frame(m))
    passes = false
  end
  if m.kind == "request" or not rule or not rule.effects.drop then
    passes = self:note(m, passes)
  end
  return passes
end

-- Events ----------------------------------------------------------------------

-- When an event last happened, or nil.
function Faults:last(tracker)
  if tracker.event then
    return self.times[tracker.event]
  end
  return tracker.last
end

-- When it first happened, or nil.
function Faults:first(tracker)
  if tracker.event then
    return self.first_times[tracker.event]
  end
  return tracker.first
end

-- Shows every message to a watcher, and follows its trackers.
function Faults:watch(watcher, trackers)
  self.watcher = watcher
  table.move(trackers, 1, #trackers, #self.trackers + 1, self.trackers)
  core.watch(self.modem.handle, true)
end

-- Sends what has waited for an event; `fits(tracker)` says for which.
function Faults:release(fits)
  local kept, released = {}, {}
  for _, waiting in ipairs(self.waiting) do
    table.insert(fits(waiting.tracker) and released or kept, waiting)
  end
  self.waiting = kept
  for _, waiting in ipairs(released) do
    self:emit_all(waiting.list)
  end
end

-- Something has happened that is no message.
function Faults:happen(name)
  self.times[name] = self:now()
  self.first_times[name] = self.first_times[name] or self:now()
  self:release(function(tracker) return tracker.event == name end)
end

-- Notes which events a message is.
function Faults:follow(trackers, m, found)
  local now = self:now()
  for _, tracker in ipairs(trackers) do
    if tracker.match and Match.meets(tracker.match, m, self) then
      tracker.last = now
      tracker.first = tracker.first or now
      found[tracker] = true
    end
  end
end

-- Writes down that a message has come by. What has waited for it comes after
-- it, so that a message that passes is sent here first.
function Faults:note(m, passes)
  local found = {}
  local now = self:now()
  self:follow(self.trackers, m, found)
  for _, rule in ipairs(self.rules) do
    self:follow(rule.trackers, m, found)
  end
  if m.kind == "request" then
    self.times.request = now
    self.first_times.request = self.first_times.request or now
    self.transactions[m.service] = m.transaction
  end
  local waits = false
  for _, waiting in ipairs(self.waiting) do
    waits = waits or found[waiting.tracker] or
      m.kind == "request" and waiting.tracker.event == "request"
  end
  if not waits then
    return passes
  end
  if passes and m.kind ~= "request" then
    self:emit(Effects.message(m))
    passes = false
  end
  self:release(function(tracker)
    return found[tracker] or m.kind == "request" and tracker.event == "request"
  end)
  return passes
end

function Faults:opened(channel)
  self.connections = self.connections + 1
  self.connection_of[channel] = self.connections
  self:happen "open"
end

function Faults:closed(channel)
  self.connection_of[channel] = nil
  self.joins[channel] = nil
  self.previous[channel] = nil
  self:happen "close"
end

function Faults:booted()
  self.hung_until = 0
  self:happen "boot"
end

-- The number of the connection that a channel is, from 1 on.
function Faults:connection(channel)
  return self.connection_of[channel] or 0
end

-- What is to be said of the rules in the end: a list of points, and of notes
-- about rules that did nothing.
function Faults:report()
  local points = {}
  local all = list_without(self.gone)
  table.move(self.rules, 1, #self.rules, #all + 1, all)
  for _, rule in ipairs(all) do
    local name = rule.name and string.format("the rule %q", rule.name)
      or "a fault rule"
    local what = rule.matched == 0 and "never matched a message"
      or "never acted"
    if rule.must_match then
      points[#points + 1] = { ok = rule.acted > 0, where = rule.place,
        text = rule.acted == 1 and name .. " acted once" or rule.acted > 0
          and string.format("%s acted %d times", name, rule.acted)
          or string.format("%s %s", name, what) }
    elseif rule.acted == 0 then
      points[#points + 1] = { ok = true, note = true, where = rule.place,
        text = string.format("%s %s", name, what) }
    end
    if #rule.held > 0 then
      points[#points + 1] = { ok = true, note = true, where = rule.place,
        text = string.format("%s still holds %d of %d", name, #rule.held,
          rule.effects.hold.count) }
    end
  end
  if #self.waiting > 0 then
    points[#points + 1] = { ok = true, note = true, where = "",
      text = string.format("messages that waited for an event in vain: %d",
        #self.waiting) }
  end
  return points
end

return Faults
