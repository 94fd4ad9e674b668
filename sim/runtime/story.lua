-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A scenario's story: a coroutine on the modem's time, and what it expects.
--
-- The coroutine yields what it waits for:
--   { until = time }                      sleep, and expect_no
--   { expectation = E, until = time }     expect
-- A point is one thing that was judged: { ok =, text =, where = }.

local core = ...
local names = core.trusted "runtime/names"
local values = core.trusted "runtime/values"
local FaultValues = core.trusted "runtime/fault_values"

local Story = {}
Story.__index = Story

-- What a story yields is made here; a scenario that yields by itself is told.
local Wait = {}

-- How many requests, and bytes of them, `since` can look back on.
local LOG_SIZE = 1024
local LOG_BYTES = 1 << 20

function Story.new(modem, run)
  local story = setmetatable({
    modem = modem, points = {}, log = {}, count = 0, wait = nil,
    first = 1, log_bytes = 0,
  }, Story)
  if run then
    story.thread = coroutine.create(run)
    story.wait = setmetatable({ found = modem }, Wait) -- what the story begins with
  end
  return story
end

function Story:point(ok, text, where)
  self.points[#self.points + 1] = { ok = ok, text = text, where = where }
end

-- Something that must not happen in any run, such as an error in a handler.
function Story:problem(text)
  self:point(false, text)
end

-- Whether an entry of the log is what an expectation wants.
local function meets(entry, expectation)
  if entry.name ~= expectation.name then
    return false
  end
  if expectation.client and entry.call.client ~= expectation.client then
    return false
  end
  if expectation.request and
    not values.matches(entry.request, expectation.request) then
    return false
  end
  return not expectation.where or
    expectation.where(entry.request, entry.call) and true or false
end

-- Writes a request down, and forgets the oldest when there are too many.
function Story:keep(entry)
  self.log[entry.number] = entry
  self.log_bytes = self.log_bytes + entry.call.size
  while entry.number - self.first >= LOG_SIZE or
    self.log_bytes > LOG_BYTES and self.first < entry.number do
    self.log_bytes = self.log_bytes - self.log[self.first].call.size
    self.log[self.first] = nil
    self.first = self.first + 1
  end
end

-- Notes a request and shows it to what the story waits for. Without a
-- story nobody asks.
function Story:record(name, request, call)
  if not self.thread or coroutine.status(self.thread) == "dead" then
    return
  end
  self.count = self.count + 1
  local entry = {
    name = name, request = request, call = call,
    time = core.now(self.modem.handle), number = self.count,
  }
  self:keep(entry)
  local wait = self.wait
  if wait and wait.expectation and not wait.found and
    meets(entry, wait.expectation) then
    wait.found = entry
  end
end

-- Whether what the story waits for has come and still waits for its answer.
local function is_held(self, wait)
  return wait.found and wait.expectation and
    not wait.expectation.at_once and
    self.modem.pending:has(wait.found.call)
end

function Story:next()
  local wait = self.wait
  if not wait or is_held(self, wait) then
    return nil
  end
  return wait.found and 0 or wait.at
end

local function describe(expectation, verb)
  local text = verb .. " " .. expectation.name
  if expectation.within then
    text = string.format("%s within %g s", text, expectation.within)
  end
  return text
end

-- Resumes the story as long as what it waits for is there.
function Story:catch_up(now)
  while self.wait do
    local wait = self.wait
    if is_held(self, wait) or
      not wait.found and not (wait.at and wait.at <= now) then
      return
    end
    self.wait = nil
    self:resume(wait.found)
  end
end

function Story:resume(...)
  local ok, wait = coroutine.resume(self.thread, ...)
  if not ok then
    self:point(false, "story: " .. tostring(wait))
  elseif coroutine.status(self.thread) == "dead" then
    self.wait = nil
  elseif getmetatable(wait) == Wait then
    self.wait = wait
  else
    self:point(false, "story: it yields by itself; say modem:sleep(seconds)")
  end
end

-- The host program has ended.
function Story:finish()
  local wait = self.wait
  self.wait = nil
  if not wait or not wait.expectation then
    return
  end
  if wait.found then
    self:resume(wait.found)
    return self:finish()
  end
  local expectation = wait.expectation
  if expectation.never then
    self:point(true, describe(expectation, "no"), expectation.place)
  else
    self:point(false, describe(expectation, "expected")
      .. ": the program ended first", expectation.place)
  end
end

local OPTION_TYPES = {
  within = "number", since = "number", client = "number", request = "table",
  where = "function", at_once = "boolean",
}

-- What is wrong with the type of an option, or nil.
local function wrong_option(options)
  for name, wanted in core.sorted(OPTION_TYPES) do
    local value = options[name]
    if value ~= nil and type(value) ~= wanted then
      return string.format("the option %s must be a %s, not a %s", name,
        wanted, type(value))
    end
  end
  if options.since and math.type(options.since) ~= "integer" then
    return "the option since must be what modem:mark() has returned"
  end
  local ok, why = pcall(values.us, options.within or 0, "within", 0)
  return not ok and why or nil
end

local EXPECT_KEYS = {
  "within", "since", "client", "request", "where", "at_once",
}

-- Refuses fields that the message does not have.
local function check_fields(modem, message, fields)
  for name in core.sorted(fields or {}) do
    local layout = FaultValues.layout(modem, message.service, "request",
      message.id)
    if type(name) == "string" and not layout.by_name[name] then
      error(names.unknown("field", name, names.nearest(name, layout.names)), 4)
    end
  end
end

-- Checks the arguments of expect and expect_no.
function Story:expectation(name, options, never)
  options = options or {}
  if type(options) ~= "table" then
    error("the options must be a table such as { within = 10 }", 3)
  end
  local unknown = names.check_keys(options, EXPECT_KEYS, "option")
    or wrong_option(options)
  if unknown then
    error(unknown, 3)
  end
  local message, why = names.message(name, "request", self.modem.vendor)
  if not message then
    error(why, 3)
  end
  check_fields(self.modem, message, options.request)
  return {
    name = message.name, never = never, within = options.within,
    client = options.client, request = options.request,
    where = options.where, since = options.since,
    at_once = options.at_once or never,
    place = core.place(3),
  }
end

function Story:found_since(expectation)
  if not expectation.since then
    return nil
  end
  for number = math.max(expectation.since + 1, self.first), self.count do
    if meets(self.log[number], expectation) then
      return self.log[number]
    end
  end
  return nil
end

local function check_thread(story, what)
  if coroutine.running() ~= story.thread then
    error(what .. " can be called from the story only", 3)
  end
end

function Story:sleep(seconds)
  check_thread(self, "sleep")
  coroutine.yield(setmetatable({
    at = core.now(self.modem.handle) + values.us(seconds, "sleep"),
  }, Wait))
end

-- Waits for what an expectation names; returns the log entry or nil.
function Story:await(expectation, default_within)
  local now = core.now(self.modem.handle)
  local within = expectation.within or default_within
  local found = self:found_since(expectation)
  if found then
    return found, now
  end
  return coroutine.yield(setmetatable({
    expectation = expectation,
    at = within and now + values.us(within, "within"),
  }, Wait)), now
end

function Story:expect(name, options)
  check_thread(self, "expect")
  local expectation = self:expectation(name, options, false)
  local found, start = self:await(expectation, nil)
  local text = describe(expectation, "expected")
  if not found then
    self:point(false, text .. ": it did not come", expectation.place)
    coroutine.yield(setmetatable({}, Wait)) -- the story ends here
  end
  self:point(true, string.format("%s: came after %s", text,
    values.seconds(math.max(found.time - start, 0))), expectation.place)
  return found.request, found.call
end

function Story:expect_no(name, options)
  check_thread(self, "expect_no")
  local expectation = self:expectation(name, options, true)
  local found, start = self:await(expectation, 1)
  local text = describe(expectation, "no")
  if found then
    self:point(false, string.format("%s: it came after %s", text,
      values.seconds(math.max(found.time - start, 0))), expectation.place)
    coroutine.yield(setmetatable({}, Wait))
  end
  self:point(true, text, expectation.place)
end

return Story
