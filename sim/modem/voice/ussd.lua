-- SPDX-License-Identifier: LGPL-2.1-or-later
-- VOICE: USSD.
--
-- A menu that answers a code comes twice: in the answer, which cannot say that
-- the network waits for more, and in a USSD indication, which can.

local common = include "voice/common"
local gsm7 = include "world/gsm7"
local world = include "world/ussd"

local ussd = {}

local FAILURE = 92 -- SupsFailureCase, as a field

local function is_ascii(text)
  return not text:find "[\x80-\xFF]"
end

-- A text in the field that every modem has, in the coding of the preset:
-- "auto" is ASCII where that does; UCS-2 has the high byte first.
local function data_of(modem, text)
  local coding = modem.preset.calls.ussd_coding
  local septets = coding == "8bit" and gsm7.encode(text)
  if septets then
    return { data_coding_scheme = "8bit",
      data = string.char(table.unpack(septets)) }
  elseif coding ~= "ucs2" and is_ascii(text) then
    return { data_coding_scheme = "ascii", data = text }
  end
  return { data_coding_scheme = "ucs2", data = gsm7.ucs2(gsm7.utf16(text)) }
end

-- The fields of a text.
local function fields_of(modem, text)
  return {
    uss_data = data_of(modem, text),
    uss_data_utf16 = modem.preset.calls.ussd_utf16 and gsm7.utf16(text) or nil,
  }
end

-- What a host has written, or nil.
local function read(data)
  local scheme = data.data_coding_scheme
  if #data.data == 0 then
    return nil
  elseif scheme == "ucs2" then
    return #data.data % 2 == 0 and
      gsm7.from_utf16(gsm7.from_ucs2(data.data)) or nil
  elseif scheme == "8bit" then
    return gsm7.decode { data.data:byte(1, -1) }
  elseif scheme == "ascii" or scheme == "unknown" then
    return is_ascii(data.data) and data.data or nil
  end
  return nil
end

local tell = {}

function tell.message(modem, message)
  local fields = fields_of(modem, message.text)
  fields.user_action = message.needs_reply and "required" or "not_required"
  common.tell(modem, "VOICE USSD", "ussd_notification_events", fields)
end

function tell.release(modem)
  common.tell(modem, "VOICE Release USSD", "ussd_notification_events", {})
end

function ussd.tell(modem, what, message)
  tell[what](modem, message)
end

-- The network has been asked: what it says to a code.
local function say(modem, code)
  local message, why = world.originate(modem.calls, code)
  if not message then
    return fail("SupsFailureCase", { failure_cause = why })
  end
  if message.needs_reply then
    modem:changed("ussd", "message", message)
  end
  return fields_of(modem, message.text)
end

local function originate(modem, request)
  local code = read(request.uss_data)
  if not code then
    return fail "InvalidArgument"
  end
  return later(modem.preset.calls.ussd_seconds, function()
    return say(modem, code)
  end)
end

-- The answer comes later, and to this client only.
local function originate_no_wait(modem, request, call)
  local code = read(request.uss_data)
  if not code then
    return fail "InvalidArgument"
  end
  local calls, client, state = modem.calls, call.client, call.state
  calls:later(modem.preset.calls.ussd_seconds, function()
    local message, why = world.originate(calls, code)
    local fields = message and fields_of(modem, message.text) or
      { error_code = FAILURE, failure_cause = why }
    if modem:client_state("VOICE", client) == state then
      modem:indicate("VOICE Originate USSD No Wait", fields, client)
    end
    if message and message.needs_reply then
      modem:changed("ussd", "message", message)
    end
  end)
  return {}
end

local function answer(modem, request)
  local text = read(request.uss_data)
  if not text then
    return fail "InvalidArgument"
  elseif not world.answer(modem.calls, text) then
    return fail "IncompatibleState"
  end
  return {}
end

function ussd.add(voice)
  voice["Originate USSD"] = originate
  voice["Originate USSD No Wait"] = originate_no_wait
  voice["Answer USSD"] = answer

  voice["Cancel USSD"] = function(modem)
    return world.cancel(modem.calls) and {} or fail "NoEffect"
  end
end

return ussd
