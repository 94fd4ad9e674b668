-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What a scenario expects of a whole run: messages that must or must not come,
-- and how the program in front of the modem behaves.
--
-- An expectation is data with a state: counts and times. Points are judged when
-- it is clear how they come out, at the latest when the program has ended.

local core = ...
local values = core.trusted "runtime/values"
local FaultValues = core.trusted "runtime/fault_values"
local Match = core.trusted "runtime/fault_match"
local Program = core.trusted "runtime/expect_program"

local Expect = {}
Expect.__index = Expect

local ENTRIES_MAX = 1000

function Expect.new(modem)
  return setmetatable({ modem = modem, list = {}, checks = {} }, Expect)
end

local function text_of(match)
  if type(match) == "string" then
    return match
  elseif type(match) ~= "table" then
    return "a message"
  end
  local name = match.message or match.service and
    "a message of " .. tostring(match.service) or "a message"
  if type(name) == "table" then
    name = table.concat(name, " or ")
  end
  return tostring(name)
end

-- A match as fault rules have it, or a message's name.
local function check_match(context, given)
  if type(given) == "string" then
    given = { message = given }
  end
  return { test = Match.check(context, given), text = text_of(given) }
end

local function check_window(context, given, entry)
  for _, name in ipairs { "after", "before" } do
    if given[name] ~= nil then
      entry[name] = Match.check_event(context, given[name], name)
    end
  end
  for _, name in ipairs { "within", "in_any" } do
    if given[name] ~= nil then
      entry[name] = FaultValues.check_us(context, name, given[name])
    end
  end
end

local CHECKS = {}

function CHECKS.must(context, given, entry)
  entry.match = check_match(context, given.must)
  entry.least = 1
end

function CHECKS.must_not(context, given, entry)
  entry.match = check_match(context, given.must_not)
  entry.most = 0
end

local function counted(least, most)
  return function(context, given, entry, verb)
    local number = FaultValues.check_whole(context, verb, given[verb])
    if given.of == nil then
      context.complain(verb, verb .. ' says of what: of = "DMS Get IDs"')
    end
    entry.match = check_match(context, given.of)
    entry.least, entry.most = least and number, most and number
  end
end

CHECKS.at_least = counted(true, false)
CHECKS.at_most = counted(false, true)
CHECKS.exactly = counted(true, true)

function CHECKS.order(context, given, entry)
  if type(given.order) ~= "table" or #given.order < 2 then
    context.complain("order", "order must be a list of at least two messages")
  end
  entry.steps = {}
  for index, match in ipairs(given.order) do
    entry.steps[index] = check_match(context, match)
  end
  entry.position = 1
end

local OPTIONS = {
  must = { "within", "after", "before" },
  must_not = { "after", "before" },
  at_least = { "of", "within", "after", "before" },
  at_most = { "of", "in_any", "after", "before" },
  exactly = { "of", "after", "before" },
  order = { "after", "before" },
}

local function verb_of(context, given)
  if given.check ~= nil then
    return "check"
  end
  local found
  for _, verbs in ipairs { OPTIONS, Program.options } do
    for verb in core.sorted(verbs) do
      if given[verb] ~= nil then
        if found then
          context.complain(verb, string.format(
            "an expectation is one thing, not both %s and %s", found, verb))
        end
        found = verb
      end
    end
  end
  if not found then
    context.complain("expect", "an expectation says what must be: must, " ..
      "must_not, at_most, order, status, stdout, ...")
  end
  return found
end

local function describe(entry)
  if entry.name then
    return entry.name
  end
  local verb = entry.verb
  local text
  if verb == "order" then
    local names = {}
    for index, step in ipairs(entry.steps) do
      names[index] = step.text
    end
    text = "in order: " .. table.concat(names, ", ")
  elseif entry.match then
    local count = entry.most ~= 0 and (entry.least or entry.most)
    text = verb:gsub("_", " ") .. (entry.verb:find "must" and "" or
      " " .. tostring(count or 0)) .. ": " .. entry.match.text
  else
    return Program.describe(entry)
  end
  if entry.within then
    text = string.format("%s within %g s", text, entry.within / 1e6)
  end
  if entry.in_any then
    text = string.format("%s in any %g s", text, entry.in_any / 1e6)
  end
  return text
end

-- Adds what a scenario says. `complain(word, text)` raises, `label` says where
-- it stands.
function Expect:add(given, complain, label)
  local context = { complain = complain, modem = self.modem, trackers = {} }
  if type(given) ~= "table" then
    complain("expect", 'an expectation is a table: { must = "DMS Get IDs" }')
  end
  if #self.list >= ENTRIES_MAX then
    complain("expect", "there are too many expectations")
  end
  local verb = verb_of(context, given)
  local known = { verb, "name" }
  local options = OPTIONS[verb] or Program.options[verb]
  table.move(options, 1, #options, #known + 1, known)
  FaultValues.check_keys(context, given, known, "entry of an expectation")
  local entry = { verb = verb, place = label, count = 0, times = {} }
  if given.name ~= nil then
    entry.name = FaultValues.check_string(context, "name", given.name)
  end
  local check = CHECKS[verb] or Program.checks[verb]
  check(context, given, entry, verb)
  check_window(context, given, entry)
  entry.text = describe(entry)
  self.list[#self.list + 1] = entry
  entry.judged = verb == "leaks" -- C knows what is held
  if verb == "check" then
    self.checks[#self.checks + 1] = entry
  end
  if entry.match or entry.steps then
    self.modem.faults:watch(self, context.trackers)
  end
  return entry
end

-- Messages -----------------------------------------------------------------------

function Expect:judge(entry, ok, why)
  if entry.judged then
    return
  end
  entry.judged = true
  self.modem.story:point(ok, why and entry.text .. ": " .. why or entry.text,
    entry.place)
end

-- Whether the time is one in which an expectation looks.
local function is_open(faults, entry)
  return (not entry.after or faults:last(entry.after) ~= nil) and
    (not entry.before or faults:last(entry.before) == nil)
end

local function started(faults, entry)
  return entry.after and faults:first(entry.after) or 0
end

local function tell(m, now)
  return string.format("%s came after %s, client %d, transaction %d",
    m.name, values.seconds(now), m.client, m.transaction)
end

-- Looks whether there were more in a stretch of time than there may be.
local function too_dense(entry, now)
  local times = entry.times
  times[#times + 1] = now
  if #times > entry.most + 1 then
    table.remove(times, 1)
  end
  return #times > entry.most and now - times[1] <= entry.in_any
end

function Expect:counted(entry, m, now)
  entry.count = entry.count + 1
  if entry.in_any then
    if too_dense(entry, now) then
      self:judge(entry, false, string.format("%d came within %s",
        entry.most + 1, values.seconds(now - entry.times[1])))
    end
  elseif entry.most and entry.count > entry.most then
    self:judge(entry, false, tell(m, now))
  elseif entry.verb ~= "exactly" and entry.least and
    entry.count == entry.least then
    local passed = now - started(self.modem.faults, entry)
    local ok = not entry.within or passed <= entry.within
    self:judge(entry, ok, string.format(ok and "came after %s"
      or "came too late, after %s", values.seconds(passed)))
  end
end

-- Whether a later step, which is not the one at hand, has come too early.
local function early_step(self, entry, m)
  for index = entry.position + 1, #entry.steps do
    if Match.meets(entry.steps[index].test, m, self.modem.faults) then
      return true
    end
  end
  return false
end

function Expect:step(entry, m, now)
  local step = entry.steps[entry.position]
  if Match.meets(step.test, m, self.modem.faults) then
    entry.position = entry.position + 1
    if entry.position > #entry.steps then
      self:judge(entry, true)
    end
  elseif early_step(self, entry, m) then
    self:judge(entry, false, string.format("%s, before %s", tell(m, now),
      step.text))
  end
end

-- A message has come by.
function Expect:message(m)
  local faults = self.modem.faults
  local now = faults:now()
  for _, entry in ipairs(self.list) do
    if not entry.judged and is_open(faults, entry) then
      if entry.steps then
        self:step(entry, m, now)
      elseif entry.match and Match.meets(entry.match.test, m, faults) then
        self:counted(entry, m, now)
      end
    end
  end
end

-- The end --------------------------------------------------------------------------

local function missing(entry)
  if entry.steps then
    return entry.steps[entry.position].text .. " did not come"
  elseif entry.least and entry.count < entry.least then
    return entry.least == 1 and "it did not come" or
      string.format("%d came", entry.count)
  end
  return nil
end

-- Judges what is still open. `program` is what C knows of it, or nil.
function Expect:finish(program)
  for _, entry in ipairs(self.list) do
    if not entry.judged and (entry.match or entry.steps) then
      local why = missing(entry)
      self:judge(entry, not why, why)
    elseif not entry.judged then
      local ok, why, is_note = Program.judge(entry, program)
      entry.judged = true
      table.insert(self.modem.story.points, { ok = ok, note = is_note,
        where = entry.place, text = why and entry.text .. ": " .. why
          or entry.text })
    end
  end
end

-- What C has to find out for it.
function Expect:wishes()
  local wishes = { checks = {} }
  for _, entry in ipairs(self.list) do
    for _, wish in ipairs(Program.wishes[entry.verb] or {}) do
      wishes[wish] = true
    end
  end
  for index, entry in ipairs(self.checks) do
    wishes.checks[index] = { argv = entry.argv, every = entry.every }
  end
  return wishes
end

-- A command of a check has ended; true: no more of it is needed.
function Expect:checked(index, status, output, now)
  local entry = self.checks[index]
  if entry.judged then
    return true
  end
  local why = Program.check_failure(entry, status, output)
  local late = entry.within and now > entry.within
  entry.last_failure = why
  if not why or late then
    self:judge(entry, not why and not late, why or string.format(
      late and "came too late, after %s" or "came after %s",
      values.seconds(now)))
  end
  return entry.judged or false
end

return Expect
