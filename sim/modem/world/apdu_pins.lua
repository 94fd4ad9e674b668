-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Commands to the card about PINs, and AUTHENTICATE (TS 102 221, 11.1; TS 31.102,
-- 7.1.2). A PIN is 8 bytes, filled up with FF.

local pins = include "world/pins"

local OK, WRONG_LENGTH, NO_REFERENCE = "\x90\x00", "\x67\x00", "\x6A\x88"
local WRONG_MAC, NOT_SATISFIED = "\x98\x62", "\x69\x85"
local WRONG_P1P2 = "\x6A\x86"

local function pin_of(slot, command)
  return command.p2 == 0x01 and slot.pin1 or command.p2 == 0x81 and slot.pin2
end

local function code_of(text)
  return text:match "^(%d+)\xFF*$" or text
end

-- TS 102 221, 10.2.1: what is left of the tries, or why not.
local function status_of(outcome, left)
  if outcome == "ok" then
    return OK
  elseif outcome == "blocked" or outcome == "always_blocked" then
    return "\x69\x83"
  elseif outcome == "disabled" or outcome == "same" then
    return "\x69\x84"
  end
  return string.char(0x63, 0xC0 | math.min(left, 15))
end

-- Gives `attempt` the PIN and the codes that the command carries.
local function with_pin(slot, command, modem, count, attempt)
  local pin = pin_of(slot, command)
  if not pin then
    return NO_REFERENCE
  elseif #command.data ~= 8 * count then
    return WRONG_LENGTH
  end
  local before = pins.look(pin)
  local outcome, left = attempt(pin, code_of(command.data:sub(1, 8)),
    code_of(command.data:sub(9)))
  if pins.look(pin) ~= before then
    modem:changed "card"
  end
  return status_of(outcome, left or pin.retries)
end

-- Without a PIN, VERIFY tells how many tries are left.
local function verify(slot, _, command, modem)
  local pin = pin_of(slot, command)
  if pin and #command.data == 0 then
    return pin.retries == 0 and "\x69\x83"
      or status_of("incorrect", pin.retries)
  end
  return with_pin(slot, command, modem, 1, pins.verify)
end

local function change(slot, _, command, modem)
  return with_pin(slot, command, modem, 2, pins.change)
end

local function protect(slot, command, modem, is_enabled)
  if command.p2 ~= 0x01 then
    return NO_REFERENCE -- PIN2 cannot be switched
  end
  return with_pin(slot, command, modem, 1, function(pin, code)
    return pins.protect(pin, is_enabled, code)
  end)
end

local function disable(slot, _, command, modem)
  return protect(slot, command, modem, false)
end

local function enable(slot, _, command, modem)
  return protect(slot, command, modem, true)
end

local function unblock(slot, _, command, modem)
  local pin = pin_of(slot, command)
  if pin and #command.data == 0 then
    return status_of("incorrect", pin.puk_retries)
  end
  return with_pin(slot, command, modem, 2, function(given, puk, new)
    local outcome = pins.unblock(given, puk, new)
    return outcome, given.puk_retries
  end)
end

-- The card has no key that a network knows: the MAC of each challenge is wrong.
local function authenticate(slot, channel, command)
  local app = slot.apps[channel.app or slot.session]
  if not app or app.type ~= "usim" and app.type ~= "isim" then
    return NOT_SATISFIED
  elseif not pins.is_open(slot.pin1) then
    return "\x69\x82"
  elseif command.p1 ~= 0 or command.p2 & 0x80 == 0 then
    return WRONG_P1P2
  elseif #command.data ~= 34 or command.data:byte(1) ~= 16 or
    command.data:byte(18) ~= 16 then
    return WRONG_LENGTH
  end
  return WRONG_MAC
end

return {
  [0x20] = verify, [0x24] = change, [0x26] = disable, [0x28] = enable,
  [0x2C] = unblock, [0x88] = authenticate,
}
