-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Reads a fault rule as a scenario writes it and makes data of it, so that a
-- mistake is told when the rule is made and not when it acts.

local core = ...
local names = core.trusted "runtime/names"
local FaultValues = core.trusted "runtime/fault_values"
local Life = core.trusted "runtime/fault_life"
local Match = core.trusted "runtime/fault_match"
local Tlvs = core.trusted "runtime/fault_tlvs"
local Wire = core.trusted "runtime/fault_wire"

local FaultCheck = {}

-- All effects, in the order in which they act and are told.
local EFFECTS = {
  "drop", "error", "answer", "answers", "raw", "replay", "instead", "set",
  "sweep", "result", "tlvs", "header", "overwrite", "insert", "truncate",
  "pad", "stale_tail", "rewrite", "before", "after", "split", "duplicate",
  "delay", "hold", "coalesce", "storm", "hang_up", "vanish", "reboot", "hang",
  "stop_reading", "device", "signal", "event", "run",
}
local MODIFIERS = {
  "match", "times", "probability", "must_match", "name", "data", "gap", "pass",
}
-- What stands in a message's place: one of these at most.
local IN_PLACE = {
  "drop", "error", "answer", "answers", "raw", "replay", "instead",
}
-- What happens to bytes, which requests do not have any more.
local ON_BYTES = {
  "overwrite", "insert", "truncate", "pad", "stale_tail", "rewrite", "split",
  "coalesce",
}
-- What needs a message.
local ON_MESSAGES = {
  "set", "sweep", "result", "tlvs", "header", "duplicate", "delay", "hold",
}
local STORM_MAX = 5000

local CHECKS = {}

local function check_true(context, name, value)
  if value ~= true then
    context.complain(name, name .. " must be true")
  end
  return value
end

CHECKS.drop = check_true

function CHECKS.error(context, _, value, rule)
  if rule.match.kinds.indication then
    context.complain("error", "an indication has no error to give")
  end
  local ok, number = pcall(names.error_number, value)
  if not ok then
    context.complain("error", number)
  end
  return number
end

local function encode(context, word, m, fields, is_partial)
  local tlvs, why = core.encode(context.modem.handle, m.service, m.kind, m.id,
    fields, is_partial)
  if not tlvs then
    context.complain(word, word .. ": " .. why)
  end
  return tlvs
end

-- What an answer says is tried on every message that is named, so that a wrong
-- field is found now.
local function try_fields(context, word, fields, rule, kind, is_partial)
  for _, about in ipairs(rule.match.about) do
    encode(context, word, { service = about.service, id = about.id,
      kind = kind or about.kind }, fields, is_partial)
  end
end

-- An indication made by indication(): its TLVs are written now.
local function check_indication(context, word, value)
  return {
    what = "indication", service = value.service, id = value.id,
    client = value.client, transaction = value.transaction or 0,
    tlvs = encode(context, word, { service = value.service, id = value.id,
      kind = "indication" }, value.fields, false),
  }
end

local function check_answer(context, word, value, rule)
  local tag = getmetatable(value)
  if type(value) == "string" then
    return { what = "bytes", bytes = value }
  elseif type(value) ~= "table" then
    context.complain(word, word ..
      " must be fields, fail, an indication or a string of bytes")
  elseif tag == core.indication_tag then
    return check_indication(context, word, value)
  elseif tag == core.fail_tag then
    try_fields(context, word, value.fields or {}, rule, "response", true)
    return { what = "response", error = value.error,
      fields = value.fields or {} }
  end
  try_fields(context, word, value, rule, "response", false)
  return { what = "response", error = 0, fields = value }
end

function CHECKS.answer(context, word, value, rule)
  if rule.match.kinds.indication then
    context.complain(word, "an indication is not answered")
  end
  return { check_answer(context, word, value, rule) }
end

function CHECKS.answers(context, word, value, rule)
  if type(value) ~= "table" or #value == 0 then
    context.complain(word, "answers must be a list of answers")
  end
  local list = {}
  for index, answer in ipairs(value) do
    list[index] = CHECKS.answer(context, word, answer, rule)[1]
  end
  return list
end

CHECKS.raw = FaultValues.check_string

-- A captured frame; it gets the client and the transaction of the message.
function CHECKS.replay(context, word, value)
  local frame, why = Wire.read(FaultValues.check_string(context, word, value))
  if not frame then
    context.complain(word, "replay must be a whole frame: " .. why)
  end
  return frame
end

-- An indication, bytes, or a list of them.
local function check_extras(context, word, value)
  if type(value) ~= "table" or getmetatable(value) == core.indication_tag then
    value = { value }
  end
  local list = {}
  for index, item in ipairs(value) do
    if type(item) == "string" then
      list[index] = { what = "bytes", bytes = item }
    elseif getmetatable(item) == core.indication_tag then
      list[index] = check_indication(context, word, item)
    else
      context.complain(word, word ..
        " must be an indication, a string of bytes or a list of them")
    end
  end
  if #list == 0 then
    context.complain(word, word .. " is an empty list")
  end
  return list
end

CHECKS.instead = check_extras
CHECKS.before = check_extras
CHECKS.after = check_extras

-- What the fields become in the end: of an answer's message, or of its own.
local function answer_kind(given)
  for _, name in ipairs { "error", "answer", "answers" } do
    if given[name] ~= nil then
      return "response"
    end
  end
  return nil
end

-- The messages that TLVs of a rule are looked up in.
local function about_of(rule, given)
  local kind = answer_kind(given)
  if not kind then
    return rule.match.about
  end
  local list = {}
  for index, about in ipairs(rule.match.about) do
    list[index] = { service = about.service, id = about.id, kind = kind }
  end
  return list
end

function CHECKS.set(context, word, value, rule, given)
  FaultValues.check_table(context, word, value, '{ mode = "online" }')
  for name in core.sorted(value) do
    FaultValues.check_tlv(context, about_of(rule, given), name)
  end
  return value
end

-- One field and the values that it takes, one each time.
function CHECKS.sweep(context, word, value, rule, given)
  FaultValues.check_table(context, word, value, "{ mode = { 0, 255 } }")
  local name, list = core.next(value)
  if name == nil or core.next(value, name) ~= nil then
    context.complain(word, "a sweep is of one field: { mode = { 0, 255 } }")
  end
  local path = FaultValues.check_string(context, word, name)
  FaultValues.check_tlv(context, about_of(rule, given), path:match "^[^.]*")
  if list ~= "sentinels" and (type(list) ~= "table" or #list == 0) then
    context.complain(word, 'a sweep takes a list of values, or "sentinels"')
  end
  return { path = path, values = list ~= "sentinels" and list or nil }
end

-- The result TLV: { status, error }, or bytes, or false for none.
function CHECKS.result(context, word, value)
  if type(value) == "string" or value == false then
    return value
  end
  if type(value) ~= "table" or not FaultValues.is_whole(value[1], 0, 0xffff) or
    not FaultValues.is_whole(value[2], 0, 0xffff) then
    context.complain(word,
      "result must be { status, error }, a string of bytes or false")
  end
  return string.pack("<I2I2", value[1], value[2])
end

function CHECKS.tlvs(context, _, value, rule, given)
  return Tlvs.check(context, value, about_of(rule, given))
end

CHECKS.header = function(context, _, value)
  return Wire.check_header(context, value)
end

for name, check in core.sorted(Wire.checks) do
  CHECKS[name] = check
end

-- n, or { count = n, every = seconds }.
function CHECKS.duplicate(context, word, value)
  if type(value) ~= "table" then
    value = { count = value }
  end
  FaultValues.check_keys(context, value, { "count", "every" },
    "entry of duplicate")
  return {
    count = FaultValues.check_whole(context, word, value.count, 1, STORM_MAX),
    every = FaultValues.check_us(context, word, value.every or 0),
  }
end

-- Seconds, { least, most }, or { until =, within = }.
function CHECKS.delay(context, word, value)
  if type(value) ~= "table" or value["until"] == nil then
    return FaultValues.check_duration(context, word, value)
  end
  FaultValues.check_keys(context, value, { "until", "within" },
    "entry of delay")
  return {
    tracker = Match.check_event(context, value["until"], "until"),
    within = value.within and FaultValues.check_us(context, word, value.within),
  }
end

-- Until so many have gathered: { count =, order =, within = }.
function CHECKS.hold(context, word, value)
  if type(value) ~= "table" then
    value = { count = value }
  end
  FaultValues.check_keys(context, value, { "count", "order", "within" },
    "entry of hold")
  return {
    count = FaultValues.check_whole(context, word, value.count, 2, STORM_MAX),
    order = FaultValues.check_word(context, "order", value.order or "same",
      { "same", "reverse", "shuffle" }),
    within = value.within and FaultValues.check_us(context, word, value.within),
  }
end

-- In one write with the next n messages to the same client.
function CHECKS.coalesce(context, word, value)
  if type(value) ~= "table" then
    value = { count = value }
  end
  FaultValues.check_keys(context, value, { "count", "within" },
    "entry of coalesce")
  return {
    count = FaultValues.check_whole(context, word, value.count, 1, STORM_MAX),
    within = FaultValues.check_us(context, word, value.within or 1),
  }
end

function CHECKS.storm(context, word, value)
  FaultValues.check_table(context, word, value,
    '{ indication("NAS Serving System", {}), count = 100, every = 0.01 }')
  FaultValues.check_keys(context, value, { 1, "count", "every" },
    "entry of storm")
  return {
    items = check_extras(context, word, value[1]),
    count = FaultValues.check_whole(context, word, value.count, 1, STORM_MAX),
    every = FaultValues.check_us(context, word, value.every or 0),
  }
end

for name, check in core.sorted(Life) do
  CHECKS[name] = check
end
FaultCheck.device, FaultCheck.signal = Life.device, Life.signal

CHECKS.event = FaultValues.check_string

local function check_function(arguments)
  return function(context, word, value)
    if type(value) ~= "function" then
      context.complain(word, string.format("%s must be a function(%s)", word,
        arguments))
    end
    return value
  end
end

CHECKS.run = check_function "modem, fields, call"
CHECKS.rewrite = check_function "bytes"

local function any_of(given, list)
  for _, name in ipairs(list) do
    if given[name] ~= nil then
      return name
    end
  end
  return nil
end

local function check_combination(context, given, rule)
  local found
  for _, name in ipairs(IN_PLACE) do
    if given[name] ~= nil then
      if found then
        context.complain(name, string.format(
          "one thing takes a message's place, not both %s and %s", found, name))
      end
      found = name
    end
  end
  local on_bytes = any_of(given, ON_BYTES)
  if on_bytes and rule.match.kinds.request and
    not found then
    context.complain(on_bytes, on_bytes .. " changes what goes out: say " ..
      'match = { kind = "response" }, or answer the request here')
  end
  local on_nothing = given.drop and (on_bytes or any_of(given, ON_MESSAGES))
  if on_nothing then
    context.complain(on_nothing, string.format(
      "drop leaves nothing to %s", on_nothing))
  end
  local delivery = 0
  for _, name in ipairs { "delay", "hold", "coalesce" } do
    delivery = delivery + (given[name] ~= nil and 1 or 0)
  end
  if delivery > 1 then
    context.complain("hold", "a rule has one of delay, hold and coalesce")
  end
  if given.data ~= nil and given.error == nil then
    context.complain("data", "data goes with error")
  end
  if given.gap ~= nil and given.split == nil then
    context.complain("gap", "gap goes with split")
  end
end

local function check_modifiers(context, given, rule)
  if given.times ~= nil then
    rule.times = FaultValues.check_whole(context, "times", given.times)
  end
  if given.probability ~= nil then
    if type(given.probability) ~= "number" or given.probability < 0 or
      given.probability > 1 then
      context.complain("probability", "probability must be from 0 to 1")
    end
    rule.probability = given.probability
  end
  for _, name in ipairs { "must_match", "pass" } do
    if given[name] ~= nil and type(given[name]) ~= "boolean" then
      context.complain(name, name .. " must be true or false")
    end
    rule[name] = given[name] or false
  end
  if given.name ~= nil then
    rule.name = FaultValues.check_string(context, "name", given.name)
  end
  if given.gap ~= nil then
    rule.gap = FaultValues.check_duration(context, "gap", given.gap)
  end
  if given.data ~= nil then
    if given.data ~= true then
      FaultValues.check_table(context, "data", given.data, '{ field = 1 }')
      try_fields(context, "data", given.data, rule, "response", true)
    end
    rule.data = given.data
  end
end

local function known_keys()
  local known = {}
  for _, list in ipairs { EFFECTS, MODIFIERS } do
    table.move(list, 1, #list, #known + 1, known)
  end
  return known
end

-- The rule that a table of a scenario says: match, effects, words for the
-- trace, modifiers. `context` is { complain =, modem = }; errors are raised by it.
function FaultCheck.rule(context, given)
  if type(given) ~= "table" then
    context.complain("faults",
      "a rule is a table: { match = {...}, drop = true }")
  end
  FaultValues.check_keys(context, given, known_keys(), "entry of a rule")
  context.trackers = {}
  local rule = {
    match = Match.check(context, given.match or {}), effects = {}, words = {},
  }
  check_combination(context, given, rule)
  check_modifiers(context, given, rule)
  for _, name in ipairs(EFFECTS) do
    if given[name] ~= nil and (given[name] ~= false or name == "result") then
      rule.effects[name] = CHECKS[name](context, name, given[name], rule,
        given)
      rule.words[#rule.words + 1] = name
    end
  end
  if #rule.words == 0 then
    context.complain("faults",
      "a rule needs an effect such as drop, delay, error or tlvs")
  end
  rule.trackers = context.trackers
  return rule
end

return FaultCheck
