-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A client that walks through the menu.

local client = dofile(os.getenv "PLAY")(...)
local voice = client:allocate "VOICE"

local function send(name, text)
  local fields, why = client:call("VOICE " .. name, voice,
    { uss_data = { data_coding_scheme = "ascii", data = text } })
  client:wait(1)
  return fields, why
end

local function told()
  local message = client:indication "VOICE USSD"
  return message and message.fields.uss_data.data, message and
    message.fields.user_action
end

local fields = send("Originate USSD", "*123#")
client:equal(fields.uss_data.data, "1 Balance\n2 Top up", "a menu comes")
client:equal(select(2, told()), "required", "and waits")
send("Answer USSD", "2")
client:equal(told(), "How much?", "there is another below")
send("Answer USSD", "5")
client:equal(told(), "Thank you.", "and an end")
local _, why = send("Originate USSD", "*7#")
client:equal(why, "SupsFailureCase", "other codes fail")
fields = send("Originate USSD", "*100#")
client:equal(fields.uss_data.data, "Your balance is 10.00.", "the balance")
client:wait(60)
client:check((told() or ""):find "content", "the network asks")
send("Answer USSD", "1")
client:equal(told(), "We are glad.", "and hears")
client:release("VOICE", voice)
