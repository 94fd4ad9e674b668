-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What a scenario expects of the program in front of the modem: its status,
-- what it prints, how long it takes, and what commands beside it say.

local core = ...
local FaultValues = core.trusted "runtime/fault_values"

local Program = {}

-- Beside each verb, what else may be said.
Program.options = {
  status = {}, stdout = { "plain" }, stderr = { "plain" },
  output = { "plain" }, no_stdout = { "plain" }, no_stderr = { "plain" },
  no_output = { "plain" }, duration = {}, cpu = {}, processes = {},
  reports = {}, leaks = {},
  check = { "every", "within", "status", "output", "no_output", "plain" },
}

-- What C must do for a verb.
Program.wishes = {
  status = { "status" }, stdout = { "output" }, stderr = { "output" },
  output = { "output" }, no_stdout = { "output" }, no_stderr = { "output" },
  no_output = { "output" }, reports = { "output" },
  processes = { "processes" }, leaks = { "leaks" },
}

local PATTERN_MAX = 500

-- One pattern of Lua or a list of them; with plain = true a text.
local function check_patterns(context, given, name)
  local list = given[name]
  if type(list) ~= "table" then
    list = { list }
  end
  if #list == 0 then
    context.complain(name, name .. " must be a pattern or a list of patterns")
  end
  for _, pattern in ipairs(list) do
    FaultValues.check_string(context, name, pattern)
    local ok, why = pcall(string.find, "", pattern)
    if #pattern > PATTERN_MAX or not ok and not given.plain then
      context.complain(name, string.format("%s: %s", name, not ok and
        tostring(why):gsub("^.-:%d+: ", "") or "the pattern is too long"))
    end
  end
  return list
end

local function patterns(context, given, entry, verb)
  entry.patterns = check_patterns(context, given, verb)
  entry.plain = given.plain and true or false
end

-- A number, which is the most, or { min =, max = }, in the unit of `what`.
local function limits(what)
  return function(context, given, entry, verb)
    local value = given[verb]
    if type(value) == "number" then
      value = { max = value }
    end
    FaultValues.check_table(context, verb, value, "{ max = 5 }")
    FaultValues.check_keys(context, value, { "min", "max" },
      "entry of " .. verb)
    for _, name in ipairs { "min", "max" } do
      local number = value[name]
      if number ~= nil and (type(number) ~= "number" or number ~= number or
        number < 0) then
        context.complain(verb, verb .. " is given in " .. what)
      end
    end
    if value.min == nil and value.max == nil then
      context.complain(verb, verb .. " needs min or max")
    end
    entry.limits = { min = value.min or 0, max = value.max or math.huge }
  end
end

Program.checks = {
  stdout = patterns, stderr = patterns, output = patterns,
  no_stdout = patterns, no_stderr = patterns, no_output = patterns,
  duration = limits "seconds", cpu = limits "seconds",
  processes = limits "processes at once",
}

function Program.checks.status(context, given, entry)
  entry.numbers = FaultValues.check_numbers(context, "status", given.status,
    255)
end

function Program.checks.leaks(context, given)
  if given.leaks ~= "none" then
    context.complain("leaks", 'leaks must be "none"')
  end
end

function Program.checks.reports(context, given, entry)
  if given.reports ~= "none" then
    entry.patterns = check_patterns(context, given, "reports")
  end
end

local function is_list_of_strings(list)
  for _, item in ipairs(list) do
    if type(item) ~= "string" then
      return false
    end
  end
  return #list > 0
end

-- A command that is run in the box again and again until it says what it must.
function Program.checks.check(context, given, entry)
  local command = given.check
  if type(command) == "string" then
    command = { "/bin/sh", "-c", command }
  end
  if type(command) ~= "table" or not is_list_of_strings(command) then
    context.complain("check",
      'check must be a command: "mmcli -L" or { "mmcli", "-L" }')
  end
  for _, word in ipairs(command) do
    if word:find("\0", 1, true) then
      context.complain("check", "a command has no NUL")
    end
  end
  entry.argv = command
  entry.every = FaultValues.check_us(context, "every", given.every or 1)
  entry.numbers = FaultValues.check_numbers(context, "status",
    given.status or 0, 255)
  entry.plain = given.plain and true or false
  entry.wanted = given.output ~= nil and
    check_patterns(context, given, "output") or {}
  entry.unwanted = given.no_output ~= nil and
    check_patterns(context, given, "no_output") or {}
end

function Program.describe(entry)
  local verb = entry.verb
  if verb == "check" then
    return "check: " .. table.concat(entry.argv, " ")
  elseif entry.patterns then
    return string.format("%s: %q", verb:gsub("_", " "),
      table.concat(entry.patterns, '", "'))
  elseif entry.limits then
    local text = verb == "duration" and "the program takes" or
      verb == "cpu" and "processor time" or "processes at once"
    return string.format("%s: %g to %g", text, entry.limits.min,
      entry.limits.max)
  elseif verb == "status" then
    return "the program's status"
  elseif verb == "leaks" then
    return "nothing is still held"
  end
  return "no report of a sanitizer or valgrind"
end

-- The line of a text in which a pattern is found, or nil.
local function find_line(text, pattern, plain)
  local from, to = text:find(pattern, 1, plain)
  if not from then
    return nil
  end
  while from > 1 and text:byte(from - 1) ~= 10 do
    from = from - 1
  end
  local line_end = text:find("\n", math.max(from, to), true) or #text + 1
  return text:sub(from, math.min(line_end - 1, from + 200))
end

-- What tools print when they have found something wrong. Sources: the reports
-- of compiler-rt (AddressSanitizer and its relatives) and valgrind's manual.
local REPORTS = {
  "ERROR: %u%l+Sanitizer", "WARNING: %u%l+Sanitizer",
  "SUMMARY: %u%l+Sanitizer", "%S+:%d+:%d+: runtime error:",
  "==%d+== Invalid [rwf]%l+", "==%d+== Conditional jump or move depends",
  "==%d+== Use of uninitialised", "==%d+== Syscall param %S+ points to",
  "==%d+== Syscall param %S+ contains uninitialised",
  "==%d+== Source and destination overlap", "==%d+== Mismatched free",
  "==%d+== Process terminating with default action of signal",
  "==%d+==%s+definitely lost: [1-9]", "==%d+== ERROR SUMMARY: [1-9]",
}

local function find_report(text)
  for _, pattern in ipairs(REPORTS) do
    local line = find_line(text, pattern, false)
    if line then
      return line
    end
  end
  return nil
end

local function text_of(verb, program)
  if verb:find "stdout$" then
    return program.stdout
  elseif verb:find "stderr$" then
    return program.stderr
  end
  return program.stdout .. "\n" .. program.stderr
end

local JUDGES = {}

function JUDGES.patterns(entry, program)
  local text = text_of(entry.verb, program)
  for _, pattern in ipairs(entry.patterns) do
    local line = find_line(text, pattern, entry.plain)
    if entry.verb:find "^no_" and line then
      return false, "there is: " .. line
    elseif not entry.verb:find "^no_" and not line then
      return false, string.format("%q is nowhere in %d bytes", pattern, #text)
    end
  end
  return true
end

function JUDGES.limits(entry, program)
  local value = program[entry.verb]
  if not value then
    return true, "it could not be measured", true
  end
  return value >= entry.limits.min and value <= entry.limits.max,
    string.format("it was %g", value)
end

function JUDGES.status(entry, program)
  return FaultValues.has_number(entry.numbers, program.status),
    string.format("it was %d", program.status)
end

function JUDGES.reports(entry, program)
  local text = text_of("output", program)
  if entry.patterns then
    return JUDGES.patterns(entry, program)
  end
  local line = find_report(text)
  return not line, line and "there is: " .. line
end

-- ok, why, whether it is only a note.
function Program.judge(entry, program)
  if not program then
    return true, "there was no program to judge", true
  elseif entry.verb == "check" then
    return false, "the program ended first; the last time: " ..
      (entry.last_failure or "it has not ended")
  elseif entry.verb == "reports" then
    return JUDGES.reports(entry, program)
  elseif entry.patterns then
    return JUDGES.patterns(entry, program)
  elseif entry.limits then
    return JUDGES.limits(entry, program)
  end
  return JUDGES.status(entry, program)
end

-- Why a check is not content yet, or nil.
function Program.check_failure(entry, status, output)
  if not FaultValues.has_number(entry.numbers, status) then
    return string.format("its status was %d", status)
  end
  for _, pattern in ipairs(entry.wanted) do
    if not find_line(output, pattern, entry.plain) then
      return string.format("%q is not in its output", pattern)
    end
  end
  for _, pattern in ipairs(entry.unwanted) do
    local line = find_line(output, pattern, entry.plain)
    if line then
      return "its output has: " .. line
    end
  end
  return nil
end

-- Whether one of a list of patterns is in a text.
function Program.is_among(text, list)
  for _, pattern in ipairs(list) do
    if find_line(text, pattern, false) then
      return true
    end
  end
  return false
end

Program.check_patterns = check_patterns

return Program
