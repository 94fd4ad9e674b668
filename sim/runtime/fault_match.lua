-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Which messages a fault rule is about.
--
-- A message `m` is what C shows the rules: name, kind, service, client,
-- transaction, id, channel, tlvs. Match.check() makes plain data of what a
-- scenario says; Match.meets() holds a message against it.

local core = ...
local names = core.trusted "runtime/names"
local FaultValues = core.trusted "runtime/fault_values"

local Match = {}

local KEYS = {
  "message", "service", "kind", "direction", "client", "transaction",
  "channel", "connection", "nth", "every", "per", "has", "lacks", "fields",
  "size", "since", "state", "where",
}
local KINDS = { "request", "response", "indication" }
local KIND_WORDS = { "request", "response", "indication", "output", "any" }
local KIND_SETS = {
  request = { "request" }, response = { "response" },
  indication = { "indication" }, output = { "response", "indication" },
  any = KINDS, ["in"] = { "request" }, out = { "response", "indication" },
}

local function add_kinds(set, list)
  for _, kind in ipairs(list) do
    set[kind] = true
  end
end

-- The set of kinds, and whether the scenario has said it.
local function check_kinds(context, match)
  local kinds = {}
  if match.direction ~= nil then
    FaultValues.check_word(context, "direction", match.direction,
      { "in", "out" })
    add_kinds(kinds, KIND_SETS[match.direction])
  end
  local given = match.kind
  if type(given) ~= "table" then
    given = { given }
  end
  for _, kind in ipairs(given) do
    FaultValues.check_word(context, "kind", kind, KIND_WORDS)
    add_kinds(kinds, KIND_SETS[kind])
  end
  if not core.is_empty(kinds) then
    return kinds, true
  end
  return { request = true }, false
end

local function plain(name)
  return (name:lower():gsub("[%s_]", ""))
end

-- "NAS Get *" as a text pattern for plain names.
local function text_pattern(name)
  return "^" .. plain(name):gsub("[%^%$%(%)%%%.%[%]%+%-%?]", "%%%0")
    :gsub("%*+", ".*") .. "$"
end

local function check_pattern(context, name, kinds)
  local pattern = text_pattern(name)
  if #name > 100 or select(2, pattern:gsub("%*", "")) > 3 then
    context.complain(name, "a pattern has at most 3 stars and 100 characters")
  end
  for kind in core.sorted(kinds) do
    for _, known in ipairs(core.message_names(kind)) do
      if plain(known):find(pattern) then
        return pattern
      end
    end
  end
  context.complain(name, string.format("no message is like %q", name))
end

-- Finds an exact name among the kinds; nil and why.
local function find_message(context, name, kinds)
  local found, why
  for _, kind in ipairs(KINDS) do
    if kinds[kind] then
      local message, reason = names.message(name, kind, context.modem.vendor)
      found = found or message
      why = why or reason
    end
  end
  return found, why
end

-- Names of indications need no `kind`: when nothing was said and all names are
-- those of indications only, indications are meant.
local function guess_kinds(context, list, kinds)
  for _, name in ipairs(list) do
    if type(name) ~= "string" or name:find("*", 1, true) or
      find_message(context, name, kinds) or
      not find_message(context, name, { indication = true }) then
      return kinds
    end
  end
  return { indication = true }
end

local function check_messages(context, match, checked, is_said)
  local list = match.message
  if type(list) ~= "table" then
    list = { list }
  end
  if #list == 0 then
    context.complain("message", "message must be a name or a list of names")
  end
  if not is_said then
    checked.kinds = guess_kinds(context, list, checked.kinds)
  end
  checked.exact, checked.patterns = {}, {}
  for _, name in ipairs(list) do
    if type(name) == "string" and name:find("*", 1, true) then
      table.insert(checked.patterns,
        check_pattern(context, name, checked.kinds))
    else
      local message, why = find_message(context, name, checked.kinds)
      if not message then
        context.complain(name, why)
      end
      checked.exact[message.service << 16 | message.id] = true
      for _, kind in ipairs(KINDS) do
        if checked.kinds[kind] then
          table.insert(checked.about, { service = message.service, kind = kind,
            id = message.id })
        end
      end
    end
  end
end

local function check_services(context, given)
  local services = {}
  for _, key in ipairs(type(given) == "table" and given or { given }) do
    local ok, service = pcall(names.service, key)
    if not ok then
      context.complain(key, service)
    end
    services[service.id] = true
  end
  return services
end

local function check_tlvs(context, name, given, about)
  local list = {}
  for _, tlv in ipairs(type(given) == "table" and given or { given }) do
    list[#list + 1] = FaultValues.check_tlv(context, about, tlv)
  end
  return list
end

local function check_fields(context, fields, about)
  FaultValues.check_table(context, "fields", fields,
    "{ mode = \"online\", [0x10] = \"\\1\" }")
  for name in core.sorted(fields) do
    FaultValues.check_tlv(context, about, name)
  end
  return fields
end

-- Since what, and for how long: { tracker =, within =, later = }.
local function check_since(context, since)
  local event = since
  local checked = {}
  if type(since) == "table" then
    FaultValues.check_keys(context, since,
      { 1, "event", "message", "kind", "client", "within", "later" },
      "entry of since")
    for _, name in ipairs { "within", "later" } do
      if since[name] ~= nil then
        checked[name] = FaultValues.check_us(context, name, since[name])
      end
    end
    event = since[1] or { event = since.event, message = since.message,
      kind = since.kind, client = since.client }
  end
  checked.tracker = Match.check_event(context, event, "since")
  return checked
end

local EVENTS = { boot = true, open = true, close = true, request = true }

-- An event: "boot", "open", "close", "request", the name of a message,
-- { event = NAME } for one of the scenario's own, or a match. The result is a
-- tracker, whose `last` is when it last happened.
function Match.check_event(context, event, what)
  local tracker
  if type(event) == "string" and EVENTS[event] then
    tracker = { event = event }
  elseif type(event) == "table" and event.event ~= nil then
    tracker = { event = FaultValues.check_string(context, "event",
      event.event) }
  elseif type(event) == "string" then
    tracker = { match = Match.check(context, { message = event }) }
  elseif type(event) == "table" and not core.is_empty(event) then
    tracker = { match = Match.check(context, event) }
  else
    context.complain(what, what .. ' must be an event such as "boot", ' ..
      'a message, or { event = "of your own" }')
  end
  table.insert(context.trackers, tracker)
  return tracker
end

local PER = { "client", "channel", "service", "message" }

local function check_counting(context, match, checked)
  if match.nth ~= nil then
    checked.nth = FaultValues.check_numbers(context, "nth", match.nth)
    if checked.nth.is and checked.nth.is[0] then
      context.complain("nth", "nth counts from 1")
    end
  end
  if match.every ~= nil then
    checked.every = FaultValues.check_whole(context, "every", match.every, 1)
  end
  if match.per ~= nil then
    checked.per = FaultValues.check_word(context, "per", match.per, PER)
  end
end

local NUMBERS = {
  client = 255, transaction = 0xffff, channel = 0xffffffff,
  connection = (1 << 31) - 1, size = 1 << 20,
}

local NUMBER_NAMES = {
  "client", "transaction", "channel", "connection", "size",
}

-- Checks what a scenario says; the result is data, but for the scenario's own
-- functions.
function Match.check(context, match)
  if type(match) ~= "table" then
    context.complain("match",
      'match must be a table such as { message = "DMS Reset" }')
  end
  FaultValues.check_keys(context, match, KEYS, "entry of match")
  local checked = { about = {} }
  local is_said
  checked.kinds, is_said = check_kinds(context, match)
  if match.service ~= nil then
    checked.services = check_services(context, match.service)
  end
  if match.message ~= nil then
    check_messages(context, match, checked, is_said)
  end
  for _, name in ipairs(NUMBER_NAMES) do
    if match[name] ~= nil then
      checked[name] = FaultValues.check_numbers(context, name, match[name],
        NUMBERS[name])
    end
  end
  check_counting(context, match, checked)
  for _, name in ipairs { "has", "lacks" } do
    if match[name] ~= nil then
      checked[name] = check_tlvs(context, name, match[name], checked.about)
    end
  end
  if match.fields ~= nil then
    checked.fields = check_fields(context, match.fields, checked.about)
  end
  if match.since ~= nil then
    checked.since = check_since(context, match.since)
  end
  for _, name in ipairs { "state", "where" } do
    if match[name] ~= nil and type(match[name]) ~= "function" then
      context.complain(name, name .. " must be a function")
    end
    checked[name] = match[name]
  end
  return checked
end

-- The bytes of the first TLV of that number, or nil.
function Match.raw_tlv(m, tlv)
  local at = 1
  while at + 2 <= #m.tlvs do
    local id, size = string.unpack("<BI2", m.tlvs, at)
    if id == tlv then
      return m.tlvs:sub(at + 3, at + 2 + size)
    end
    at = at + 3 + size
  end
  return nil
end

-- The message's fields, taken apart once.
function Match.fields(modem, m)
  if not m.fields then
    m.fields = core.decode(modem.handle, m.service, m.kind, m.id, m.tlvs)
  end
  return m.fields
end

-- Whether `value` is what `pattern` says: a function says so itself, of a table
-- each entry must fit, of a list each item must be somewhere in the other.
local function fits(value, pattern)
  if type(pattern) == "function" then
    return pattern(value) and true or false
  end
  if type(pattern) ~= "table" or type(value) ~= "table" then
    return value == pattern
  end
  for key, wanted in core.sorted(pattern) do
    local ok = math.type(key) ~= "integer" and fits(value[key], wanted)
    if math.type(key) == "integer" then
      for _, item in ipairs(value) do
        ok = ok or fits(item, wanted)
      end
    end
    if not ok then
      return false
    end
  end
  return true
end

Match.fits = fits

local function fields_fit(modem, m, pattern)
  local fields = Match.fields(modem, m)
  for name, wanted in core.sorted(pattern) do
    local value = fields[name]
    if math.type(name) == "integer" then
      value = Match.raw_tlv(m, name)
    end
    if not fits(value, wanted) then
      return false
    end
  end
  return true
end

local function tlvs_fit(modem, m, list, wanted)
  for _, name in ipairs(list) do
    local tlv = FaultValues.tlv(modem, m, name)
    if (tlv and Match.raw_tlv(m, tlv) ~= nil or false) ~= wanted then
      return false
    end
  end
  return true
end

local function name_fits(match, m)
  if not match.exact or match.exact[m.service << 16 | m.id] then
    return true
  end
  m.plain = m.plain or plain(m.name)
  for _, pattern in ipairs(match.patterns) do
    if m.plain:find(pattern) then
      return true
    end
  end
  return false
end

local function since_fits(faults, since)
  local last = faults:last(since.tracker)
  if not last then
    return false
  end
  local passed = faults:now() - last
  return (not since.within or passed <= since.within) and
    (not since.later or passed >= since.later)
end

-- What a handler and `where` get to know of a message.
function Match.call(m)
  local service, message = m.name:match "^(%S+) (.*)$"
  return {
    service = service, message = message, id = m.id, client = m.client,
    transaction = m.transaction, channel = m.channel, kind = m.kind,
    size = #m.tlvs,
  }
end

local function number_of(name, m, faults)
  if name == "size" then
    return #m.tlvs
  elseif name == "connection" then
    return faults:connection(m.channel)
  end
  return m[name]
end

-- Whether a message is one that the rule is about; nth and every are left to
-- whoever counts.
function Match.meets(match, m, faults)
  if not match.kinds[m.kind] or
    match.services and not match.services[m.service] or
    not name_fits(match, m) then
    return false
  end
  for _, name in ipairs(NUMBER_NAMES) do
    local spec = match[name]
    if spec and not FaultValues.has_number(spec, number_of(name, m, faults))
    then
      return false
    end
  end
  local modem = faults.modem
  return (not match.has or tlvs_fit(modem, m, match.has, true)) and
    (not match.lacks or tlvs_fit(modem, m, match.lacks, false)) and
    (not match.fields or fields_fit(modem, m, match.fields)) and
    (not match.since or since_fits(faults, match.since)) and
    (not match.state or match.state(modem) and true or false) and
    (not match.where or
      match.where(modem, Match.fields(modem, m), Match.call(m))
      and true or false)
end

-- What a count is kept for: each client has its own with per = "client".
function Match.counter(match, m)
  if match.per == "client" then
    return string.format("%d:%d", m.service, m.client)
  elseif match.per == "message" then
    return string.format("%d:%d", m.service, m.id)
  elseif match.per == "channel" then
    return tostring(m.channel)
  elseif match.per == "service" then
    return tostring(m.service)
  end
  return ""
end

-- Whether the count says that the rule acts.
function Match.is_due(match, count)
  if match.nth and not FaultValues.has_number(match.nth, count) then
    return false
  end
  return not match.every or count % match.every == 0
end

return Match
