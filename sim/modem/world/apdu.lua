-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the card itself answers: see world/apdu_files.lua and world/apdu_pins.lua;
-- here are GET RESPONSE, MANAGE CHANNEL and, on an eUICC, STORE DATA (TS 102 221,
-- 11; GlobalPlatform Card Specification 2.3.1, 11.11).

local apdu_files = include "world/apdu_files"
local apdu_pins = include "world/apdu_pins"
local channels = include "world/channels"
local euicc = include "world/euicc"

local apdu = {
  find_app = channels.find_app, open = channels.open,
  select_app = channels.select_app,
}

local OK, WRONG_LENGTH, NO_CHANNEL = "\x90\x00", "\x67\x00", "\x68\x81"
local WRONG_P1P2, NO_SPACE, NO_DATA = "\x6A\x86", "\x6A\x81", "\x69\x85"
local NO_INSTRUCTION, NO_CLASS = "\x6D\x00", "\x6E\x00"
local ANSWER_MAX = 256 -- of one response
local STORED_MAX = 8192

local function manage_channel(slot, _, command, modem, client)
  if command.p1 == 0x00 then
    local number = channels.open(slot, client)
    return number and string.char(number) .. OK or NO_SPACE
  elseif command.p1 ~= 0x80 then
    return WRONG_P1P2
  elseif command.p2 == 0 or not slot.channels[command.p2] then
    return NO_CHANNEL
  end
  slot.channels[command.p2] = nil
  return OK
end

-- Gives the first part of what is longer than one response can be.
local function in_parts(channel, data)
  if #data <= ANSWER_MAX then
    channel.pending = nil
    return data .. OK
  end
  local rest = data:sub(ANSWER_MAX + 1)
  channel.pending = rest
  return data:sub(1, ANSWER_MAX) .. "\x61"
    .. string.char(#rest < ANSWER_MAX and #rest or 0)
end

local function get_response(_, channel)
  if not channel.pending then
    return NO_DATA
  end
  return in_parts(channel, channel.pending)
end

-- Bit 8 of P1 ends the data, P2 numbers its blocks from 0.
local function store_data(slot, channel, command, modem)
  local app = slot.apps[channel.app]
  if not app or app.type ~= "isd_r" then
    return NO_INSTRUCTION
  end
  local stored = command.p2 == 0 and "" or channel.stored
  if not stored or #stored + #command.data > STORED_MAX then
    channel.stored = nil
    return NO_DATA
  end
  stored = stored .. command.data
  if command.p1 & 0x80 == 0 then
    channel.stored = stored
    return OK
  end
  channel.stored = nil
  local answer = euicc.answer(slot, stored, modem)
  return answer and in_parts(channel, answer) or "\x6A\x88"
end

local INSTRUCTIONS = {
  [0x70] = manage_channel, [0xC0] = get_response, [0xE2] = store_data,
}
for _, part in ipairs { apdu_files, apdu_pins } do
  for instruction, run in pairs(part) do
    INSTRUCTIONS[instruction] = run
  end
end

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
function apdu.send(slot, number, text, client, modem)
  if number == 0 and not slot.channels[0] then
    slot.channels[0] = channels.new()
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
  if command.instruction ~= 0xC0 then
    channel.pending = nil
  end
  local run = INSTRUCTIONS[command.instruction]
  return run and run(slot, channel, command, modem, client) or NO_INSTRUCTION
end

return apdu
