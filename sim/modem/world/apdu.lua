-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the card itself answers: SELECT, STATUS, READ BINARY, READ RECORD,
-- VERIFY without a PIN, GET RESPONSE and MANAGE CHANNEL (TS 102 221, 11).
--
-- A channel is plain data: client (who opened it), app (number of the
-- application, or nil), path (of what is selected).

local bytes = include "world/bytes"
local card = include "world/card"
local card_files = include "world/card_files"

local apdu = {}

local OK, WRONG_LENGTH, NO_CHANNEL = "\x90\x00", "\x67\x00", "\x68\x81"
local NOT_ALLOWED, NO_FILE, WRONG_P1P2 = "\x69\x82", "\x6A\x82", "\x6A\x86"
local NO_RECORD, NO_OFFSET, WRONG_KIND = "\x6A\x83", "\x6B\x00", "\x69\x81"
local NO_INSTRUCTION, NO_CLASS = "\x6D\x00", "\x6E\x00"
local NO_SPACE, NO_EF, NO_DATA = "\x6A\x81", "\x69\x86", "\x69\x85"

function apdu.new_channel(client)
  return { client = client, path = "3F00" }
end

-- Which application an identifier means; a part of its beginning will do.
function apdu.find_app(slot, aid)
  for place, app in ipairs(slot.apps) do
    if aid ~= "" and app.aid:sub(1, #aid) == aid then
      return place
    end
  end
  return nil
end

-- Opens the lowest free logical channel. Nil when there is none.
function apdu.open(slot, client)
  for number = 1, slot.channels_max do
    if not slot.channels[number] then
      slot.channels[number] = apdu.new_channel(client)
      return number, slot.channels[number]
    end
  end
  return nil
end

-- Selects an application; returns what SELECT answers with.
function apdu.select_app(slot, channel, place)
  local app = slot.apps[place]
  channel.app, channel.path, channel.record = place, app.type:upper(), 0
  return bytes.tlv(0x62, bytes.tlv(0x82, "\x78\x21")
    .. bytes.tlv(0x84, app.aid) .. bytes.tlv(0x8A, "\x05")
    .. bytes.tlv(0xC6, "\x90\x01\x80\x83\x01\x01\x83\x01\x81"))
end

local function adf(slot, channel)
  local app = slot.apps[channel.app or slot.session or 1]
  return app and app.type:upper() or "USIM"
end

-- The path that a file id below the selected folder means, or nil.
local function child(slot, channel, id)
  if id == 0x3F00 or id == 0x7FFF then
    return card_files.path({ id }, adf(slot, channel))
  end
  local name = string.format("/%04X", id)
  local folder = channel.path
  if slot.files[folder] then
    folder = folder:match "^(.*)/" or folder
  end
  for _, path in ipairs { folder .. name, "3F00" .. name } do
    if slot.files[path] or card_files.is_folder(slot.files, path) then
      return path
    end
  end
  return nil
end

local function ids_of(data)
  local ids = {}
  for place = 1, #data - 1, 2 do
    ids[#ids + 1] = string.unpack(">I2", data, place)
  end
  return ids
end

local function select(slot, channel, command)
  local path
  if command.p1 == 0x04 then
    local place = apdu.find_app(slot, command.data)
    return place and apdu.select_app(slot, channel, place) .. OK or NO_FILE
  elseif #command.data < 2 or #command.data % 2 ~= 0 then
    return WRONG_LENGTH
  elseif command.p1 == 0x00 then
    path = child(slot, channel, ids_of(command.data)[1])
  elseif command.p1 == 0x08 then
    path = card_files.path(ids_of(command.data), adf(slot, channel))
  else
    return WRONG_P1P2
  end
  local file = path and slot.files[path]
  if not path or not file and not card_files.is_folder(slot.files, path) then
    return NO_FILE
  end
  channel.path, channel.record = path, 0
  return command.p2 & 0x0C == 0x0C and OK
    or card_files.control_parameters(file, path) .. OK
end

local function status(slot, channel)
  local app = slot.apps[channel.app]
  if app then
    return apdu.select_app(slot, channel, channel.app) .. OK
  end
  return card_files.control_parameters(nil, "3F00") .. OK
end

local function selected(slot, channel)
  local file = slot.files[channel.path]
  if not file then
    return nil, NO_EF
  elseif not card.allows(slot, file.read) then
    return nil, NOT_ALLOWED
  end
  return file
end

local function read_binary(slot, channel, command)
  local file, problem = selected(slot, channel)
  if not file then
    return problem
  elseif not file.data then
    return WRONG_KIND
  end
  local offset = command.p1 << 8 | command.p2
  if offset > #file.data then
    return NO_OFFSET
  end
  return file.data:sub(offset + 1, offset + command.expected) .. OK
end

local function read_record(slot, channel, command)
  local file, problem = selected(slot, channel)
  if not file then
    return problem
  elseif not file.records then
    return WRONG_KIND
  end
  local record = file.records[command.p1]
  return record and record .. OK or NO_RECORD
end

-- Without a PIN, VERIFY tells how many tries are left.
local function verify(slot, _, command)
  local pin = command.p2 == 0x81 and slot.pin2 or slot.pin1
  if #command.data > 0 then
    return NOT_ALLOWED -- the modem keeps PINs to itself
  end
  return string.char(0x63, 0xC0 | math.min(pin.retries, 15))
end

local function manage_channel(slot, _, command, client)
  if command.p1 == 0x00 then
    local number = apdu.open(slot, client)
    return number and string.char(number) .. OK or NO_SPACE
  elseif not slot.channels[command.p2] then
    return NO_CHANNEL
  end
  slot.channels[command.p2] = nil
  return OK
end

local INSTRUCTIONS = {
  [0x20] = verify, [0x70] = manage_channel, [0xA4] = select,
  [0xB0] = read_binary, [0xB2] = read_record,
  [0xC0] = function() return NO_DATA end, [0xF2] = status,
}

local function parse(text)
  if #text < 4 then
    return nil
  end
  local class, instruction, p1, p2 = text:byte(1, 4)
  local command = {
    class = class, instruction = instruction, p1 = p1, p2 = p2, data = "",
    expected = 256,
  }
  local third = text:byte(5)
  if #text == 5 then
    command.expected = third == 0 and 256 or third
  elseif third then
    command.data = text:sub(6, 5 + third)
    if #command.data < third or #text > 6 + third then
      return nil
    end
    local last = text:byte(6 + third)
    command.expected = last and last ~= 0 and last or 256
  end
  return command
end

-- Gives a command to the card. `number` is 0 for the basic channel. Returns
-- the data and the two bytes of status, or nil when there is no such channel.
function apdu.send(slot, number, text, client)
  if number == 0 and not slot.channels[0] then
    slot.channels[0] = { path = "3F00" }
  end
  local channel = slot.channels[number]
  if not channel then
    return nil
  end
  local command = parse(text)
  if not command then
    return WRONG_LENGTH
  elseif command.class == 0xFF then
    return NO_CLASS
  end
  local run = INSTRUCTIONS[command.instruction]
  return run and run(slot, channel, command, client) or NO_INSTRUCTION
end

return apdu
