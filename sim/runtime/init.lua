-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The trusted half of the scripting side: makes modems from scenarios, gives
-- requests to their handlers, runs stories and judges.
--
-- `core` holds the functions that C provides (sim/script_core.c). What this
-- chunk returns is called from C (sim/script.c) and from nowhere else.

local core = ...

core.sorted = sandbox.pairs
core.next = sandbox.next

-- Loads a file of the runtime, once.
local trusted = {}
function core.trusted(name)
  if trusted[name] == nil then
    trusted[name] = core.load_trusted(name .. ".lua")(core)
  end
  return trusted[name]
end

-- A sandboxed chunk with further globals; a mistake is raised.
function core.load(name, text, globals)
  local chunk, why = sandbox.load(name, text, globals)
  if not chunk then
    why = why:gsub("^qmimic:[^\n]-:%d+: ", "")
    error(why:find("^[^\n]-:%d+: ") and why or name .. ":1: " .. why, 0)
  end
  return chunk
end

function core.is_empty(value)
  return next(value) == nil
end

-- "file:line" of the function `level` steps up.
function core.place(level)
  local info = debug.getinfo(level + 1, "Sl")
  return info and string.format("%s:%d", info.short_src, info.currentline) or ""
end

-- "file:line" of where a function was written.
function core.function_place(action)
  local info = debug.getinfo(action, "S")
  return string.format("%s:%d", info.short_src, info.linedefined)
end

local names = core.trusted "runtime/names"
local values = core.trusted "runtime/values"
local Modem = core.trusted "runtime/modem"
local Story = core.trusted "runtime/story"
local Scenario = core.trusted "runtime/scenario"
local Control = core.trusted "runtime/control"

core.ctl_answer = setmetatable({}, core.ctl_tag)

local runtime = {}

-- Reads a scenario; errors name file and line. Returns the list of its modems'
-- scenarios, whose entries have a `name` when there are several.
function runtime.load_scenario(file, text)
  return Scenario.load(file, text)
end

-- Makes the modem of that place in the list. `handle` is the C side of it.
function runtime.new_modem(handle, list, place, options)
  local scenario = list[place]
  local modem = Modem.new(handle, scenario, options)
  scenario:bind(modem)
  modem.story = Story.new(modem, scenario.story)
  modem.has_story = scenario.story ~= nil
  list.modems = list.modems or {}
  for _, other in ipairs(list.modems) do
    other.others[modem.name] = modem
    modem.others[other.name] = other
  end
  list.modems[#list.modems + 1] = modem
  return modem
end

-- What C needs to know of the preset.
function runtime.config(modem)
  local preset = modem.preset
  local services = {}
  for key, version in core.sorted(preset.services) do
    local ok, service = pcall(names.service, key)
    if not ok then
      modem.scenario:complain(key, service)
    end
    if type(version) ~= "table" or math.type(version[1]) ~= "integer" or
      math.type(version[2]) ~= "integer" then
      modem.scenario:complain(key, string.format(
        "the version of service %s must be { major, minor }", service.name))
    end
    services[#services + 1] = {
      id = service.id, major = version[1], minor = version[2],
      limit = preset.clients.limits[service.name] or preset.clients.per_service,
    }
  end
  table.sort(services, function(a, b) return a.id < b.id end)
  return {
    services = services,
    client_limit = preset.clients.total,
    drops_clients = not preset.clients.survive_close,
    counts_indications = preset.quirks.counts_indications,
    refuses_raw_ip = preset.quirks.refuses_raw_ip,
    vendor = preset.usb.vendor,
    product = preset.usb.product,
    interface = preset.usb.interface,
    manufacturer = preset.usb.manufacturer,
    product_name = preset.usb.product_name,
    serial = preset.usb.serial,
    unknown_message = names.error_number(preset.errors.unknown_message),
    missing_argument = names.error_number(preset.errors.missing_argument),
    malformed = names.error_number(preset.errors.malformed),
    name = preset.name,
    at_interface = preset.at and (preset.at.interface or 2) or -1,
    leaks = modem.scenario.leaks,
  }
end

-- C knows the preset; what needs names of its vendor's messages follows.
function runtime.configured(modem)
  modem.scenario:add_faults(modem)
  modem.scenario:add_expectations(modem)
end

-- What C has to find out about the program, and how the run is judged.
function runtime.wishes(modem)
  local scenario = modem.scenario
  local wishes = modem.expectations:wishes()
  wishes.skip = scenario.skip or nil
  wishes.tier = scenario.tier
  wishes.fails = scenario.expect_failure ~= nil
  return wishes
end

-- Whether a failure is one that the scenario expects.
function runtime.expects(modem, text)
  return modem.scenario:expects(text)
end

-- What C has found out about the program that has ended.
function runtime.program(modem, program)
  modem.program = program
end

-- A command of a check has ended; true: it is not needed again.
function runtime.checked(modem, index, status, output)
  return modem.expectations:checked(index, status, output,
    core.now(modem.handle))
end

-- A message on its way; true: no rule changes it.
function runtime.filter(modem, message)
  return modem.faults:filter(message)
end

function runtime.channel_opened(modem, channel)
  modem.faults:opened(channel)
end

-- Raises an error that blames the scenario or service file that called the
-- runtime, or the handler that is being run when a tail call hides the caller.
function core.blame(problem)
  local level = 2
  local info = debug.getinfo(level, "Sl")
  while info do
    if info.currentline > 0 and info.short_src:sub(1, 7) ~= "qmimic:" then
      error(string.format("%s:%d: %s", info.short_src, info.currentline,
        problem), 0)
    end
    level = level + 1
    info = debug.getinfo(level, "Sl")
  end
  local modem = core.answering
  error((modem and modem:where(core.answering_name) .. ": " or "") .. problem, 0)
end

-- "file:line" of the scenario's or service file's line that is being run.
function core.caller_place()
  local level = 2
  local info = debug.getinfo(level, "Sl")
  while info do
    if info.currentline > 0 and info.short_src:sub(1, 7) ~= "qmimic:" then
      return string.format("%s:%d", info.short_src, info.currentline)
    end
    level = level + 1
    info = debug.getinfo(level, "Sl")
  end
  return "qmimic"
end

-- A request has come in. Returns the answers: response tables, fail,
-- indication, raw strings, or what makes C answer for the control service.
-- `wrong` is an error that the request gets in any case, `wrong_tlvs` one that
-- it gets when the modem knows the message.
function runtime.request(modem, name, request, call, wrong, wrong_tlvs)
  if modem.has_story then
    modem.story:record(name, request, call)
  end
  if modem.control then
    Control.saw(modem, name, request, call)
  end
  if wrong then
    return Modem.fail(wrong)
  end
  local handler = Modem.handler(modem, name)
  if not handler then
    if call.service == "CTL" then
      return core.ctl_answer
    end
    return Modem.fail(modem.preset.errors.unknown_message)
  end
  if wrong_tlvs then
    return Modem.fail(wrong_tlvs)
  end
  return Modem.answer(modem, name, request, call, handler)
end

-- The request has been answered: a story that waited for it goes on. Returns as
-- `advance` does.
function runtime.answered(modem, now)
  if modem.has_story then
    modem.story:catch_up(now)
  end
  return runtime.next_time(modem)
end

function runtime.client_gone(modem, service, client)
  modem:forget_client(service, client)
  if modem.replay then
    modem.replay:client_gone(service, client)
  end
end

function runtime.channel_closed(modem, channel)
  modem.faults:closed(channel)
  modem:channel_closed(channel)
end

-- Lets timers and the story go on; returns the time of the next, or nil.
function runtime.advance(modem, now)
  modem.timers:run(now)
  modem.faults:run(now)
  modem.story:catch_up(now)
  return runtime.next_time(modem)
end

-- When `advance` wants to be called next, or nil.
function runtime.next_time(modem)
  return values.earlier(values.earlier(modem.timers:next(),
    modem.faults:next()), modem.story:next())
end

-- A line of the AT port: the answer, and whether the port echoes.
function runtime.at(modem, line)
  return modem.default_modem.at(modem, line)
end

-- The host program has ended: nothing that is awaited will come.
function runtime.finish(modem)
  modem.story:finish()
  modem.expectations:finish(modem.program)
  if modem.replay then
    modem.replay:finish()
  end
  for _, point in ipairs(modem.faults:report()) do
    table.insert(modem.story.points, point)
  end
  return modem.story.points
end

-- CTL Set Data Format has changed the format of data.
function runtime.link_changed(modem, is_raw_ip)
  modem.data:follow_ctl(is_raw_ip)
end

-- A packet has come for a dormant call. Returns as `advance` does.
function runtime.woken(modem, handle)
  modem.bearers:wake(handle)
  return runtime.next_time(modem)
end

function runtime.audit(modem)
  return modem:audit()
end

function runtime.problem(modem, text)
  modem.call = nil
  core.answering = nil
  modem.story:problem(text)
end

-- Where the handler of a message was written, for messages about its answer.
function runtime.where(modem, name)
  return modem:where(name)
end

-- The control socket.
runtime.control = Control.run
runtime.control_check = Control.check
runtime.control_cancel = Control.cancel

return runtime
