-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Replays a recorded conversation: answers each request as the recorded modem
-- did, and says where a client departs from what was recorded.
--
-- Requests are matched by their meaning, in whatever order they come. Client
-- ids and transactions are those of the client that asks now; an indication
-- goes to the client id that asks what the recorded one asked.

local core = ...
local names = core.trusted "runtime/names"
local values = core.trusted "runtime/values"
local Pending = core.trusted "runtime/pending"

local Replay = {}
Replay.__index = Replay

local ENTRY_KEYS = {
  1, 2, "answer", "any", "client", "delay", "indication", "times",
  "tlvs",
}

local function is_client(value)
  return value == nil or
    math.type(value) == "integer" and value >= 0 and value <= 255
end

local function check_keys(entry)
  for key in core.sorted(entry) do
    local known = false
    for _, name in ipairs(ENTRY_KEYS) do
      known = known or name == key
    end
    if not known then
      return names.unknown("entry of replay", key,
        names.nearest(key, { select(3, table.unpack(ENTRY_KEYS)) }))
    end
  end
  return nil
end

-- The bytes of "02 04 00 ...", or nil.
local function bytes_of(hex)
  local digits = type(hex) == "string" and hex:gsub("%s", "")
  if not digits or #digits % 2 == 1 or digits:find "%X" then
    return nil
  end
  return (digits:gsub("%x%x", function(pair)
    return string.char(tonumber(pair, 16))
  end))
end

-- The fields come behind the name, be that a place of its own or not.
local function fields_of(entry)
  local fields = entry[entry.indication and 1 or 2]
  return fields == nil and {} or fields
end

-- What is wrong with an entry, or nil.
local function complaint(entry)
  if type(entry) ~= "table" then
    return "an entry is a table: { \"DMS Get IDs\", {}, answer = {...} }"
  end
  local unknown = check_keys(entry)
  if unknown then
    return unknown
  elseif type(fields_of(entry)) ~= "table" then
    return "the fields must be a table"
  elseif not is_client(entry.client) then
    return "client must be a number from 0 to 255"
  elseif entry.times ~= nil and (math.type(entry.times) ~= "integer" or
    entry.times < 1) then
    return "times must be a whole number, 1 or more"
  elseif entry.any ~= nil and type(entry.any) ~= "table" then
    return "any must be a list of names of fields"
  elseif entry.tlvs ~= nil and not bytes_of(entry.tlvs) then
    return "tlvs must be bytes in hex"
  elseif entry.answer and type(entry.answer) ~= "table" then
    return "answer must be a table of fields, fail or false"
  end
  local ok, why = pcall(values.us, entry.delay or 0, "delay", 0)
  return not ok and why or nil
end

-- Makes the replay of the list `recorded`. `complain(word, text)` raises.
function Replay.new(modem, recorded, complain)
  local replay = setmetatable({
    modem = modem, by_name = {}, clients = {}, count = 0, asked = 0,
  }, Replay)
  function replay.handle(_, request, call)
    return replay:answer(core.answering_name, request, call)
  end
  local early, last = {}, nil
  for number, entry in ipairs(recorded) do
    local why = complaint(entry)
    local kind = type(entry) == "table" and entry.indication and "indication"
      or "request"
    local called = not why and (entry.indication or entry[1])
    local message
    if not why then
      message, why = names.message(called, kind, modem.vendor)
    end
    if why then
      complain(called or "replay", string.format("replay entry %d: %s", number,
        why))
    end
    local item = {
      number = number, name = message.name, service = message.name:match "^%S+",
      service_id = message.service, id = message.id,
      fields = fields_of(entry), client = entry.client, any = {},
      answer = entry.answer, tlvs = entry.tlvs and bytes_of(entry.tlvs),
      delay = entry.delay, times = entry.times or 1, uses = 0, indications = {},
    }
    for _, name in ipairs(entry.any or {}) do
      item.any[name] = true
    end
    if entry.indication then
      local list = last and last.indications or early
      list[#list + 1] = item
    else
      local same = replay.by_name[item.name] or {}
      replay.by_name[item.name] = same
      same[#same + 1] = item
      replay.count = replay.count + 1
      if not last then
        item.indications, early = early, {}
      end
      last = item
    end
  end
  return replay
end

local function show(value)
  if type(value) == "string" then
    return string.format("%q", value:gsub("[^\32-\126]", function(byte)
      return string.format("\\x%02x", byte:byte())
    end))
  elseif type(value) ~= "table" then
    return tostring(value)
  end
  local parts = {}
  for key, part in core.sorted(value) do
    parts[#parts + 1] = (math.type(key) and "" or key .. "=") .. show(part)
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

-- The names that either of two tables has.
local function keys_of(a, b)
  local all = {}
  for _, from in ipairs { a, b } do
    for key in core.sorted(from) do
      all[key] = true
    end
  end
  return core.sorted(all)
end

-- The first field in which two tables differ: its path, what was and what is.
local function difference(was, is, any, path)
  for key in keys_of(was, is) do
    local name = (math.type(key) == "integer" and path == "") and
      string.format("TLV 0x%02x", key) or path .. tostring(key)
    local before, now = was[key], is[key]
    if type(before) == "table" and type(now) == "table" then
      local where, a, b = difference(before, now, {}, name .. ".")
      if where and not any[key] then
        return where, a, b
      end
    elseif before ~= now and not any[key] then
      return name, before, now
    end
  end
  return nil
end

-- Whether the recorded client of an item can be this one.
function Replay:fits_client(item, call)
  local known = self.clients[call.service]
  if not item.client or not known then
    return true
  elseif known[item.client] then
    return known[item.client] == call.client
  end
  for _, actual in pairs(known) do
    if actual == call.client then
      return false
    end
  end
  return true
end

-- The recorded item that a request is: one that says the same, best one that is
-- not used yet and was sent by this client; else the next one of that name.
function Replay:find(name, request, call)
  local best, best_rank
  for _, item in ipairs(self.by_name[name] or {}) do
    local is_same = not difference(item.fields, request, item.any, "")
    local rank = (is_same and 8 or 0) + (item.uses < item.times and 4 or 0) +
      (self:fits_client(item, call) and 2 or 0)
    -- Of those that are used the last stands for what comes after it.
    if not best or rank > best_rank or rank == best_rank and
      item.uses >= item.times then
      best, best_rank = item, rank
    end
  end
  return best, best_rank and best_rank >= 8
end

function Replay:say(text)
  self.modem.story:problem("replay: " .. text)
end

-- A whole frame with recorded TLVs, for what no table of fields can say.
local function frame(item, call)
  local header = call.service == "CTL" and
    string.pack("<BBI2I2", 1, call.transaction, item.id, #item.tlvs) or
    string.pack("<BI2I2I2", 2, call.transaction, item.id, #item.tlvs)
  local body = header .. item.tlvs
  return string.pack("<BI2BBB", 1, 5 + #body, 0x80, item.service_id,
    call.client) .. body
end

-- Sends an indication that was recorded to whom it would go now.
function Replay:indicate(item)
  local known = self.clients[item.service]
  local client = item.client and known and known[item.client]
  local function send()
    if client or item.client == nil or item.client == 255 then
      self.modem:indicate(item.name, item.fields, client)
      return
    end
    for _, other in ipairs(self.modem:clients(item.service)) do
      self.modem:indicate(item.name, item.fields, other.client)
    end
  end
  self.modem:after(item.delay or 0, send)
end

-- Answers a request as it was answered when it was recorded.
function Replay:answer(name, request, call)
  local modem = self.modem
  local item, is_same = self:find(name, request, call)
  if not item then
    self:say(name .. " is not in the recording")
    if not modem.handlers[name] then
      return modem.fail(modem.preset.errors.unknown_message)
    end
    return modem:default(request)
  end
  if not is_same then
    local where, was, is = difference(item.fields, request, item.any, "")
    self:say(string.format("%s (entry %d): %s is %s; in the recording it is %s",
      name, item.number, where, is == nil and "missing" or show(is),
      was == nil and "missing" or show(was)))
  end
  item.uses = item.uses + 1
  if item.uses == 1 then
    self.asked = self.asked + 1
    if item.client then
      local known = self.clients[call.service] or {}
      self.clients[call.service] = known
      known[item.client] = call.client
    end
    for _, indication in ipairs(item.indications) do
      self:indicate(indication)
    end
  end
  local answer = item.answer
  if item.tlvs then
    answer = frame(item, call)
  end
  if answer and item.delay and item.delay > 0 then
    return Pending.later(item.delay, answer)
  end
  return answer
end

-- The handler of a message, or nil for the control service, which the modem
-- itself answers: client ids are its own.
function Replay:handler(name)
  if name:match "^CTL " and not self.by_name[name] then
    return nil
  end
  return self.handle
end

function Replay:client_gone(service, client)
  for recorded, actual in core.sorted(self.clients[service] or {}) do
    if actual == client then
      self.clients[service][recorded] = nil
    end
  end
end

-- The program has ended.
function Replay:finish()
  self.modem.story:point(self.asked > 0 or self.count == 0, string.format(
    "replay: %d of %d recorded requests were asked for", self.asked,
    self.count))
end

return Replay
