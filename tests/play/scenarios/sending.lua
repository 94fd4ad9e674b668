-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the client writes as user data happens; what it reads is what the
-- network got. Messages wait for an acknowledgement only if a route says so.

local actions = {
  text = function(modem)
    modem.messages:receive { from = "+15550100200", text = "one" }
  end,
  two = function(modem)
    modem.messages:receive { from = "+15550100200", text = "one" }
    modem.messages:receive { from = "+15550100200", text = "two" }
  end,
  refuse = function(modem) modem.messages:refuse "congestion" end,
  forbid = function(modem)
    modem.messages:refuse { rp_cause = "call_barred",
      tp_cause = "destination_sme_barred" }
  end,
  take = function(modem) modem.messages:refuse(nil) end,
  lose = function(modem) modem.network:lose() end,
  deny = function(modem) modem.network:deny "illegal_me" end,
  found = function(modem)
    modem.network:allow()
    modem.network:come_back()
  end,
  remove = function(modem) modem.sim:remove() end,
  insert = function(modem) modem.sim:insert() end,
  broadcast = function(modem)
    modem.messages:broadcast { channel = 50, text = "Storm" }
    modem.messages:broadcast { channel = 60, text = "not wanted" }
  end,
  long_broadcast = function(modem)
    modem.messages:broadcast { channel = 51, text = ("ж"):rep(42) }
  end,
  warning = function(modem)
    modem.messages:broadcast { channel = 4352, warning = "tsunami" }
  end,
}

return scenario {
  modem = preset "generic" { messages = { retry_seconds = 20 } },
  on = {
    ["DMS Write User Data"] = function(modem, request)
      actions[request.user_data](modem)
      return {}
    end,
    ["DMS Read User Data"] = function(modem)
      local list = {}
      for place, message in ipairs(modem.messages.sent) do
        list[place] = string.format("%s<%s>%d/%d", message.to,
          message.text or "?", message.part, message.parts)
      end
      return { user_data = table.concat(list, " ") }
    end,
  },
}
