-- SPDX-License-Identifier: LGPL-2.1-or-later
-- ModemManager talks: short messages, USSD, calls. Each cue comes from
-- conformance/cue().

local FRIEND = "+15550100200"
local LONG = "This is a message in two parts. "

local function cue(modem)
  modem:expect("DMS Get Factory SKU")
end

local function receives(modem)
  modem:expect("WMS Set Event Report", { within = 60,
    request = { new_mt_message_indicator = { report = true } } })
  cue(modem)
  modem.messages:receive { from = FRIEND, text = "Hello, host!" }
  cue(modem)
  modem.messages:receive { from = FRIEND, text = LONG:rep(7) }
  cue(modem)
  modem.messages:receive { from = "Weather", text = "Завтра дождь ☔" }
  modem:expect "WMS Delete"
end

local function takes(modem)
  local mark = modem:mark()
  modem:expect("WMS Raw Send", { since = mark })
  local first = modem.messages.sent[1]
  assert(first.to == FRIEND and first.text == "How are you?", first.text)
  for part = 1, 2 do
    modem:expect("WMS Raw Send", { since = mark, where = function()
      return #modem.messages.sent > part
    end })
  end
  local texts = {}
  for place = 2, 3 do
    local message = modem.messages.sent[place]
    assert(message.parts == 2 and message.part == place - 1)
    texts[place - 1] = message.text
  end
  assert(table.concat(texts) == ("Żółw "):rep(20), table.concat(texts))
end

local function hears_codes(modem)
  modem:expect "VOICE Originate USSD"
  modem:expect "VOICE Originate USSD"
  modem:expect "VOICE Answer USSD"
  modem:expect "VOICE Cancel USSD"
  cue(modem)
  modem.calls:ussd_notify "You are roaming on the moon."
end

local function calls(modem)
  modem:expect("VOICE Dial Call", { request = { calling_number = FRIEND } })
  modem:expect "VOICE End Call"
  modem:expect("VOICE Dial Call", { request = { calling_number = "1001" } })
  cue(modem)
  local id = modem.calls:ring { from = FRIEND }
  modem:expect("VOICE Answer Call", { request = { call_id = id } })
  cue(modem)
  modem.calls:hang_up(id)
end

return scenario {
  modem = @MODEM@ {
    calls = {
      numbers = { ["1001"] = "busy" },
      ussd = {
        ["*123#"] = { text = "1 Balance", replies = {
          ["1"] = { text = "Balance: 10€. More?", replies = {} },
        } },
      },
    },
  },
  story = function(modem)
    receives(modem)
    takes(modem)
    hears_codes(modem)
    calls(modem)
  end,
}
