-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What a scenario's code adds to a modem's troubles and to those of the program in
-- front of it: functions of the modem.

local core = ...
local FaultCheck = core.trusted "runtime/fault_check"

local troubles = {}

-- Adds a fault rule; returns a handle with remove(), matched and acted.
function troubles:add_fault(rule)
  local place = core.caller_place()
  return self.faults:add(rule, function(_, problem)
    error(place .. ": " .. problem, 0)
  end, place)
end

-- Adds an expectation of the whole run, as the scenario's `expect` has them.
function troubles:add_expect(expectation)
  local place = core.caller_place()
  self.expectations:add(expectation, function(_, problem)
    error(place .. ": " .. problem, 0)
  end, place)
end

-- Sends bytes as they are, to all clients or to those of one connection.
function troubles:send(bytes, channel)
  if type(bytes) ~= "string" then
    error("what is sent must be a string of bytes", 2)
  end
  if channel ~= nil and math.type(channel) ~= "integer" then
    error("a channel is a number", 2)
  end
  self.faults:emit { what = "bytes", bytes = bytes,
    channel = channel or 0xffffffff }
end

-- Sends the program in front of the modem a signal such as "KILL".
function troubles:signal(name)
  local place = core.caller_place()
  self.faults:emit { what = "signal", number = FaultCheck.signal(
    { complain = function(_, problem)
      error(place .. ": " .. problem, 0)
    end }, "signal", name) }
end

-- Makes calls of the client go wrong: { call = "read", error = "EAGAIN" }.
function troubles:disturb(device)
  local place = core.caller_place()
  self.faults:disturb(FaultCheck.device({ complain = function(_, problem)
    error(place .. ": " .. problem, 0)
  end }, "device", device))
end

-- Something of the scenario's own has happened, for `since` and `until`.
function troubles:event(name)
  if type(name) ~= "string" then
    error("an event is named by a string", 2)
  end
  self.faults:happen(name)
end

return troubles
