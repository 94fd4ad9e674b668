-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What fault rules do to a message's header and to its bytes on the wire.

local core = ...
local FaultValues = core.trusted "runtime/fault_values"
local Tlvs = core.trusted "runtime/fault_tlvs"

local Wire = {}

-- No write is longer than this; every endpoint can carry it.
local SIZE_MAX = 1 << 18
local FLAGS = {
  ctl = { request = 0x00, response = 0x01, indication = 0x02 },
  other = { request = 0x00, response = 0x02, indication = 0x04 },
}

local HEADER_MAX = {
  transaction = 0xffff, client = 255, service = 255, id = 0xffff, flags = 255,
  qmux_flags = 255, qmux_length = 0xffff, tlv_length = 0xffff, marker = 255,
}
-- What a message can say by itself; the rest is for bytes only.
local MESSAGE_PARTS = { "transaction", "client", "service", "id" }
local FRAME_PARTS = {
  "flags", "qmux_flags", "qmux_length", "tlv_length", "marker",
}

function Wire.check_header(context, header)
  FaultValues.check_table(context, "header", header, "{ transaction = \"+1\" }")
  local known = {}
  for name in core.sorted(HEADER_MAX) do
    known[#known + 1] = name
  end
  FaultValues.check_keys(context, header, known, "entry of header")
  for name, value in core.sorted(header) do
    if not (name == "transaction" and value == "last") then
      Tlvs.check_relative(context, name, value, HEADER_MAX[name])
    end
  end
  return header
end

-- Whether a header needs bytes: a message alone cannot say it.
function Wire.header_needs_bytes(header)
  for _, name in ipairs(FRAME_PARTS) do
    if header[name] ~= nil then
      return true
    end
  end
  return false
end

-- Changes what a message says of itself.
function Wire.change_header(draft, header, last_transaction)
  for _, name in ipairs(MESSAGE_PARTS) do
    local value = header[name]
    if value == "last" then
      value = last_transaction or draft[name]
    end
    if value ~= nil then
      draft[name] = Tlvs.relative(value, draft[name]) & HEADER_MAX[name]
    end
  end
end

-- The bytes of a frame. Lengths over 65535 are cut to 16 bits; all bytes are
-- there all the same.
function Wire.frame(draft, header)
  header = header or {}
  local flags = FLAGS[draft.service == 0 and "ctl" or "other"][draft.kind]
  local function part(name, truth, most)
    if header[name] ~= nil then
      truth = Tlvs.relative(header[name], truth)
    end
    return truth & most
  end
  local tlvs_size = part("tlv_length", #draft.tlvs, 0xffff)
  flags = part("flags", flags, 0xff)
  local sdu
  if draft.service == 0 then
    sdu = string.pack("<BBI2I2", flags, draft.transaction & 0xff, draft.id,
      tlvs_size)
  else
    sdu = string.pack("<BI2I2I2", flags, draft.transaction, draft.id,
      tlvs_size)
  end
  sdu = sdu .. draft.tlvs
  return string.pack("<BI2BBB", part("marker", 1, 0xff),
    part("qmux_length", #sdu + 5, 0xffff),
    part("qmux_flags", 0x80, 0xff),
    draft.service & 0xff, draft.client) .. sdu
end

-- Takes an honest frame apart; nil and why.
function Wire.read(bytes)
  if #bytes < 12 or bytes:byte(1) ~= 1 then
    return nil, "it begins with 01 and has at least 12 bytes"
  end
  local length, qmux_flags, service, client = string.unpack("<I2BBB", bytes, 2)
  if length + 1 ~= #bytes then
    return nil, string.format("its length field says %d bytes, not %d",
      length + 1, #bytes)
  end
  local format = service == 0 and "<BBI2I2" or "<BI2I2I2"
  if #bytes < 6 + string.packsize(format) then
    return nil, "it is too short for a message"
  end
  local flags, transaction, id, size, after = string.unpack(format, bytes, 7)
  local kind
  for name, value in core.sorted(FLAGS[service == 0 and "ctl" or "other"]) do
    kind = value == flags and name or kind
  end
  if not kind or after - 1 + size ~= #bytes then
    return nil, "its flags or its inner length are wrong"
  end
  return {
    service = service, client = client, transaction = transaction, id = id,
    kind = kind, qmux_flags = qmux_flags, tlvs = bytes:sub(after),
  }
end

-- Steps on bytes --------------------------------------------------------------

local STEPS = {}

function STEPS.overwrite(bytes, given)
  for offset, new in core.sorted(given) do
    bytes = bytes:sub(1, offset) .. new .. bytes:sub(offset + #new + 1)
  end
  return bytes
end

function STEPS.insert(bytes, given)
  local shift = 0
  for offset, new in core.sorted(given) do
    bytes = bytes:sub(1, offset + shift) .. new ..
      bytes:sub(offset + shift + 1)
    shift = shift + #new
  end
  return bytes
end

-- Keeps so many bytes; a negative number loses so many at the end.
function STEPS.truncate(bytes, count)
  return count >= 0 and bytes:sub(1, count) or
    bytes:sub(1, math.max(#bytes + count, 0))
end

function STEPS.pad(bytes, given)
  return bytes .. string.char(given.byte):rep(given.count)
end

-- The end of what was sent before follows, as from a buffer that was not
-- cleared.
function STEPS.stale_tail(bytes, count, previous)
  return bytes .. previous:sub(#bytes + 1, #bytes + count)
end

local ORDER = { "overwrite", "insert", "truncate", "pad", "stale_tail" }

-- `previous` is the frame that went out before, with NULs behind it.
function Wire.change(bytes, given, previous)
  for _, step in ipairs(ORDER) do
    if given[step] ~= nil then
      bytes = STEPS[step](bytes, given[step], previous)
    end
  end
  if given.rewrite then
    bytes = given.rewrite(bytes)
    if type(bytes) ~= "string" then
      error("rewrite must return a string of bytes", 0)
    end
  end
  return bytes:sub(1, SIZE_MAX)
end

-- Cuts bytes at offsets, or into pieces of one size; a list.
function Wire.pieces(bytes, split)
  local pieces = {}
  local start = 1
  if split.size then
    local size = math.max(split.size, #bytes // 4000 + 1)
    for at = 1, #bytes, size do
      pieces[#pieces + 1] = bytes:sub(at, at + size - 1)
    end
    return pieces
  end
  for _, offset in ipairs(split.at) do
    if offset < 0 then
      offset = #bytes + offset
    end
    if offset >= start and offset < #bytes then
      pieces[#pieces + 1] = bytes:sub(start, offset)
      start = offset + 1
    end
  end
  pieces[#pieces + 1] = bytes:sub(start)
  return pieces
end

-- What scenarios say, checked -------------------------------------------------

local function check_edits(context, name, given)
  FaultValues.check_table(context, name, given, '{ [3] = "\\0" }')
  for offset, bytes in core.sorted(given) do
    FaultValues.check_whole(context, name, offset, 0, SIZE_MAX)
    FaultValues.check_string(context, name, bytes)
  end
  return given
end

local function check_pad(context, name, given)
  local count, byte = given, 0
  if type(given) == "table" then
    count, byte = given[1], given[2]
  end
  return {
    count = FaultValues.check_whole(context, name, count, 0, SIZE_MAX),
    byte = FaultValues.check_whole(context, name, byte, 0, 255),
  }
end

local function check_split(context, name, given)
  if type(given) ~= "table" then
    return { size = FaultValues.check_whole(context, name, given, 1) }
  end
  if given.size ~= nil then
    FaultValues.check_keys(context, given, { "size" }, "entry of split")
    return { size = FaultValues.check_whole(context, name, given.size, 1) }
  end
  local offsets = {}
  for index, offset in ipairs(given) do
    if not FaultValues.is_whole(offset, -SIZE_MAX, SIZE_MAX) then
      context.complain(name,
        "split must be a size or a list of offsets such as { 1, 6, -1 }")
    end
    offsets[index] = offset
  end
  if #offsets == 0 then
    context.complain(name,
      "split must be a size or a list of offsets such as { 1, 6, -1 }")
  end
  return { at = offsets }
end

local function check_signed(context, name, value)
  if not FaultValues.is_whole(value, -SIZE_MAX, SIZE_MAX) then
    context.complain(name, name .. " must be a whole number")
  end
  return value
end

local function check_stale(context, name, value)
  return FaultValues.check_whole(context, name, value, 1, SIZE_MAX)
end

Wire.checks = {
  overwrite = check_edits, insert = check_edits, truncate = check_signed,
  pad = check_pad, stale_tail = check_stale, split = check_split,
}

return Wire
