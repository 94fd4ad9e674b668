-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Loads scenarios and presets and checks them, so that a mistake is told with
-- file, line and the nearest name.

local core = ...
local names = core.trusted "runtime/names"
local values = core.trusted "runtime/values"
local Pending = core.trusted "runtime/pending"
local identity = core.trusted "runtime/identity"
local Replay = core.trusted "runtime/replay"
local bytes = core.trusted "runtime/bytes"
local Program = core.trusted "runtime/expect_program"

local API_VERSION = 1

local Scenario = {}
Scenario.__index = Scenario

local KEYS = {
  "api", "modem", "on", "faults", "story", "leaks", "bug", "replay",
  "expect", "expect_failure", "skip", "tier",
}
local BUG_KEYS = { "source", "fault", "versions" }
local GROUP_KEYS = {
  "api", "modems", "leaks", "bug", "expect_failure", "skip", "tier",
}
local MEMBER_KEYS = { "modem", "on", "faults", "story", "replay", "expect" }
local MODEMS_MAX = 16

-- "file:line" of the first place where `word` stands between quotes.
local function line_of(file, text, word)
  local number = 0
  for line in (text .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    if line:find('"' .. word .. '"', 1, true) or
      line:find("'" .. word .. "'", 1, true) or
      line:find("%f[%w_]" .. word:gsub("%W", "%%%0") .. "%s*=[^=]") then
      return string.format("%s:%d", file, number)
    end
  end
  return file .. ":1"
end

-- The same, in a section such as `faults = {` if it stands there.
local function line_in(file, text, section, word)
  local before, rest = text:match("^(.-)(%f[%w_]" .. section .. "%s*=.*)$")
  if rest then
    local skipped = select(2, before:gsub("\n", "\n"))
    local number = line_of("", rest, word):match "^:(%d+)$"
    if number then
      return string.format("%s:%d", file, number + skipped)
    end
  end
  return line_of(file, text, word)
end

local Preset = {}

local loaded = {} -- presets by name, for all modems
-- Sections of a preset that have no other entries than the generic one has.
local CLOSED = {
  "usb", "clients", "errors", "quirks", "identity", "device", "sim",
  "messages", "calls",
}

local function keys_of(given)
  local keys = {}
  for key in core.sorted(given) do
    keys[#keys + 1] = key
  end
  return keys
end

-- What of `changes` no preset can have: the complaint and the word, or nil.
local function unknown_entry(changes, generic)
  local unknown, key = names.check_keys(changes, keys_of(generic),
    "preset entry")
  for _, section in ipairs(CLOSED) do
    if not unknown and type(changes[section]) == "table" then
      unknown, key = names.check_keys(changes[section],
        keys_of(generic[section]), section .. " entry")
    end
  end
  return unknown, key
end

-- Sections in which each value has the type that it has in the generic preset.
local TYPED = { "usb", "services", "clients", "errors", "quirks", "identity" }

-- What of `changes` has another type than the entry in `base`, or nil.
local function wrong_type(base, changes)
  for _, section in ipairs(TYPED) do
    local why = values.misfit({ [section] = base[section] },
      { [section] = changes[section] }, "the preset's ")
    if why then
      return why, section
    end
  end
  return nil
end

-- A section of a preset that has a file of its own.
local function part(name)
  local text, file = core.file("parts/" .. tostring(name) .. ".lua")
  if not text then
    error(names.unknown("part", tostring(name),
      names.nearest(tostring(name), core.files "parts/")), 2)
  end
  return core.load(file, text, {})()
end

-- Reads a preset's file and lays it over the generic one.
local function load_preset(name)
  if loaded[name] then
    return loaded[name]
  end
  local text, file = core.file("presets/" .. name .. ".lua")
  if not text then
    error(names.unknown("preset", name,
      names.nearest(name, core.files "presets/")), 3)
  end
  local data = core.load(file, text, { part = part })()
  if type(data) ~= "table" then
    error(file .. ": a preset must return a table", 0)
  end
  if name ~= "generic" then
    local generic = load_preset "generic"
    local unknown, key = unknown_entry(data, generic)
    if not unknown then
      unknown, key = wrong_type(generic, data)
    end
    if unknown then
      error(line_of(file, text, tostring(key)) .. ": " .. unknown, 0)
    end
    local merged = values.merge(generic, data)
    if data.whole_services then
      merged.services = values.copy(data.services)
    end
    data = merged
  end
  loaded[name] = data
  return data
end

Preset.__call = function(self, changes)
  if type(changes) ~= "table" then
    error("changes to a preset must be a table", 2)
  end
  local unknown = unknown_entry(changes, load_preset "generic")
    or wrong_type(self.data, changes)
  if unknown then
    error(unknown, 2)
  end
  return setmetatable({
    data = values.merge(self.data, changes),
    changes = values.merge(self.changes or {}, changes),
  }, Preset)
end

local function preset(name)
  if type(name) ~= "string" or not name:match "^[%w_.-]+$" then
    error("a preset is named by a string such as \"generic\"", 2)
  end
  return setmetatable({ data = load_preset(name) }, Preset)
end

-- An answer with an error: fail "NoEffect", or with fields besides.
local function fail(name, fields)
  local ok, number = pcall(names.error_number, name)
  if not ok then
    core.blame(number)
  end
  if fields ~= nil and type(fields) ~= "table" then
    core.blame "the fields of fail() must be a table"
  end
  return setmetatable({ error = number, fields = fields }, core.fail_tag)
end

-- An indication among the answers to a request.
local function indication(name, fields, client)
  local message, why = names.message(name, "indication")
  if not message then
    core.blame(why)
  end
  if fields ~= nil and type(fields) ~= "table" then
    core.blame "the fields of indication() must be a table"
  end
  if client ~= nil and (math.type(client) ~= "integer" or client < 0 or
    client > 255) then
    core.blame "a client is a number from 0 to 255"
  end
  return setmetatable({
    service = message.service, id = message.id, name = message.name,
    fields = fields or {}, client = client,
  }, core.indication_tag)
end

Scenario.globals = {
  preset = preset, fail = fail, indication = indication, bytes = bytes,
  later = Pending.later,
}

-- Where a scenario of a real bug has it from, who is at fault, and in which
-- versions: the complaint about it and the word, or nil.
local function wrong_bug(bug)
  if bug == nil then
    return nil
  elseif type(bug) ~= "table" then
    return "bug must be a table: { source =, fault =, versions = }", "bug"
  end
  for _, name in ipairs(BUG_KEYS) do
    if type(bug[name]) ~= "string" or bug[name] == "" then
      return "bug needs a text: " .. name, bug[name] and name or "bug"
    end
  end
  return names.check_keys(bug, BUG_KEYS, "entry of bug")
end

local function check_shape(self, keys)
  local unknown, key = names.check_keys(self, keys, "scenario entry")
  if unknown then
    return unknown, key
  end
  if self.api and self.api ~= API_VERSION then
    return string.format("the scenario wants API version %s; this is %d",
      tostring(self.api), API_VERSION), "api"
  end
  if self.modem ~= nil and getmetatable(self.modem) ~= Preset then
    return 'modem must be a preset: preset "generic"', "modem"
  end
  if self.story ~= nil and type(self.story) ~= "function" then
    return "story must be a function(modem)", "story"
  end
  if self.on ~= nil and type(self.on) ~= "table" then
    return 'on must be a table from message names to functions', "on"
  end
  if self.faults ~= nil and type(self.faults) ~= "table" then
    return "faults must be a list of rules", "faults"
  end
  if self.expect ~= nil and type(self.expect) ~= "table" then
    return "expect must be a list of expectations", "expect"
  end
  if self.skip and type(self.skip) ~= "string" then
    return "skip must be the reason, a string", "skip"
  end
  if self.tier and self.tier ~= "preload" then
    return 'tier must be "preload"', "tier"
  end
  if self.replay ~= nil and type(self.replay) ~= "table" then
    return "replay must be a list of what was recorded", "replay"
  end
  if self.leaks and self.leaks ~= "fail" and self.leaks ~= "report" then
    return 'leaks must be "fail" or "report"', "leaks"
  end
  return wrong_bug(self.bug)
end

-- What is wrong with a scenario of several modems: the complaint and the word.
local function check_group(given)
  local problem, key = check_shape(given, GROUP_KEYS)
  if problem then
    return problem, key
  end
  if type(given.modems) ~= "table" or core.is_empty(given.modems) then
    return "modems must be a table from names to modems", "modems"
  end
  local count = 0
  for name, member in core.sorted(given.modems) do
    count = count + 1
    if type(name) ~= "string" or #name > 32 or
      not name:match "^%a[%w_-]*$" then
      return string.format("a modem is named by a word, not by %q",
        tostring(name)), name
    elseif type(member) ~= "table" then
      return name .. ' must be a table: { modem = preset "generic" }', name
    end
    problem, key = check_shape(member, MEMBER_KEYS)
    if problem then
      return problem, key
    end
  end
  return count > MODEMS_MAX and string.format(
    "a scenario has at most %d modems", MODEMS_MAX), "modems"
end

-- The scenarios of the modems in the order of their names.
local function members_of(given)
  local list = {}
  for name, member in core.sorted(given.modems or { { } }) do
    local one = values.shallow(given.modems and member or given)
    one.file, one.text, one.leaks = given.file, given.text, given.leaks
    one.skip, one.tier = given.skip, given.tier
    one.expect_failure = given.expect_failure
    one.name = given.modems and name or nil
    local chosen = one.modem or preset "generic"
    one.modem = setmetatable({
      data = identity.number(chosen.data, chosen.changes or {}, #list),
    }, Preset)
    list[#list + 1] = setmetatable(one, Scenario)
  end
  return list
end

-- Runs a scenario's text in an environment of its own. Returns the list of its
-- modems' scenarios.
function Scenario.load(file, text)
  local globals = { scenario = function(given)
    if type(given) ~= "table" then
      error(line_of(file, text, "scenario") ..
        ": scenario takes a table: scenario { ... }", 0)
    end
    local problem, key
    if given.modems ~= nil then
      problem, key = check_group(given)
    else
      problem, key = check_shape(given, KEYS)
    end
    if problem then
      error(string.format("%s: %s", line_of(file, text, tostring(key)),
        problem), 0)
    end
    return setmetatable(given, Scenario)
  end }
  for name, value in core.sorted(Scenario.globals) do
    globals[name] = value
  end
  local given = core.load(file, text, globals)()
  if getmetatable(given) ~= Scenario then
    local lines = select(2, text:gsub("[^\n]+", "%0"))
    error(string.format(
      "%s:%d: a scenario must end with: return scenario { ... }", file,
      math.max(lines, 1)), 0)
  end
  given.file, given.text = file, text
  return members_of(given)
end

function Scenario:complain(word, problem)
  error(line_of(self.file, self.text, tostring(word)) .. ": " .. problem, 0)
end

local function bind_handlers(self, modem)
  for name, handler in core.sorted(self.on or {}) do
    local message, why = names.message(name, "request", modem.vendor)
    if not message then
      self:complain(name, why)
    end
    local kind = type(handler)
    if kind == "function" then
      modem:override(message.name, handler)
    elseif kind == "table" then
      modem:override(message.name, function() return handler end,
        line_of(self.file, self.text, name))
    else
      self:complain(name, string.format(
        "the handler of %q must be a function, a table or fail, not a %s",
        name, kind))
    end
  end
end

-- Ties the scenario's handlers to its modem.
function Scenario:bind(modem)
  bind_handlers(self, modem)
end

-- A word that stands for a rule in the scenario's text.
local function word_of_rule(rule)
  if type(rule) ~= "table" then
    return "faults"
  end
  local message = type(rule.match) == "table" and rule.match.message
  if type(rule.name) == "string" then
    return rule.name
  elseif type(message) == "table" then
    message = message[1]
  end
  return type(message) == "string" and message or
    type(next(rule)) == "string" and (core.next(rule)) or "faults"
end

-- A function that raises an error about a word of a section.
local function complainer(self, section)
  return function(word, problem)
    error(line_in(self.file, self.text, section, tostring(word)) .. ": " ..
      problem, 0)
  end
end

-- Gives the rules of the scenario to the modem.
function Scenario:add_faults(modem)
  for _, rule in ipairs(self.faults or {}) do
    modem.faults:add(rule, complainer(self, "faults"),
      line_in(self.file, self.text, "faults", word_of_rule(rule)))
  end
  modem.replay = self.replay and Replay.new(modem, self.replay,
    function(word, problem) self:complain(word, problem) end)
end

-- A word that stands for an expectation in the scenario's text.
local function word_of_expectation(given)
  if type(given) ~= "table" then
    return "expect"
  end
  for _, name in ipairs { "name", "must", "must_not", "of", "output",
    "stdout", "stderr", "check" } do
    if type(given[name]) == "string" and not given[name]:find "\n" then
      return given[name]
    end
  end
  local key = core.next(given)
  return type(key) == "string" and key or "expect"
end

function Scenario:add_expectations(modem)
  local complain = complainer(self, "expect")
  for _, given in ipairs(self.expect or {}) do
    modem.expectations:add(given, complain, line_in(self.file, self.text,
      "expect", word_of_expectation(given)))
  end
  if self.expect_failure ~= nil then
    self.failures = Program.check_patterns({ complain = complain },
      { expect_failure = self.expect_failure }, "expect_failure")
  end
end

-- Whether a failure is among those that are expected.
function Scenario:expects(text)
  return self.failures ~= nil and Program.is_among(text, self.failures)
end

return Scenario
