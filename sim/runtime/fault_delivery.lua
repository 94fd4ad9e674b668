-- SPDX-License-Identifier: LGPL-2.1-or-later
-- How what fault rules have made gets out: now, later, after an event, with
-- others, or in one write. The functions here are methods of Faults
-- (runtime/faults.lua).

local core = ...

local Delivery = {}

local WAITING_MAX = 10000

function Delivery:emit(item, more)
  item.delay = (item.delay or 0) + (more or 0)
  if item.what == "bytes" and item.service and not item.is_extra then
    self.previous[item.channel] = item.bytes
  end
  core.emit(self.modem.handle, item, item.what)
end

function Delivery:emit_all(list, more)
  for _, item in ipairs(list) do
    self:emit(item, more)
  end
end

-- Does `entry` at a time: { what = NAME, ... }, see DUE.
function Delivery:later(us, entry)
  if #self.timed >= WAITING_MAX then
    error("fault rules hold back too much", 0)
  end
  entry.at, entry.order = self:now() + us, self.order
  self.order = self.order + 1
  local place = #self.timed + 1
  while place > 1 and self.timed[place - 1].at > entry.at do
    place = place - 1
  end
  table.insert(self.timed, place, entry)
end

function Delivery:next()
  return self.timed[1] and self.timed[1].at
end

local DUE = {}

function DUE.emit(faults, entry)
  faults:emit_all(entry.list)
end

function DUE.release(faults, entry)
  for index, waiting in ipairs(faults.waiting) do
    if waiting.number == entry.number then
      table.remove(faults.waiting, index)
      faults:emit_all(waiting.list)
      return
    end
  end
end

function DUE.release_held(faults, entry)
  for _, rule in ipairs(faults.rules) do
    if rule.number == entry.number and rule.gathering == entry.gathering then
      faults:release_held(rule)
    end
  end
end

function DUE.flush(faults, entry)
  local join = faults.joins[entry.channel]
  if join and join.number == entry.number then
    faults:flush(entry.channel)
  end
end

function DUE.reboot(faults, entry)
  faults.modem:reboot(entry.options)
end

function DUE.hang(faults, entry)
  faults.hung_until = math.max(faults.hung_until, faults:now() + entry.us)
end

function Delivery:run(now)
  for _ = 1, WAITING_MAX do
    local entry = self.timed[1]
    if not entry or entry.at > now then
      return
    end
    table.remove(self.timed, 1)
    DUE[entry.what](self, entry)
  end
end

-- What waits until an event.
function Delivery:wait(delay, list)
  if #self.waiting >= WAITING_MAX then
    error("fault rules hold back too much", 0)
  end
  self.order = self.order + 1
  table.insert(self.waiting, { tracker = delay.tracker, list = list,
    number = self.order })
  if delay.within then
    self:later(delay.within, { what = "release", number = self.order })
  end
end

function Delivery:release_held(rule)
  local held = rule.held
  rule.held = {}
  local order = rule.effects.hold and rule.effects.hold.order
  for index = 1, order == "reverse" and #held // 2 or 0 do
    held[index], held[#held + 1 - index] = held[#held + 1 - index], held[index]
  end
  for index = order == "shuffle" and #held or 0, 2, -1 do
    local other = self:draw(1, index)
    held[index], held[other] = held[other], held[index]
  end
  for _, list in ipairs(held) do
    self:emit_all(list)
  end
end

function Delivery:hold(rule, list)
  local hold = rule.effects.hold
  table.insert(rule.held, list)
  if #rule.held == 1 then
    rule.gathering = (rule.gathering or 0) + 1
    if hold.within then
      self:later(hold.within, { what = "release_held", number = rule.number,
        gathering = rule.gathering })
    end
  end
  if #rule.held >= hold.count then
    self:release_held(rule)
  end
end

-- Messages that go out in one write -------------------------------------------

function Delivery:flush(channel)
  local join = self.joins[channel]
  self.joins[channel] = nil
  local parts = {}
  for index, item in ipairs(join.list) do
    parts[index] = item.bytes
    item.bytes = ""
  end
  join.list[1].bytes = table.concat(parts)
  self:emit_all(join.list) -- all are shown, the first holds the bytes
end

function Delivery:join(coalesce, list)
  for _, item in ipairs(list) do
    if item.what ~= "bytes" then
      self:emit(item)
    elseif self.joins[item.channel] then
      self:add_to_join(item)
    else
      self.order = self.order + 1
      self.joins[item.channel] = { left = coalesce.count, list = { item },
        number = self.order }
      self:later(coalesce.within, { what = "flush", channel = item.channel,
        number = self.order })
    end
  end
end

function Delivery:add_to_join(item)
  local join = self.joins[item.channel]
  table.insert(join.list, item)
  join.left = join.left - 1
  if join.left <= 0 then
    self:flush(item.channel)
  end
end

return Delivery
