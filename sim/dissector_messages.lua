-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Messages.

local function add_result(tree, value, found)
  if value:len() < 4 then
    tree:add_proto_expert_info(malformed, "The result is too short")
    return
  end
  tree:add_le(common.result, value(0, 2))
  local item = tree:add_le(common.error, value(2, 2))
  found.error = value(2, 2):le_uint()
  if value(0, 2):le_uint() ~= 0 then
    item:add_proto_expert_info(failed)
  end
end

local function add_tlv(tree, range, body, found)
  local id = range(0, 1):uint()
  local claimed = range(1, 2):le_uint()
  local field = body and body[id]
  local subtree = tree:add(common.tlv, range)
  local is_result = found.kind == 1 and id == 2
  subtree:set_text(string.format("%s (0x%02x), %d byte%s",
    is_result and "result" or field and field[1] or "unknown", id, claimed,
    claimed == 1 and "" or "s"))
  subtree:add(common.tlv_type, range(0, 1))
  subtree:add_le(common.tlv_length, range(1, 2))
  local value = range:len() > 3 and range(3):tvb() or nil
  if claimed + 3 > range:len() then
    subtree:add_proto_expert_info(malformed,
      "The TLV runs past the end of the message")
    return
  elseif is_result and value then
    add_result(subtree, value, found)
  elseif not field then
    if value then
      subtree:add(common.unknown, value())
    end
  elseif not value then
    if field[2] ~= "s" and field[2] ~= "b" and field[2] ~= "a" then
      subtree:add_proto_expert_info(malformed, "The TLV is empty")
    end
  else
    local at = walk(subtree, field, value, 0)
    if not at then
      subtree:add_proto_expert_info(malformed,
        "A field runs past the end of its TLV")
    elseif at < value:len() then
      subtree:add(common.extra, value(at))
    end
  end
end

local function add_tlvs(tree, range, body, found)
  local at = 0
  while at < range:len() do
    local left = range:len() - at
    if left < 3 then
      tree:add_proto_expert_info(malformed, "A TLV's header is cut short")
      return
    end
    local size = math.min(left, range(at + 1, 2):le_uint() + 3)
    add_tlv(tree, range(at, size), body, found)
    at = at + size
  end
end

local function find_message(service, kind, id)
  local found = service and service.found[kind == 2 and 2 or 0]
  local best
  for _, message in ipairs(found and found[id] or {}) do
    if message.vendor == qmi.prefs.vendor
      or message.vendor == 0 and not best then
      best = message
    end
  end
  return best
end

-- Requests and responses find each other.

local interface = Field.new "frame.interface_id"
local waiting, pairs_of = {}, {}

function qmi.init()
  waiting, pairs_of = {}, {}
end

local function pair_up(pinfo, found, at)
  local medium = interface()
  local key = table.concat({ medium and tostring(medium) or "", found.service,
    found.client, found.transaction, found.id }, "/")
  local place = pinfo.number .. "/" .. at
  if pinfo.visited then
    return pairs_of[place]
  end
  if found.kind == 0 then
    waiting[key] = { number = pinfo.number, place = place,
      time = pinfo.abs_ts }
  elseif found.kind == 1 and waiting[key] then
    local request = waiting[key]
    waiting[key] = nil
    pairs_of[request.place] = { response = pinfo.number }
    pairs_of[place] = { request = request.number,
      seconds = pinfo.abs_ts - request.time }
  end
  return pairs_of[place]
end

local function add_pair(tree, pair)
  if pair and pair.response then
    tree:add(common.response_in, pair.response):set_generated()
  elseif pair then
    local seconds = math.max(pair.seconds, 0)
    local whole = math.floor(seconds)
    tree:add(common.response_to, pair.request):set_generated()
    tree:add(common.time, NSTime.new(whole,
      math.floor((seconds - whole) * 1e6 + 0.5) * 1000)):set_generated()
  end
end

-- The header of a message: kind, transaction, id and where the TLVs begin.
local function read_header(sdu, found)
  local size = found.service == 0 and 6 or 7
  if sdu:len() < size then
    return nil
  end
  local flags = sdu(0, 1):uint()
  found.kind = found.service == 0 and flags or math.floor(flags / 2) % 4
  found.transaction = size == 6 and sdu(1, 1):uint() or sdu(1, 2):le_uint()
  found.id = sdu(size - 4, 2):le_uint()
  return KINDS[found.kind] and size
end

local function add_header(tree, sdu, found, size)
  tree:add(common.sdu_flags, sdu(0, 1))
  tree:add(common.kind, sdu(0, 1), KINDS[found.kind])
  tree:add_le(common.transaction, sdu(1, size - 5))
  tree:add(common.message, sdu(size - 4, 2), found.name)
  tree:add_le(common.message_id, sdu(size - 4, 2))
  local item = tree:add_le(common.tlvs_size, sdu(size - 2, 2))
  if sdu(size - 2, 2):le_uint() ~= sdu:len() - size then
    item:add_proto_expert_info(malformed,
      "The TLV length does not match the bytes present")
  end
end

local function add_message(pinfo, tree, sdu, found, at)
  local size = read_header(sdu, found)
  if not size then
    tree:add_proto_expert_info(malformed,
      "The message has no whole header, or is of no kind")
    return "malformed"
  end
  local service = services[found.service]
  local message = find_message(service, found.kind, found.id)
  found.name = message and message.name or string.format("0x%04x", found.id)
  add_header(tree, sdu, found, size)
  add_pair(tree, pair_up(pinfo, found, at))
  if sdu:len() > size then
    add_tlvs(tree, sdu(size):range(), message and message[found.kind], found)
  end
  local info = string.format("%s %s %s",
    service and service.name or string.format("service 0x%02x", found.service),
    found.name, KINDS[found.kind])
  if found.error then
    info = info .. ": " .. (found.error == 0 and "success"
      or errors[found.error] or tostring(found.error))
  end
  tree:append_text(", " .. info)
  return info
end

local function add_frame(pinfo, tree, frame, at)
  local subtree = tree:add(qmi, frame)
  local flags = frame(3, 1):uint()
  local found = { service = frame(4, 1):uint(), client = frame(5, 1):uint() }
  subtree:add_le(common.length, frame(1, 2))
  subtree:add(common.flags, frame(3, 1))
  subtree:add(common.service, frame(4, 1))
  subtree:add(common.client, frame(5, 1))
  pinfo.cols.src = flags == 0 and "host" or "modem"
  pinfo.cols.dst = flags == 0 and "modem" or "host"
  if frame:len() == HEADER_SIZE then
    subtree:add_proto_expert_info(malformed, "There is no message")
    return "malformed"
  end
  return add_message(pinfo, subtree, frame(HEADER_SIZE):tvb(), found, at)
end

function qmi.dissector(tvb, pinfo, tree)
  local at, infos = 0, {}
  pinfo.cols.protocol = "QMI"
  while at < tvb:len() do
    local left = tvb:len() - at
    local size = left >= HEADER_SIZE and tvb(at, 1):uint() == 1
      and tvb(at + 1, 2):le_uint() + 1
    if not size or size < HEADER_SIZE or size > left then
      local subtree = tree:add(qmi, tvb(at))
      subtree:add(common.noise, tvb(at))
      subtree:add_proto_expert_info(malformed, size and size > left
        and "The frame is cut short" or "No frame begins here")
      infos[#infos + 1] = "malformed"
      break
    end
    infos[#infos + 1] = add_frame(pinfo, tree, tvb(at, size):tvb(), at)
    at = at + size
  end
  pinfo.cols.info = table.concat(infos, "; ")
  return tvb:len()
end

DissectorTable.get("wtap_encap"):add(wtap.USER0, qmi)
