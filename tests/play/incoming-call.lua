-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A client that answers.

local client = dofile(os.getenv "PLAY")(...)
local voice = client:allocate "VOICE"

local function state()
  local message = client:indication "VOICE All Call Status"
  return message and message.fields.call_information[1].state, message
end

client:call("VOICE Indication Register", voice,
  { call_notification_events = true })
client:wait(3)
local first, message = state()
client:equal(first, "incoming", "somebody calls")
client:equal(message.fields.remote_party_number[1].type, "+15550100200",
  "and says who")
client:call("VOICE Answer Call", voice, { call_id = 1 })
client:wait(1)
client:equal(state(), "conversation", "they talk")
client:wait(10)
first, message = state()
client:equal(first, "end", "until it is over")
client:equal(message.fields.call_end_reason[1].reason, "normal_call_clearing",
  "as usual")
client:release("VOICE", voice)
