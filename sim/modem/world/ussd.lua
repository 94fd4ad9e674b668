-- SPDX-License-Identifier: LGPL-2.1-or-later
-- USSD: codes that the network answers, menus, and what it asks by itself.
--
-- A reply is a text, or { text =, replies = { ["1"] = reply } } for a menu
-- that waits for an answer ("*" takes any), or { fail = reason }. Codes and
-- their replies are in the preset (`calls.ussd`) and in calls.ussd_codes, which
-- comes first.
--
-- The session is calls.ussd_session = { number =, replies = }; `replies` is nil
-- when a scenario says what comes next. Topic "ussd" with "message" { text =,
-- needs_reply = } or "release".

local gsm7 = include "world/gsm7"

local ussd = {}

local SEPTETS_MAX, UNITS_MAX = 182, 80

-- Whether a text fits the 160 bytes that the network carries.
local function fits(text)
  local septets = gsm7.encode(text)
  return septets and #septets <= SEPTETS_MAX or
    not septets and #gsm7.utf16(text) <= UNITS_MAX
end

-- What is wrong with a reply, or nil.
local function wrong_reply(reply, path)
  if type(reply) == "string" then
    reply = { text = reply }
  end
  if type(reply) ~= "table" or not reply.fail and
    (type(reply.text) ~= "string" or not utf8.len(reply.text)) then
    return path .. " must be a text, or a table with a text"
  elseif reply.text and not fits(reply.text) then
    return path .. " is too long for a USSD message"
  end
  for key, item in pairs(reply.replies or {}) do
    local problem = wrong_reply(item, string.format("%s[%q]", path,
      tostring(key)))
    if problem then
      return problem
    end
  end
  return nil
end

-- Raises an error when a preset's codes are not good. False stands for a code
-- that is taken away.
function ussd.check(codes)
  for code, reply in pairs(codes) do
    local problem = reply ~= false and
      wrong_reply(reply, string.format("calls.ussd[%q]", tostring(code)))
    if problem then
      error(problem, 0)
    end
  end
end

function ussd.set(calls, code, reply)
  local problem = type(code) ~= "string" and "the code must be a string" or
    reply ~= nil and wrong_reply(reply, "the reply")
  if problem then
    error("set_ussd: " .. problem, 3)
  end
  calls.ussd_codes[code] = reply
end

local function open(calls, replies)
  calls.ussd_count = calls.ussd_count + 1
  local number = calls.ussd_count
  calls.ussd_session = { number = number, replies = replies }
  calls:later(calls.modem.preset.calls.ussd_session_seconds, function()
    if calls.ussd_session and calls.ussd_session.number == number then
      ussd.release(calls)
    end
  end)
end

-- What a reply says: { text =, needs_reply = }, or nil and the reason. Opens
-- the session or ends it.
local function take(calls, reply)
  if type(reply) == "string" then
    reply = { text = reply }
  end
  calls.ussd_session = nil
  if reply.fail then
    return nil, reply.fail
  end
  if reply.replies then
    open(calls, reply.replies)
  end
  return { text = reply.text, needs_reply = reply.replies ~= nil }
end

-- The host sends a code. Returns { text =, needs_reply = }, or nil and the
-- reason in the words of VOICE.
function ussd.originate(calls, code)
  local preset = calls.modem.preset.calls
  if calls.ussd_session then
    return nil, "ussd_busy"
  elseif not calls.modem.network:is_registered() then
    return nil, "no_service"
  end
  local reply = calls.ussd_codes[code] or preset.ussd[code]
  if not reply then
    return nil, preset.ussd_unknown
  end
  return take(calls, reply)
end

-- The host answers. False when nothing is asked. What the network says next
-- comes as a message of the topic.
function ussd.answer(calls, text)
  local session = calls.ussd_session
  if not session then
    return false
  end
  session.answer = text
  if not session.replies then
    return true
  end
  local number = session.number
  local reply = session.replies[text] or session.replies["*"]
  calls:later(calls.modem.preset.calls.ussd_seconds, function()
    local current = calls.ussd_session
    if not current or current.number ~= number then
      return
    end
    local message = reply and take(calls, reply)
    if message then
      calls.modem:changed("ussd", "message", message)
    else
      calls.ussd_session = nil
      calls.modem:changed("ussd", "release")
    end
  end)
  return true
end

-- The host gives up. False when there is nothing to give up.
function ussd.cancel(calls)
  local had_session = calls.ussd_session ~= nil
  calls.ussd_session = nil
  return had_session
end

-- The network ends the session.
function ussd.release(calls)
  if calls.ussd_session then
    calls.ussd_session = nil
    calls.modem:changed("ussd", "release")
  end
end

-- The network asks by itself: { text =, replies = } or a text.
function ussd.ask(calls, message)
  if type(message) == "string" then
    message = { text = message }
  end
  local problem = wrong_reply(message, "the message")
  if problem then
    error("ussd_request: " .. problem, 3)
  end
  open(calls, message.replies)
  calls.modem:changed("ussd", "message",
    { text = message.text, needs_reply = true })
end

-- The network says something that needs no answer.
function ussd.notify(calls, text)
  local problem = wrong_reply(text, "the text")
  if problem or type(text) ~= "string" then
    error("ussd_notify: " .. (problem or "the text must be a string"), 3)
  end
  calls.ussd_session = nil
  calls.modem:changed("ussd", "message", { text = text, needs_reply = false })
end

return ussd
