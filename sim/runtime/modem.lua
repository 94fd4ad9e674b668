-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem as scenarios and service files see it.

local core = ...
local names = core.trusted "runtime/names"
local values = core.trusted "runtime/values"
local Timers = core.trusted "runtime/timers"
local Pending = core.trusted "runtime/pending"
local Default = core.trusted "runtime/default"
local Expect = core.trusted "runtime/expect"
local Faults = core.trusted "runtime/faults"
local troubles = core.trusted "runtime/troubles"

local Modem = { fail = Default.fail }
local properties = {} -- computed entries, named by the default modem

local meta = {
  __name = "modem",
  __index = function(modem, key)
    local method = Modem[key]
    if method ~= nil then
      return method
    end
    local property = properties[key]
    return property and property(modem)
  end,
}

local shared = setmetatable({}, { __mode = "k" })
local none = {}

-- A table that belongs to what a preset says of services and messages.
local function shared_table(preset)
  local found = shared
  for _, key in ipairs {
    preset.services, preset.missing or none, preset.refuses or none,
  } do
    local inner = found[key] or setmetatable({}, { __mode = "k" })
    found[key] = inner
    found = inner
  end
  return found
end

-- A message that a preset names.
local function message_of(preset, name, vendor)
  local message, why = names.message(name, "request", vendor)
  if not message then
    error("preset " .. tostring(preset.name) .. ": " .. why, 0)
  end
  return message.name
end

-- The handlers of the default modem that a modem with this preset has, by full
-- message name. Modems with the same services and gaps share one table.
local function handlers_of(default, scenario, vendor)
  local preset = scenario.modem.data
  local kept = shared_table(preset)
  if kept.handlers then
    return kept.handlers
  end
  local offered, handlers = {}, {}
  for name in core.sorted(preset.services) do
    local ok, service = pcall(names.service, name)
    if not ok then
      scenario:complain(name, service)
    end
    offered[service.name] = true
  end
  for name, entry in core.sorted(default.handlers) do
    handlers[name] = offered[entry.service] and entry.run or nil
  end
  for _, name in ipairs(preset.missing or none) do
    handlers[message_of(preset, name, vendor)] = nil
  end
  for name, problem in core.sorted(preset.refuses or none) do
    local ok, number = pcall(names.error_number, problem)
    if not ok then
      scenario:complain(name, number)
    end
    handlers[message_of(preset, name, vendor)] = function()
      return Modem.fail(number)
    end
  end
  kept.handlers = handlers
  return handlers
end

function Modem.new(handle, scenario, options)
  local default = Default.load()
  for name, property in core.sorted(default.properties) do
    properties[name] = property
  end
  local preset = scenario.modem.data
  local vendor = preset.usb.vendor
  local modem = setmetatable({
    handle = handle, scenario = scenario, default_modem = default,
    name = scenario.name, others = {},
    preset = values.view(preset), vendor = vendor, options = options,
    handlers = handlers_of(default, scenario, vendor), state = {},
    overrides = {}, client_states = {}, timers = Timers.new(),
    departures = {}, places = {},
  }, meta)
  modem.pending = Pending.new(modem)
  modem.faults = Faults.new(modem)
  modem.expectations = Expect.new(modem)
  local ok, why = pcall(default.setup, modem)
  if not ok then
    -- What is wrong with an entry, as "sim.pin must be ...", is found there.
    local entry = tostring(why):match "^%l[%w_]*%.([%w_]+)[ :%[]"
    if entry then
      scenario:complain(entry, why)
    end
    error(why, 0)
  end
  return modem
end

-- `place` is where the answer was written, when the handler cannot tell.
function Modem:override(name, handler, place)
  self.overrides[name] = handler
  self.places[name] = place
end

-- The function that answers a message, or nil.
function Modem:handler(name)
  return self.overrides[name] or self.replay and self.replay:handler(name)
    or self.handlers[name]
end

-- What the modem would have answered. For use in a handler. `change` may be a
-- function that gets these answers, when they are there, and returns others.
function Modem:default(request, change)
  local call = self.call
  if not call then
    error("default can be called from a handler only", 2)
  end
  if call.service == "CTL" then
    local answer, number = core.default_ctl(self.handle)
    return self.pending:settle_default(change, request, call,
      answer or Modem.fail(number))
  end
  local name = call.service .. " " .. call.message
  local run = self.handlers[name] or function()
    return Modem.fail(self.preset.errors.unknown_message)
  end
  return self.pending:settle_default(change, request, call,
    run(self, request, call))
end

-- From now on the modem has no default answer to give.
local function end_call(modem, ...)
  modem.call = nil
  core.answering = nil
  return ...
end

-- Runs `action` as the handler of a call, and returns what goes out now.
function Modem:answer(name, request, call, action)
  call.state = self:client_state(call.service, call.client)
  self.call = call
  core.answering, core.answering_name = self, name
  return end_call(self, self.pending:settle(request, call,
    action(self, request, call)))
end

-- The time of a pending answer has come.
function Modem:answer_late(entry)
  core.answer(self.handle, entry.call, entry.bytes, entry.is_proxy, function()
    return self:answer(entry.name, entry.request, entry.call, function()
      return self.pending:values_of(entry)
    end)
  end)
end

-- Answers a transaction that is still to be answered with Aborted. False: there
-- is none of that number.
function Modem:abort(call, transaction)
  return self.pending:abort(call.service, call.client, transaction)
end

function Modem:where(name)
  local handler = self:handler(name)
  return self.places[name] or handler and core.function_place(handler)
    or "qmimic"
end

-- Plain data that belongs to a client id and goes when the id is released.
function Modem:client_state(service, client)
  local states = self.client_states[service]
  if not states then
    states = {}
    self.client_states[service] = states
  end
  local state = states[client]
  if not state then
    state = {}
    states[client] = state
  end
  return state
end

function Modem:forget_client(service, client)
  local states = self.client_states[service]
  local state = states and states[client]
  if state then
    states[client] = nil
  end
  self.pending:cancel(function(call)
    return call.service == service and call.client == client
  end)
  self.default_modem.client_gone(self, service, client, state or {})
end

-- Sends an indication to one client, or to all when `client` is nil.
function Modem:indicate(name, fields, client)
  local message, why = names.message(name, "indication", self.vendor)
  if not message then
    error(why, 2)
  end
  if client ~= nil and (math.type(client) ~= "integer" or client < 0 or
    client > 255) then
    error("a client is a number from 0 to 255", 2)
  end
  local ok, problem = core.indicate(self.handle, message.service, message.id,
    client or 255, fields or {})
  if not ok then
    error(problem, 2)
  end
end

-- Sends an indication to every client of its service whose state makes
-- `registered(state)` true. Nil: to every client of the service.
function Modem:notify(name, fields, registered)
  local message, why = names.message(name, "indication", self.vendor)
  if not message then
    error(why, 2)
  end
  for _, client in ipairs(core.clients(self.handle)) do
    if client.service_id == message.service then
      local state = self:client_state(client.service, client.client)
      if not registered or registered(state) then
        self:indicate(name, fields, client.client)
      end
    end
  end
end

-- The clients of a service by rising id: { client =, state = }.
function Modem:clients(service)
  local list = {}
  for _, client in ipairs(core.clients(self.handle)) do
    if client.service == service then
      list[#list + 1] = {
        client = client.client,
        state = self:client_state(service, client.client),
      }
    end
  end
  return list
end

-- Sends an indication to every client of its service for whom `make(state)`
-- gives fields.
function Modem:notify_each(name, make)
  local message, why = names.message(name, "indication", self.vendor)
  if not message then
    error(why, 2)
  end
  for _, client in ipairs(core.clients(self.handle)) do
    if client.service_id == message.service then
      local fields = make(self:client_state(client.service, client.client))
      if fields then
        self:indicate(name, fields, client.client)
      end
    end
  end
end

-- A message by full name, when this modem has it: those of other vendors it has
-- not.
local function own_message(modem, name)
  local message = modem.handlers[name] and
    names.message(name, "request", modem.vendor)
  local numbered = message and names.message(string.format("0x%02X 0x%04X",
    message.service, message.id), "request", modem.vendor)
  return numbered and numbered.name == name and message or nil
end

-- The list of Get Supported Messages: a bit for each message that is answered.
function Modem:supported_messages(service)
  local bytes = {}
  for name, entry in core.sorted(self.default_modem.handlers) do
    local message = entry.service == service and own_message(self, name)
    if message then
      local place = message.id // 8 + 1
      for empty = #bytes + 1, place do
        bytes[empty] = 0
      end
      bytes[place] = bytes[place] | 1 << message.id % 8
    end
  end
  for place, byte in ipairs(bytes) do
    bytes[place] = string.char(byte)
  end
  return table.concat(bytes)
end

-- Tells every service that watches `topic` that the world has changed.
function Modem:changed(topic, ...)
  for _, watcher in ipairs(self.default_modem.watchers[topic] or {}) do
    watcher(self, ...)
  end
end

-- Tells the data path what to carry: raw_ip, aggregated, link and calls.
function Modem:carry(plan)
  core.carry(self.handle, plan)
end

-- What a call has carried since the last question, by the names of counters,
-- and how many seconds ago its last packet was (nil: there was none).
function Modem:traffic(handle)
  local passed, last = core.traffic(self.handle, handle)
  return passed, last and (core.now(self.handle) - last) / 1e6
end

-- Calls `action` after so many seconds. Returns a function that cancels it.
-- What the modem's own services want done ends with a reboot; what a scenario
-- wants does not.
function Modem:after(seconds, action)
  local timer = self.timers:add(core.now(self.handle) +
    values.us(seconds, "after"), action)
  timer.is_own = Default.wrote(action)
  return function()
    self.timers:cancel(timer)
  end
end

-- Seconds since the modem was switched on.
function Modem:time()
  return core.now(self.handle) / 1e6
end

function Modem:log(text)
  local who = self.name and self.name .. ": " or ""
  core.log(self.handle, who .. tostring(text))
end

function Modem:sleep(seconds)
  return self.story:sleep(seconds)
end

function Modem:expect(name, options)
  return self.story:expect(name, options)
end

function Modem:expect_no(name, options)
  return self.story:expect_no(name, options)
end

-- A place in the list of requests, for `since`.
function Modem:mark()
  return self.story.count
end

function Modem:hang_up()
  core.action(self.handle, "hang_up")
end

function Modem:pause()
  core.action(self.handle, "pause")
end

function Modem:resume()
  core.action(self.handle, "resume")
end

function Modem:vanish()
  core.action(self.handle, "vanish")
end

function Modem:come_back()
  core.action(self.handle, "come_back")
end

function Modem:revoke(service, client)
  local ok, found = pcall(names.service, service)
  if not ok then
    error(found, 2)
  end
  if math.type(client) ~= "integer" or client < 0 or client > 255 then
    error("a client is a number from 0 to 255", 2)
  end
  return core.revoke(self.handle, found.id, client)
end

-- The modem stops working: nobody is answered, nothing happens by itself.
function Modem:halt()
  self.pending:cancel(function() return true end)
  self.timers:cancel_own()
end

-- Forgets all client ids and starts the world again, after being off the bus
-- for so many seconds. `keeps_ids`: client ids stay; `silent`: no CTL Sync says
-- that it is back.
function Modem:reboot(options)
  local seconds = options and options.seconds or 3
  self:log(string.format("the modem reboots and is gone for %g s", seconds))
  self:vanish()
  self:halt()
  core.restart(self.handle, options and options.keeps_ids or false)
  self.default_modem.setup(self)
  self:after(seconds, function()
    self:come_back()
    self.faults:booted()
    if not (options and options.silent) then
      self:indicate("CTL Sync", {})
    end
  end)
end

for name, action in pairs(troubles) do
  Modem[name] = action
end

-- What each client id still holds: { service =, client =, what =, left = }.
function Modem:audit()
  local held = {}
  for _, client in ipairs(core.clients(self.handle)) do
    local function add(what)
      held[#held + 1] = {
        service = client.service, client = client.client, what = what,
        left = client.left,
      }
    end
    add "client id"
    local state = self:client_state(client.service, client.client)
    for _, what in ipairs(self.default_modem.holdings(self, client.service,
      client.client, state)) do
      add(what)
    end
  end
  return held
end

local DEPARTURES_MAX = 1000

-- Writes down what a client held when it closed the device.
function Modem:channel_closed(channel)
  local held = {}
  self.pending:cancel(function(call) return call.channel == channel end)
  for _, client in ipairs(core.clients(self.handle)) do
    if client.channel == channel and not client.left then
      held[#held + 1] = string.format("%s client %d", client.service,
        client.client)
    end
  end
  if #held > 0 and #self.departures < DEPARTURES_MAX then
    self.departures[#self.departures + 1] = {
      time = self:time(), channel = channel, held = held,
    }
    self:log("the client left and keeps: " .. table.concat(held, ", "))
  end
end

return Modem
