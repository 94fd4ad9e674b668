-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the control socket can do to a modem: see doc/control.md.
--
-- `modem.control.waits` holds what connections wait for: { token =, message =,
-- client =, request =, state =, equals =, run =, at =, result = }.

local core = ...
local names = core.trusted "runtime/names"
local values = core.trusted "runtime/values"
local Scenario = core.trusted "runtime/scenario"
local Plain = core.trusted "runtime/plain"
local Snapshot = core.trusted "runtime/snapshot"

local Control = {}
local commands = {}

local WAITS_MAX = 256
local WITHIN = 10 -- seconds that a wait takes when nothing else is said

local LATER = {} -- the answer comes when a wait is over

-- Raises what is wrong with a request.
local function refuse(text, ...)
  error(string.format(text, ...), 0)
end

local function expect_type(args, name, wanted, is_optional)
  local value = args[name]
  if value == nil and is_optional then
    return nil
  end
  if type(value) ~= wanted then
    refuse("%s must be a %s%s", name, wanted,
      value == nil and "" or ", not a " .. type(value))
  end
  return value
end

local function expect_world(modem, name)
  return modem[name] or refuse("this modem has no %s", name)
end

-- A command: the arguments it may have and what it does.
local function command(name, keys, run)
  commands[name] = { keys = keys, run = run }
end

command("state", { "path" }, function(modem, args)
  local path = expect_type(args, "path", "string", true)
  if not path then
    return Plain.of(modem, modem)
  end
  return Plain.of(modem, Plain.find(modem, path))
end)

command("clients", {}, function(modem)
  local list = Plain.list()
  for place, client in ipairs(core.clients(modem.handle)) do
    list[place] = {
      service = client.service, client = client.client,
      channel = client.channel, left = client.left,
      state = Plain.of(modem, modem:client_state(client.service,
        client.client)),
    }
  end
  return list
end)

command("sms", { "from", "text", "class", "data", "pdu" },
  function(modem, args)
    expect_world(modem, "messages"):receive(args)
  end)

command("call", { "from" }, function(modem, args)
  local id, why = expect_world(modem, "calls"):ring(args)
  return id and { id = id } or
    refuse("the call does not come in: %s", tostring(why))
end)

command("signal", { "values" }, function(modem, args)
  modem.network:set_signal(expect_type(args, "values", "table"))
end)

command("lose", {}, function(modem) modem.network:lose() end)
command("return", {}, function(modem) modem.network:come_back() end)

command("sim-remove", { "slot" }, function(modem, args)
  modem.sim:remove(expect_type(args, "slot", "number", true))
end)

command("sim-insert", { "slot", "changes" }, function(modem, args)
  modem.sim:insert(expect_type(args, "changes", "table", true),
    expect_type(args, "slot", "number", true))
end)

command("vanish", {}, function(modem) modem:vanish() end)
command("come-back", {}, function(modem) modem:come_back() end)
command("hang-up", {}, function(modem) modem:hang_up() end)

command("reboot", { "seconds" }, function(modem, args)
  modem:reboot { seconds = expect_type(args, "seconds", "number", true) }
end)

command("snapshot", {}, function(modem) return Snapshot.take(modem) end)

command("restore", { "snapshot" }, function(modem, args)
  Snapshot.restore(modem, expect_type(args, "snapshot", "table"))
end)

-- A sandboxed function of a text: an expression, or statements.
local function compile(modem, text)
  local globals = { modem = modem }
  for name, value in core.sorted(Scenario.globals) do
    globals[name] = value
  end
  local chunk = sandbox.load("control", "return " .. text, globals)
  if chunk then
    return chunk
  end
  local why
  chunk, why = sandbox.load("control", text, globals)
  return chunk or refuse("%s", (tostring(why):gsub("^qmimic:[^\n]-:%d+: ", "")))
end

command("lua", { "code" }, function(modem, args)
  local results = table.pack(compile(modem,
    expect_type(args, "code", "string"))())
  local list = Plain.list()
  for place = 1, results.n do
    list[place] = Plain.of(modem, results[place])
    if list[place] == nil then
      list[place] = Plain.NULL
    end
  end
  return list
end)

command("fault-add", { "rule" }, function(modem, args)
  local rule = compile(modem, expect_type(args, "rule", "string"))()
  local ok, handle = pcall(modem.faults.add, modem.faults, rule,
    function(_, problem) refuse("%s", problem) end, "control")
  return ok and { number = handle.number } or error(handle, 0)
end)

local function rule_data(rule)
  return {
    number = rule.number, name = rule.name, place = rule.place,
    matched = rule.matched, acted = rule.acted,
  }
end

command("fault-list", {}, function(modem)
  local list = Plain.list()
  for place, rule in ipairs(modem.faults.rules) do
    list[place] = rule_data(rule)
  end
  return list
end)

command("fault-remove", { "number", "name" }, function(modem, args)
  for _, rule in ipairs(modem.faults.rules) do
    if args.number ~= nil and rule.number == args.number or
      args.name ~= nil and rule.name == args.name then
      modem.faults:remove(rule)
      return rule_data(rule)
    end
  end
  if args.number == nil and args.name == nil then
    refuse "number or name must say which rule"
  end
  refuse("there is no rule %s", tostring(args.number or args.name))
end)

-- Waiting ---------------------------------------------------------------------

local function control_of(modem)
  modem.control = modem.control or { waits = {} }
  return modem.control
end

local function one_condition(args)
  local found
  for _, name in ipairs { "message", "state", "lua" } do
    if args[name] ~= nil then
      expect_type(args, name, "string")
      if found then
        refuse("wait for one thing, not both %s and %s", found, name)
      end
      found = name
    end
  end
  return found or refuse "say what to wait for: message, state or lua"
end

-- Whether a wait is over: what came of it, or nil.
local function outcome(modem, wait)
  if wait.result then
    return { ok = true, value = wait.result }
  elseif wait.message then
    return nil
  end
  local ok, value
  if wait.state then
    ok, value = pcall(function()
      return Plain.of(modem, Plain.find(modem, wait.state))
    end)
    ok = ok and value ~= nil
  else
    ok, value = pcall(wait.run)
    if not ok then
      return { ok = false, value = tostring(value) }
    end
    value = Plain.of(modem, value)
  end
  local is_met
  if wait.equals ~= nil then
    is_met = ok and values.matches(value, wait.equals)
  else
    is_met = ok and value
  end
  return is_met and { ok = true, value = value } or nil
end

command("wait", {
  "message", "client", "request", "state", "equals", "lua", "within",
}, function(modem, args, token)
  local waits = control_of(modem).waits
  if #waits >= WAITS_MAX then
    refuse("%d connections wait already", WAITS_MAX)
  end
  local condition = one_condition(args)
  local wait = { token = token, equals = args.equals }
  if condition == "message" then
    local message, why = names.message(args.message, "request", modem.vendor)
    wait.message = message and message.name or refuse("%s", why)
    wait.client = expect_type(args, "client", "number", true)
    wait.request = expect_type(args, "request", "table", true)
  elseif condition == "state" then
    wait.state = args.state
  else
    wait.run = compile(modem, args.lua)
  end
  local within = values.us(expect_type(args, "within", "number", true) or
    WITHIN, "within", 0)
  wait.at = core.now(modem.handle) + within
  wait.timer = modem.timers:add(wait.at, function() end)
  waits[#waits + 1] = wait
  return LATER
end)

-- A request has come in.
function Control.saw(modem, name, request, call)
  for _, wait in ipairs(modem.control.waits) do
    if wait.message == name and not wait.result and
      (not wait.client or wait.client == call.client) and
      (not wait.request or values.matches(request, wait.request)) then
      wait.result = {
        message = name, client = call.client,
        transaction = call.transaction, request = Plain.of(modem, request),
        time = core.now(modem.handle) / 1e6,
      }
    end
  end
end

-- The waits that are over: a list of { token =, ok =, value = }.
function Control.check(modem)
  local kept, over = {}, {}
  local now = core.now(modem.handle)
  for _, wait in ipairs(modem.control and modem.control.waits or {}) do
    local result = outcome(modem, wait)
    if not result and wait.at <= now then
      result = { ok = false, value = "it did not come in time" }
    end
    if result then
      modem.timers:cancel(wait.timer)
      result.token = wait.token
      over[#over + 1] = result
    else
      kept[#kept + 1] = wait
    end
  end
  if modem.control then
    modem.control.waits = kept
  end
  return over
end

-- A connection does not wait any more.
function Control.cancel(modem, token)
  local kept = {}
  for _, wait in ipairs(modem.control and modem.control.waits or {}) do
    if wait.token == token then
      modem.timers:cancel(wait.timer)
    else
      kept[#kept + 1] = wait
    end
  end
  if modem.control then
    modem.control.waits = kept
  end
end

-- Runs a command. Returns "done" and what it gives, "later", or "failed" and
-- why.
function Control.run(modem, name, args, token)
  local ok, result = pcall(function()
    local known = commands[name]
    if not known then
      local list = {}
      for other in core.sorted(commands) do
        list[#list + 1] = other
      end
      refuse("%s", names.unknown("command", name, names.nearest(name, list)))
    end
    local unknown = names.check_keys(args, known.keys, "argument")
    if unknown then
      refuse("%s", unknown)
    end
    return known.run(modem, args, token)
  end)
  if not ok then
    local text = tostring(result):gsub("^qmimic:[^\n]-:%d+: ", "")
    return "failed", text
  end
  if result == LATER then
    return "later"
  end
  return "done", result
end

return Control
