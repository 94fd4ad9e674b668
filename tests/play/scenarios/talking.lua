-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the client writes as user data happens at the far end of its calls.

local actions = {
  ring = function(modem) modem.calls:ring { from = "+15550100200" } end,
  hidden = function(modem)
    modem.calls:ring { from = "+15550100200", presentation = "restricted" }
  end,
  unknown = function(modem) modem.calls:ring {} end,
  short = function(modem)
    modem.calls:ring { from = "+15550100200", seconds = 2 }
  end,
  answer = function(modem) modem.calls:answer() end,
  hang_up = function(modem) modem.calls:hang_up(nil, "user_busy") end,
  hold = function(modem) modem.calls:hold() end,
  retrieve = function(modem) modem.calls:retrieve() end,
  press = function(modem) modem.calls:press "12#" end,
  lose = function(modem) modem.network:lose() end,
  found = function(modem) modem.network:come_back() end,
  wait = function(modem) modem.calls:behave("*", "wait") end,
  usual = function(modem) modem.calls:behave("*", nil) end,
}

local MISTAKES = {
  function(modem) modem.calls:ring "+1" end,
  function(modem) modem.calls:ring { from = "a b" } end,
  function(modem) modem.calls:ring { presentation = "loud" } end,
  function(modem) modem.calls:answer(9) end,
  function(modem) modem.calls:behave("1", "sleepy") end,
}

function actions.mistakes(modem)
  for place, mistake in ipairs(MISTAKES) do
    local ok, why = pcall(mistake, modem)
    if ok or not why:find "^.-talking.lua:%d+: " then
      modem.state.answer = string.format("%d: %s", place, tostring(why))
      return
    end
  end
  modem.state.answer = "told"
end

function actions.state(modem)
  local list = {}
  for place, call in ipairs(modem.calls.list) do
    list[place] = call.id .. " " .. call.state
      .. (call.is_multiparty and " m" or "")
  end
  modem.state.answer = table.concat(list, ", ")
end

function actions.tones(modem)
  local list = {}
  for place, tone in ipairs(modem.calls.tones) do
    list[place] = tone.digits
  end
  modem.state.answer = table.concat(list, " ")
end

return scenario {
  modem = preset "generic" {
    calls = {
      limit = 3, conference_limit = 2,
      numbers = {
        ["1001"] = "busy", ["1002"] = "unreachable", ["1003"] = "no_answer",
        ["1004"] = { outcome = "answer", seconds = 10 }, ["1005"] = "reject",
        ["1006"] = "unassigned",
      },
    },
  },
  on = {
    ["DMS Write User Data"] = function(modem, request)
      actions[request.user_data](modem)
      return {}
    end,
    ["DMS Read User Data"] = function(modem)
      return { user_data = modem.state.answer or "" }
    end,
  },
}
