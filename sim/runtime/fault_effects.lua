-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What a fault rule does to a message.
--
-- The rule makes drafts of what takes the message's place, changes them, and
-- makes a list of things to emit of them: { what =, delay =, ... } in the words
-- of core.emit(). Faults (runtime/faults.lua) delivers the list.

local core = ...
local values = core.trusted "runtime/values"
local FaultValues = core.trusted "runtime/fault_values"
local Match = core.trusted "runtime/fault_match"
local Tlvs = core.trusted "runtime/fault_tlvs"
local Wire = core.trusted "runtime/fault_wire"

local Effects = {}

local CHANNEL_ALL = 0xffffffff
local RESULT = 0x02

local function draft_of(m)
  return {
    what = "message", service = m.service, client = m.client, kind = m.kind,
    transaction = m.transaction, id = m.id, channel = m.channel, tlvs = m.tlvs,
  }
end

local function result_tlv(number)
  return string.pack("<BI2I2I2", RESULT, 4, number == 0 and 0 or 1, number)
end

local function encode(faults, draft, fields)
  local tlvs, why = core.encode(faults.modem.handle, draft.service, draft.kind,
    draft.id, fields, true)
  if not tlvs then
    error(why, 0)
  end
  return tlvs
end

local function response(faults, m, number, fields)
  local draft = draft_of(m)
  draft.kind = "response"
  draft.tlvs = result_tlv(number) ..
    (fields and encode(faults, draft, fields) or "")
  return draft
end

-- A response with an error: alone, with fields, or with what it said before.
local function failed(faults, rule, m)
  if rule.data == true and m.kind == "response" then
    local list = Tlvs.split(m.tlvs)
    for index = #list, 1, -1 do
      if list[index].id == RESULT then
        table.remove(list, index)
      end
    end
    local draft = draft_of(m)
    draft.tlvs = result_tlv(rule.effects.error) .. Tlvs.join(list)
    return draft
  end
  return response(faults, m, rule.effects.error,
    rule.data ~= true and rule.data or nil)
end

-- Where an indication goes: to the client of the message when it is one of the
-- same service, else to whom it names, else to all.
local function indication(faults, m, item)
  local client = item.client or item.service == m.service and m.client or 255
  local channel = CHANNEL_ALL
  if client == m.client and item.service == m.service then
    channel = m.channel
  else
    for _, known in ipairs(core.clients(faults.modem.handle)) do
      if known.service_id == item.service and known.client == client then
        channel = known.channel
      end
    end
  end
  return {
    what = "message", service = item.service, client = client,
    kind = "indication", transaction = item.transaction, id = item.id,
    channel = channel, tlvs = item.tlvs, is_extra = true,
  }
end

local function extra(faults, m, item)
  if item.what == "indication" then
    return indication(faults, m, item)
  elseif item.what == "response" then
    return response(faults, m, item.error, item.fields)
  end
  return { what = "bytes", bytes = item.bytes, channel = m.channel,
    is_extra = true }
end

Effects.extra = extra

-- The message itself, as something to emit.
function Effects.message(m)
  return draft_of(m)
end

-- The same as bytes.
function Effects.frame(m)
  local draft = draft_of(m)
  draft.what = "bytes"
  draft.bytes = Wire.frame(draft)
  return draft
end

local function extras(faults, m, list)
  local drafts = {}
  for index, item in ipairs(list) do
    drafts[index] = extra(faults, m, item)
  end
  return drafts
end

-- A captured message, sent for this one.
local function replayed(frame, m)
  local draft = {}
  for key, value in core.sorted(frame) do
    draft[key] = value
  end
  draft.what, draft.client, draft.channel = "message", m.client, m.channel
  draft.transaction = frame.kind == "indication" and frame.transaction or
    m.transaction
  return draft
end

-- What takes the message's place, before it is changed.
local function in_place(faults, rule, m)
  local effects = rule.effects
  if effects.drop then
    return {}
  elseif effects.error then
    return { failed(faults, rule, m) }
  elseif effects.answer or effects.answers then
    return extras(faults, m, effects.answer or effects.answers)
  elseif effects.raw then
    return { { what = "bytes", bytes = effects.raw, channel = m.channel } }
  elseif effects.replay then
    return { replayed(effects.replay, m) }
  elseif effects.instead then
    return extras(faults, m, effects.instead)
  elseif rule.swallows then
    return {}
  end
  return { draft_of(m) }
end

-- Fields ----------------------------------------------------------------------

-- Puts other values into some fields and leaves all other TLVs as they are.
local function set_fields(faults, draft, changes)
  local list = Tlvs.split(draft.tlvs)
  local old = core.decode(faults.modem.handle, draft.service, draft.kind,
    draft.id, draft.tlvs)
  for name, value in core.sorted(changes) do
    local tlv = FaultValues.tlv(faults.modem, draft, name)
    if tlv then
      local fresh = Tlvs.split(encode(faults, draft,
        { [name] = values.merge(old[name], value) }))
      local place = #list + 1
      for index = #list, 1, -1 do
        if list[index].id == tlv then
          table.remove(list, index)
          place = index
        end
      end
      if fresh[1] then
        table.insert(list, place, fresh[1])
      end
    end
  end
  draft.tlvs = Tlvs.join(list)
end

-- The table of changes that puts `value` at a path below `old`.
local function change_at(old, path, value)
  local first, rest = path:match "^([^.]*)%.(.*)$"
  if not first then
    return value
  end
  local part = rest:match "^[^.]*"
  local key = math.tointeger(tonumber(part)) or part
  local copy = values.copy(type(old) == "table" and old or {})
  copy[key] = change_at(copy[key], rest, value)
  return copy
end

-- The field that a path leads to.
local function field_at(faults, draft, path)
  local field
  for part in path:gmatch "[^.]+" do
    local members = field and field.members
    if not field then
      field = FaultValues.layout(faults.modem, draft.service, draft.kind,
        draft.id).by_name[part]
    elseif field.type == "array" then
      field = members[1]
    else
      field = nil
      for _, member in ipairs(members) do
        field = member.name == part and member or field
      end
    end
    if not field then
      return nil
    end
  end
  return field
end

local TEXTS = { "", "\0", " ", "\xff", ("A"):rep(255), "\x80\xc0\xaf" }

local function sentinels(field)
  if field and (field.type == "uint" or field.type == "int") then
    local list = {}
    local bits = field.size * 8
    for _, value in ipairs { 0, 1, (1 << bits - 1) - 1, 1 << bits - 1,
      bits < 64 and (1 << bits) - 2 or -2, bits < 64 and (1 << bits) - 1 or -1,
    } do
      if field.type == "int" and bits < 64 and value >= 1 << bits - 1 then
        value = value - (1 << bits)
      end
      list[#list + 1] = value
    end
    return list
  end
  return TEXTS
end

local function sweep(faults, rule, draft)
  local given = rule.effects.sweep
  local list = given.values or sentinels(field_at(faults, draft, given.path))
  local name = given.path:match "^[^.]*"
  local old = core.decode(faults.modem.handle, draft.service, draft.kind,
    draft.id, draft.tlvs)[name]
  local value = list[(rule.acted - 1) % #list + 1]
  set_fields(faults, draft, { [name] = change_at(old, given.path, value) })
end

local function set_result(draft, bytes)
  local list = Tlvs.split(draft.tlvs)
  for index = #list, 1, -1 do
    if list[index].id == RESULT then
      table.remove(list, index)
    end
  end
  if bytes then
    table.insert(list, 1, { id = RESULT, value = bytes })
  end
  draft.tlvs = Tlvs.join(list)
end

local function change_message(faults, rule, draft)
  local effects = rule.effects
  if effects.set then
    set_fields(faults, draft, effects.set)
  end
  if effects.sweep then
    sweep(faults, rule, draft)
  end
  if effects.result ~= nil then
    set_result(draft, effects.result)
  end
  if effects.tlvs then
    local list = Tlvs.split(draft.tlvs)
    Tlvs.change(faults.modem, draft, list, effects.tlvs, faults.random_number)
    draft.tlvs = Tlvs.join(list)
  end
  if effects.header then
    Wire.change_header(draft, effects.header,
      faults.transactions[draft.service])
  end
end

-- Bytes -----------------------------------------------------------------------

-- TLVs beyond this have no room in a frame that is made from a message.
local MESSAGE_TLVS_MAX = 65000

local function is_bytes(list)
  for _, item in ipairs(list or {}) do
    if item.what == "bytes" then
      return true
    end
  end
  return false
end

local function needs_bytes(rule, draft)
  local effects = rule.effects
  return draft.kind ~= "request" and (rule.on_bytes or
    #draft.tlvs > MESSAGE_TLVS_MAX or
    is_bytes(effects.before) or is_bytes(effects.after) or
    effects.header and Wire.header_needs_bytes(effects.header))
end

-- Turns a draft into bytes, if the rule is about those.
local function to_bytes(faults, rule, draft)
  local effects = rule.effects
  if draft.what == "message" and needs_bytes(rule, draft) then
    draft.what = "bytes"
    draft.bytes = Wire.frame(draft, effects.header)
  end
  if draft.what == "bytes" and not draft.is_extra then
    draft.bytes = Wire.change(draft.bytes, effects,
      faults.previous[draft.channel] or ("\0"):rep(0x10000))
    for index = #(effects.before or {}), 1, -1 do
      if effects.before[index].what == "bytes" then
        draft.bytes = effects.before[index].bytes .. draft.bytes
      end
    end
    for _, item in ipairs(effects.after or {}) do
      if item.what == "bytes" then
        draft.bytes = draft.bytes .. item.bytes
      end
    end
  end
end

-- A draft in pieces, each later by the gap; only the first is shown.
local function cut(faults, rule, draft)
  local split = rule.effects.split
  if not split or draft.what ~= "bytes" or draft.is_extra then
    return { draft }
  end
  local list, delay = {}, 0
  for index, piece in ipairs(Wire.pieces(draft.bytes, split)) do
    local item = index == 1 and draft or
      { what = "bytes", channel = draft.channel }
    item.bytes, item.delay = piece, delay
    list[index] = item
    delay = delay + (rule.gap and faults:pick(rule.gap) or 0)
  end
  return list
end

local function copies(list, duplicate)
  if not duplicate then
    return list
  end
  local all = {}
  for copy = 0, duplicate.count do
    for _, item in ipairs(list) do
      local other = {}
      for key, value in core.sorted(item) do
        other[key] = value
      end
      other.delay = (item.delay or 0) + copy * duplicate.every
      all[#all + 1] = other
    end
  end
  return all
end

-- Extras that are indications go out by themselves.
local function messages_among(faults, m, list)
  local found = {}
  for _, item in ipairs(list or {}) do
    if item.what == "indication" then
      found[#found + 1] = indication(faults, m, item)
    end
  end
  return found
end

local function append(all, list)
  table.move(list, 1, #list, #all + 1, all)
end

-- The list of what takes the place of the message.
function Effects.list(faults, rule, m)
  local effects = rule.effects
  local list = {}
  for _, draft in ipairs(in_place(faults, rule, m)) do
    if draft.what == "message" and not draft.is_extra then
      change_message(faults, rule, draft)
    end
    to_bytes(faults, rule, draft)
    append(list, cut(faults, rule, draft))
  end
  list = copies(list, effects.duplicate)
  local all = messages_among(faults, m, effects.before)
  append(all, list)
  if m.kind ~= "request" then
    append(all, messages_among(faults, m, effects.after))
  end
  return all
end

-- What happens besides: a list of things to emit, and of things that the engine
-- does by itself.
function Effects.besides(faults, rule, m)
  local effects = rule.effects
  local list = {}
  local function add(what, after, channel)
    list[#list + 1] = { what = what, delay = after, channel = channel }
  end
  if effects.storm then
    for index = 0, effects.storm.count - 1 do
      for _, item in ipairs(extras(faults, m, effects.storm.items)) do
        item.delay = index * effects.storm.every
        list[#list + 1] = item
      end
    end
  end
  if effects.signal then
    list[#list + 1] = { what = "signal", number = effects.signal }
  end
  if effects.hang_up then
    add("hang_up", effects.hang_up.after, m.channel)
  end
  if effects.vanish then
    add("vanish", effects.vanish.after, CHANNEL_ALL)
    add("come_back", effects.vanish.after + effects.vanish.us, CHANNEL_ALL)
  end
  if effects.stop_reading then
    add("pause", effects.stop_reading.after, CHANNEL_ALL)
    add("resume", effects.stop_reading.after + effects.stop_reading.us,
      CHANNEL_ALL)
  end
  return list
end

-- Whether a rule leaves a message's way and content alone.
function Effects.is_beside(rule)
  for name in core.sorted(rule.effects) do
    if not Effects.BESIDE[name] then
      return false
    end
  end
  return not rule.swallows
end

Effects.BESIDE = {
  storm = true, hang_up = true, vanish = true, reboot = true, hang = true,
  stop_reading = true, device = true, signal = true, event = true, run = true,
}
Effects.SWALLOWING = { "hang_up", "vanish", "reboot", "hang" }

-- Calls the scenario's function.
function Effects.run(faults, rule, m)
  if rule.effects.run then
    rule.effects.run(faults.modem, Match.fields(faults.modem, m),
      Match.call(m))
  end
end

return Effects
