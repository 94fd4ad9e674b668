-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the world does later, as plain data: modem.agenda.entries lists
-- { number =, at =, name =, argument = }, where `name` is that of an action
-- which a file has defined and `argument` is plain data. A restart of the modem
-- forgets what is on the agenda.

local agenda = { actions = {} }

function agenda.setup(modem)
  local before = modem.agenda
  modem.agenda = { entries = {}, count = before and before.count or 0 }
end

-- `action(modem, argument)` is what `name` stands for.
function agenda.define(name, action)
  agenda.actions[name] = action
end

local function run(modem, number)
  local entries = modem.agenda.entries
  for place, entry in ipairs(entries) do
    if entry.number == number then
      table.remove(entries, place)
      agenda.actions[entry.name](modem, entry.argument)
      return
    end
  end
end

function agenda.add(modem, seconds, name, argument)
  local list = modem.agenda
  local number = list.count + 1
  list.count = number
  list.entries[#list.entries + 1] = {
    number = number, at = modem:time() + seconds, name = name,
    argument = argument,
  }
  modem:after(seconds, function() run(modem, number) end)
end

-- Sets the timers of what is on the agenda of a modem that has been restored;
-- `time` is when it was like that.
function agenda.resume(modem, time)
  for _, entry in ipairs(modem.agenda.entries) do
    local left = math.max(entry.at - time, 0)
    local number = entry.number
    entry.at = modem:time() + left
    modem:after(left, function() run(modem, number) end)
  end
end

-- Strikes every entry of that name.
function agenda.strike(modem, name)
  local left = {}
  for _, entry in ipairs(modem.agenda.entries) do
    if entry.name ~= name then
      left[#left + 1] = entry
    end
  end
  modem.agenda.entries = left
end

-- Sends an indication to one client a moment after the response, so that a
-- host has begun to listen for it.
local MOMENT = 0.01 -- seconds

agenda.define("indicate", function(modem, given)
  modem:indicate(given.name, given.fields, given.client)
end)

function agenda.indicate(modem, name, fields, client)
  agenda.add(modem, MOMENT, "indicate", {
    name = name, fields = fields, client = client,
  })
end

return agenda
