-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Answers that take their time: what later() makes, and the transactions that
-- are still to be answered.
--
-- An entry of `list`: { name =, call =, request =, bytes =, is_proxy =,
-- answers =, at =, timer = }. `bytes` are the request's TLVs; `answers` holds
-- what later() was given.

local core = ...
local values = core.trusted "runtime/values"

-- How many transactions of a modem may wait for their answer.
local LIMIT = 256

local Later = { __name = "later" }

local Pending = {}
Pending.__index = Pending

-- An answer for `seconds` from now: values as a handler returns them, or
-- functions that make them then.
function Pending.later(seconds, ...)
  local ok, us = pcall(values.us, seconds, "later", 0)
  if not ok then
    core.blame(us)
  end
  return setmetatable({ us = us, answers = table.pack(...) }, Later)
end

function Pending.new(modem)
  return setmetatable({ modem = modem, list = {} }, Pending)
end

local function has_later(...)
  for place = 1, select("#", ...) do
    if getmetatable((select(place, ...))) == Later then
      return true
    end
  end
  return false
end

-- Appends what later() was given to `list`, with functions called. What is due
-- at once is spelled out; what is not, is put down as an entry.
local function append(self, list, request, call, answers)
  for place = 1, answers.n do
    local answer = answers[place]
    if getmetatable(answer) == Later and answer.us == 0 then
      append(self, list, request, call, answer.answers)
    elseif getmetatable(answer) == Later then
      self:add(answer, request, call)
    elseif type(answer) == "function" then
      append(self, list, request, call,
        table.pack(answer(self.modem, request, call)))
    else
      list.n = list.n + 1
      list[list.n] = answer
    end
  end
end

-- What of a handler's answers is for now; the rest waits.
function Pending:settle(request, call, ...)
  if not has_later(...) then
    return ...
  end
  local list = { n = 0 }
  append(self, list, request, call, table.pack(...))
  return table.unpack(list, 1, list.n)
end

-- Spells out later(0, ...), for who wants to change a default answer. A change
-- to an answer that comes later is made then.
function Pending:settle_default(change, request, call, answer, ...)
  if getmetatable(answer) ~= Later then
    if change then
      return change(answer, ...)
    end
    return answer, ...
  end
  local answers = answer.answers
  local function make(modem)
    local list = { n = 0 }
    append(self, list, request, call, answers)
    return self:settle_default(change, request, call,
      table.unpack(list, 1, list.n))
  end
  if answer.us == 0 then
    return make(self.modem)
  end
  return change and setmetatable({
    us = answer.us, answers = { n = 1, make },
  }, Later) or answer, ...
end

function Pending:add(later, request, call)
  if #self.list >= LIMIT then
    core.refuse(self.modem.handle, call, "NoMemory")
    return
  end
  local bytes, is_proxy = core.request_bytes(self.modem.handle)
  local entry = {
    call = call, request = request, answers = later.answers,
    name = core.answering_name, bytes = bytes, is_proxy = is_proxy,
    at = core.now(self.modem.handle) + later.us,
  }
  entry.timer = self.modem.timers:add(entry.at, function()
    self:remove(entry)
    self.modem:answer_late(entry)
  end)
  self.list[#self.list + 1] = entry
end

function Pending:remove(entry)
  for place, other in ipairs(self.list) do
    if other == entry then
      table.remove(self.list, place)
      self.modem.timers:cancel(entry.timer)
      return
    end
  end
end

-- The values of an entry whose time has come.
function Pending:values_of(entry)
  local list = { n = 0 }
  append(self, list, entry.request, entry.call, entry.answers)
  return table.unpack(list, 1, list.n)
end

-- Whether a call is still to be answered.
function Pending:has(call)
  for _, entry in ipairs(self.list) do
    if entry.call == call then
      return true
    end
  end
  return false
end

-- Drops every entry whose call makes `is_over(call)` true.
function Pending:cancel(is_over)
  for place = #self.list, 1, -1 do
    local entry = self.list[place]
    if is_over(entry.call) then
      self:remove(entry)
    end
  end
end

-- Answers a transaction of a client with Aborted. False: it is not pending.
function Pending:abort(service, client, transaction)
  for _, entry in ipairs(self.list) do
    local call = entry.call
    if call.service == service and call.client == client and
      call.transaction == transaction then
      self:remove(entry)
      core.refuse(self.modem.handle, call, "Aborted")
      return true
    end
  end
  return false
end

return Pending
