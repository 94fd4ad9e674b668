-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What several parts of fault rules need: numbers and times as rules give them,
-- and TLVs by name.
--
-- A context says who is told of a mistake: `context.complain(word, text)`
-- raises, `word` is what to look for in the scenario's text.

local core = ...
local names = core.trusted "runtime/names"
local values = core.trusted "runtime/values"

local FaultValues = {}

local COUNT_MAX = (1 << 31) - 1

function FaultValues.is_whole(value, least, most)
  return math.type(value) == "integer" and value >= (least or 0) and
    value <= (most or COUNT_MAX)
end

-- Refuses a value that is no whole number in its limits.
function FaultValues.check_whole(context, name, value, least, most)
  if not FaultValues.is_whole(value, least, most) then
    context.complain(name, string.format(
      "%s must be a whole number, %d %s", name, least or 0,
      most and "to " .. most or "or more"))
  end
  return value
end

function FaultValues.check_string(context, name, value)
  if type(value) ~= "string" then
    context.complain(name, name .. " must be a string")
  end
  return value
end

function FaultValues.check_table(context, name, value, example)
  if type(value) ~= "table" then
    context.complain(name, string.format("%s must be a table such as %s", name,
      example))
  end
  if not pcall(core.sorted, value) then
    context.complain(name, name .. ": entries are named by strings or numbers")
  end
  return value
end

function FaultValues.check_keys(context, given, known, what)
  local unknown, key = names.check_keys(given, known, what)
  if unknown then
    context.complain(key, unknown)
  end
end

-- One of a list of words.
function FaultValues.check_word(context, name, value, words)
  for _, word in ipairs(words) do
    if value == word then
      return value
    end
  end
  context.complain(value, names.unknown(name, value,
    names.nearest(value, words)))
end

-- A number, a list of numbers or { min =, max = }, as data:
-- { is = set } or { min =, max = }.
function FaultValues.check_numbers(context, name, value, most)
  local function whole(number)
    return FaultValues.check_whole(context, name, number, 0, most)
  end
  if type(value) ~= "table" then
    return { is = { [whole(value)] = true } }
  end
  if value.min == nil and value.max == nil then
    local set = {}
    for _, number in ipairs(value) do
      set[whole(number)] = true
    end
    if core.is_empty(set) then
      context.complain(name, name ..
        " must be a number, a list of numbers or { min = 1, max = 2 }")
    end
    return { is = set }
  end
  FaultValues.check_keys(context, value, { "min", "max" }, "entry of " .. name)
  return {
    min = whole(value.min or 0),
    max = value.max and whole(value.max) or COUNT_MAX,
  }
end

function FaultValues.has_number(spec, number)
  if spec.is then
    return spec.is[number] or false
  end
  return number >= spec.min and number <= spec.max
end

function FaultValues.check_us(context, name, seconds)
  local ok, us = pcall(values.us, seconds, name, 0)
  if not ok then
    context.complain(name, us)
  end
  return us
end

-- Seconds, or { least, most } for a random time between: { min =, max = } in
-- microseconds.
function FaultValues.check_duration(context, name, value)
  if type(value) == "table" and #value == 2 then
    local range = {
      min = FaultValues.check_us(context, name, value[1]),
      max = FaultValues.check_us(context, name, value[2]),
    }
    if range.min > range.max then
      context.complain(name, name .. ": the first time is the longer one")
    end
    return range
  end
  local us = FaultValues.check_us(context, name, value)
  return { min = us, max = us }
end

-- The fields of a message as the schema has them, by name and by TLV.
function FaultValues.layout(modem, service, kind, id)
  modem.layouts = modem.layouts or {}
  local key = string.format("%d %s %d", service, kind, id)
  local layout = modem.layouts[key]
  if not layout then
    layout = { by_name = {}, by_tlv = {}, names = {} }
    for _, field in ipairs(core.layout(modem.handle, service, kind, id)) do
      layout.by_name[field.name] = field
      layout.by_tlv[field.tlv] = field
      layout.names[#layout.names + 1] = field.name
    end
    modem.layouts[key] = layout
  end
  return layout
end

-- The number of a TLV of message `m`: a number is one already; nil: there is
-- none of that name.
function FaultValues.tlv(modem, m, name)
  if type(name) ~= "string" then
    return name
  end
  if name == "result" and m.kind == "response" then
    return 0x02
  end
  local field = FaultValues.layout(modem, m.service, m.kind, m.id)
    .by_name[name]
  return field and field.tlv
end

-- Refuses what is no TLV of any of the messages that a rule is about: `about`
-- is a list of { service =, kind =, id = }. An empty one means that any
-- message can come, which only numbers can be used for.
function FaultValues.check_tlv(context, about, name)
  if FaultValues.is_whole(name, 0, 255) then
    return name
  end
  if type(name) ~= "string" then
    context.complain("?", "a TLV is a number, 0 to 255, or a field's name")
  end
  local known = {}
  for _, m in ipairs(about) do
    if FaultValues.tlv(context.modem, m, name) then
      return name
    end
    for _, other in ipairs(FaultValues.layout(context.modem, m.service, m.kind,
      m.id).names) do
      known[#known + 1] = other
    end
  end
  if #about == 0 then
    context.complain(name, string.format(
      "which message has the field %q? Name one, or give the TLV's number",
      name))
  end
  context.complain(name, names.unknown("field", name,
    names.nearest(name, known)))
end

return FaultValues
