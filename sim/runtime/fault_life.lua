-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Reads what fault rules do to the connection, the modem and the program.

local core = ...
local FaultValues = core.trusted "runtime/fault_values"

local Life = {}

-- true, seconds, or a table with `after` and what else is allowed.
local function life(allowed, default)
  return function(context, word, value)
    if value == true then
      value = {}
    elseif type(value) == "number" and default then
      value = { seconds = value }
    elseif type(value) ~= "table" then
      context.complain(word, word .. " must be true" ..
        (default and ", seconds" or "") .. " or a table")
    end
    FaultValues.check_keys(context, value, allowed, "entry of " .. word)
    local checked = { options = value }
    checked.after = FaultValues.check_us(context, "after", value.after or 0)
    if value.seconds ~= nil or default then
      checked.us = FaultValues.check_us(context, "seconds",
        value.seconds or default)
    end
    return checked
  end
end

local FOR_EVER = 1e9

Life.hang_up = life({ "after" })
Life.vanish = life({ "after", "seconds" }, 3)
Life.reboot = life({ "after", "seconds", "keeps_ids", "silent" }, 3)
Life.hang = life({ "after", "seconds" }, FOR_EVER)
Life.stop_reading = life({ "after", "seconds" }, FOR_EVER)

local CALLS = { "read", "write", "poll" }
local ERRORS = {
  "EAGAIN", "EINTR", "EIO", "EPIPE", "ENOBUFS", "ENODEV", "ENOMEM",
  "ECONNRESET", "ETIMEDOUT", "ESHUTDOWN",
}
local POLL_EVENTS = { "POLLERR", "POLLHUP", "POLLIN" }

-- What the client's own calls give: { call =, error =, short =, zero =, ... }.
function Life.device(context, word, value)
  FaultValues.check_table(context, word, value,
    '{ call = "read", error = "EAGAIN" }')
  FaultValues.check_keys(context, value,
    { "call", "error", "short", "zero", "count" },
    "entry of device")
  local call = FaultValues.check_word(context, "call", value.call, CALLS)
  local checked = {
    call = call == "read" and 0 or call == "write" and 1 or 2,
    count = FaultValues.check_whole(context, "count", value.count or 1, 1),
    error = 0, limit = 0, events = 0,
  }
  if value.error ~= nil then
    local number = core.system(FaultValues.check_word(context, "error",
      value.error, call == "poll" and POLL_EVENTS or ERRORS))
    checked[call == "poll" and "events" or "error"] = number
  elseif value.short ~= nil and call ~= "poll" then
    checked.limit = FaultValues.check_whole(context, "short", value.short, 1)
  elseif value.zero ~= true or call == "poll" then
    context.complain(word, "device needs an error, or for reads and writes " ..
      "short = bytes or zero = true")
  end
  return checked
end

local SIGNALS = {
  "HUP", "INT", "QUIT", "KILL", "TERM", "USR1", "USR2", "STOP", "CONT", "PIPE",
}

-- A signal for the program: its number.
function Life.signal(context, _, value)
  return core.system(FaultValues.check_word(context, "signal", value, SIGNALS))
end

return Life
