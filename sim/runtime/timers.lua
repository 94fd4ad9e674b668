-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Things to do at a later time of the modem.

local Timers = {}
Timers.__index = Timers

function Timers.new()
  return setmetatable({ list = {}, order = 0 }, Timers)
end

-- Calls `action` once at time `at` (microseconds). Returns a handle for
-- cancel().
function Timers:add(at, action)
  local timer = { at = at, order = self.order, action = action }
  self.order = self.order + 1
  local place = #self.list + 1
  while place > 1 and self.list[place - 1].at > at do
    place = place - 1
  end
  table.insert(self.list, place, timer)
  return timer
end

function Timers:cancel(timer)
  for place, other in ipairs(self.list) do
    if other == timer then
      table.remove(self.list, place)
      return
    end
  end
end

-- Cancels what the modem itself has set.
function Timers:cancel_own()
  for place = #self.list, 1, -1 do
    if self.list[place].is_own then
      table.remove(self.list, place)
    end
  end
end

function Timers:next()
  return self.list[1] and self.list[1].at
end

-- Runs what is due. An action that adds a timer for now is run as well, but
-- not more than 10,000 in one go.
function Timers:run(now)
  for _ = 1, 10000 do
    local timer = self.list[1]
    if not timer or timer.at > now then
      return
    end
    table.remove(self.list, 1)
    timer.action(now)
  end
end

return Timers
