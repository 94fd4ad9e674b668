-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem for five messages. What the client writes as user data happens; what
-- it reads says how things stand.

local LONG = ("abcdefghij"):rep(20)

local actions = {
  text = function(modem)
    modem.messages:receive { from = "+15550100200", text = "hellohello" }
  end,
  long = function(modem)
    modem.messages:receive { from = "+15550100200", text = LONG }
  end,
  russian = function(modem)
    modem.messages:receive { from = "Operator", text = ("ж"):rep(99) .. "😀" }
  end,
  borders = function(modem)
    modem.messages:receive { from = "1",
      text = ("ж"):rep(66) .. "😀" .. ("ж"):rep(9) }
    modem.messages:receive { from = "1",
      text = ("a"):rep(152) .. "€" .. ("a"):rep(9) }
  end,
  euro = function(modem)
    modem.messages:receive { from = "12345", text = "{€}" }
  end,
  card = function(modem)
    modem.messages:receive { from = "+15550100200", text = "kept", class = 2 }
  end,
  flash = function(modem)
    modem.messages:receive { from = "+15550100200", text = "now", class = 0 }
  end,
  data = function(modem)
    modem.messages:receive { from = "+15550100200", data = "\0\1\xFF" }
  end,
  raw = function(modem)
    modem.messages:receive { pdu = "07 91 51" }
  end,
  report = function(modem)
    modem.messages:receive { from = "+15550100200",
      report = { reference = 7, status = 0x41 } }
  end,
  fill = function(modem) modem.messages:fill("nv", 1) end,
  fill_card = function(modem) modem.messages:fill "uim" end,
  lose = function(modem) modem.network:lose() end,
  found = function(modem) modem.network:come_back() end,
  remove = function(modem) modem.sim:remove() end,
  insert = function(modem) modem.sim:insert() end,
  stored = function(modem)
    local list = {}
    for place, message in ipairs(modem.messages:stored "nv") do
      list[place] = string.format("%d %s %s", message.index, message.tag,
        message.text or "?")
    end
    modem.state.answer = table.concat(list, ";")
  end,
}

local MISTAKES = {
  { from = "+1", text = "\xFF" }, { from = "+1" }, { text = "x" },
  { from = "twelve letters", text = "x" }, { from = "+1", text = "x",
    class = 4 }, { pdu = "0" }, { from = "+1", text = ("x"):rep(40000) },
  { from = "+1", report = true },
}

-- The first mistake that is not told in words, or how many are.
function actions.mistakes(modem)
  for place, message in ipairs(MISTAKES) do
    local ok, why = pcall(function()
      modem.messages:receive(message)
    end)
    if ok or not why:find "messages.lua:%d+: receive" then
      modem.state.answer = string.format("%d: %s", place, tostring(why))
      return
    end
  end
  modem.state.answer = tostring(#MISTAKES)
end

return scenario {
  modem = preset "generic" {
    messages = { nv_limit = 5, retry_seconds = 20 },
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
