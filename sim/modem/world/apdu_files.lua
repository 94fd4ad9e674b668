-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Commands to the card about files: SELECT, STATUS, READ and UPDATE BINARY, READ,
-- UPDATE and SEARCH RECORD (TS 102 221, 11.1).

local card = include "world/card"
local card_files = include "world/card_files"
local channels = include "world/channels"

local OK, WRONG_LENGTH, NOT_ALLOWED = "\x90\x00", "\x67\x00", "\x69\x82"
local NO_FILE, WRONG_P1P2, NO_RECORD = "\x6A\x82", "\x6A\x86", "\x6A\x83"
local NO_OFFSET, WRONG_KIND, NO_EF = "\x6B\x00", "\x69\x81", "\x69\x86"
local NOT_FOUND = "\x62\x82"

-- The path that a file id below the selected folder means, or nil.
local function child(slot, channel, id)
  if id == 0x3F00 or id == 0x7FFF then
    return card_files.path({ id }, channels.folder(slot, channel))
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
    local place = channels.find_app(slot, command.data)
    return place and channels.select_app(slot, channel, place) .. OK or NO_FILE
  elseif #command.data < 2 or #command.data % 2 ~= 0 then
    return WRONG_LENGTH
  elseif command.p1 == 0x00 then
    path = child(slot, channel, ids_of(command.data)[1])
  elseif command.p1 == 0x08 then
    path = card_files.path(ids_of(command.data), channels.folder(slot, channel))
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
  if slot.apps[channel.app] then
    return channels.select_app(slot, channel, channel.app) .. OK
  end
  return card_files.control_parameters(nil, "3F00") .. OK
end

-- The selected file when it holds `content` and `access` to it is open.
local function selected(slot, channel, content, access)
  local file = slot.files[channel.path]
  if not file then
    return nil, NO_EF
  elseif not file[content] then
    return nil, WRONG_KIND
  elseif not card.allows(slot, file[access]) then
    return nil, NOT_ALLOWED
  end
  return file
end

local function read_binary(slot, channel, command)
  local file, problem = selected(slot, channel, "data", "read")
  if not file then
    return problem
  end
  local offset = command.p1 << 8 | command.p2
  if offset > #file.data then
    return NO_OFFSET
  end
  return file.data:sub(offset + 1, offset + command.expected) .. OK
end

local function update_binary(slot, channel, command, modem)
  local file, problem = selected(slot, channel, "data", "write")
  if not file then
    return problem
  end
  local offset = command.p1 << 8 | command.p2
  if offset + #command.data > #file.data then
    return NO_OFFSET
  end
  file.data = file.data:sub(1, offset) .. command.data
    .. file.data:sub(offset + #command.data + 1)
  modem:changed "card"
  return OK
end

-- The number of the record that a command means: by number, the next or the one
-- before. Nil when there is none.
local function record_number(file, channel, command)
  local mode = command.p2 & 0x07
  local number = command.p1
  if mode == 0x02 then
    number = channel.record + 1
  elseif mode == 0x03 then
    number = channel.record > 0 and channel.record - 1 or #file.records
  elseif mode ~= 0x04 then
    return nil, WRONG_P1P2
  elseif number == 0 then
    number = channel.record
  end
  if not file.records[number] then
    return nil, NO_RECORD
  end
  channel.record = mode == 0x04 and channel.record or number
  return number
end

local function read_record(slot, channel, command)
  local file, problem = selected(slot, channel, "records", "read")
  if not file then
    return problem
  end
  local number, why = record_number(file, channel, command)
  return number and file.records[number]:sub(1, command.expected) .. OK or why
end

local function update_record(slot, channel, command, modem)
  local file, problem = selected(slot, channel, "records", "write")
  if not file then
    return problem
  end
  local number, why = record_number(file, channel, command)
  if not number then
    return why
  elseif #command.data ~= #file.records[number] then
    return WRONG_LENGTH
  end
  file.records[number] = command.data
  modem:changed "card"
  return OK
end

-- Simple search forward from record P1: the numbers of those that hold the text.
local function search_record(slot, channel, command)
  local file, problem = selected(slot, channel, "records", "read")
  if not file then
    return problem
  elseif command.p2 & 0x07 ~= 0x04 then
    return WRONG_P1P2
  end
  local found = {}
  for number = math.max(command.p1, 1), #file.records do
    if command.data ~= "" and
      file.records[number]:find(command.data, 1, true) then
      found[#found + 1] = string.char(number)
    end
  end
  return #found > 0 and table.concat(found) .. OK or NOT_FOUND
end

return {
  [0xA2] = search_record, [0xA4] = select, [0xB0] = read_binary,
  [0xB2] = read_record, [0xD6] = update_binary, [0xDC] = update_record,
  [0xF2] = status,
}
