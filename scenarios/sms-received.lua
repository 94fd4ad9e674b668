-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Three messages come when the host listens: a short one, one in two parts and
-- one in another script. What the host sends is answered.

local FRIEND = "+15550100200"

return scenario {
  story = function(modem)
    modem:expect("WMS Set Event Report",
      { request = { new_mt_message_indicator = { report = true } } })
    modem:sleep(2)
    modem.messages:receive { from = FRIEND, text = "Hello!" }
    modem.messages:receive { from = FRIEND,
      text = ("This is a long message. "):rep(8) }
    modem.messages:receive { from = "Weather", text = "Завтра дождь ☔" }

    modem:expect "WMS Raw Send"
    local sent = modem.messages.sent[#modem.messages.sent]
    modem:sleep(3)
    modem.messages:receive { from = sent.to, text = "You said: " .. sent.text }
  end,
}
