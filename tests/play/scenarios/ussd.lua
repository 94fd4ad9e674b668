-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Codes, menus and questions of the network. What the client writes as user
-- data happens.

local actions = {
  ask = function(modem)
    modem.calls:ussd_request { text = "Go on?",
      replies = { ["1"] = "Yes.", ["*"] = { fail = "system_failure" } } }
  end,
  ask_more = function(modem) modem.calls:ussd_request "And now?" end,
  say = function(modem) modem.calls:ussd_notify "Żółć €" end,
  release = function(modem) modem.calls:ussd_release() end,
  lose = function(modem) modem.network:lose() end,
  found = function(modem) modem.network:come_back() end,
  set = function(modem) modem.calls:set_ussd("*5#", "five") end,
}

local MISTAKES = {
  function(modem) modem.calls:ussd_request {} end,
  function(modem) modem.calls:ussd_notify {} end,
  function(modem) modem.calls:ussd_notify(("x"):rep(183)) end,
  function(modem) modem.calls:ussd_notify(("ж"):rep(81)) end,
  function(modem) modem.calls:ussd_notify "\xFF" end,
  function(modem) modem.calls:set_ussd(5, "five") end,
  function(modem) modem.calls:set_ussd("5", { text = "a", replies = { 5 } })
  end,
}

function actions.mistakes(modem)
  for place, mistake in ipairs(MISTAKES) do
    local ok, why = pcall(mistake, modem)
    if ok or not why:find "^.-ussd.lua:%d+: " then
      modem.state.answer = string.format("%d: %s", place, tostring(why))
      return
    end
  end
  modem.state.answer = "told"
end

return scenario {
  modem = preset "generic" {
    calls = {
      ussd_session_seconds = 30,
      ussd = {
        ["*101#"] = "Баланс: 10",
        ["*9#"] = { text = "1 One\n2 Two", replies = {
          ["1"] = "One it is", ["2"] = { text = "Sure?", replies = {
            ["*"] = "Sure.",
          } },
        } },
        ["*8#"] = { fail = "service_not_subscribed" },
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
