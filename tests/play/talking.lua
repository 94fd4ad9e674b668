-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Voice calls: one, two, three, and how they end.

local client = dofile(os.getenv "PLAY")(...)

local dms, voice = client:allocate "DMS", client:allocate "VOICE"
local quiet = client:allocate "VOICE"

local function act(name)
  client:call("DMS Write User Data", dms, { user_data = name })
  client:wait(0)
end

local function answer_to(name)
  act(name)
  return client:call("DMS Read User Data", dms).user_data
end

local function state()
  return answer_to "state"
end

-- The states in the indications for `voice` since the last call of this.
local function heard()
  local list = {}
  while true do
    local message = client:indication "VOICE All Call Status"
    if not message then
      return table.concat(list, ", ")
    end
    if message.client == voice then
      local parts = {}
      for place, call in ipairs(message.fields.call_information) do
        parts[place] = call.state
      end
      local ended = message.fields.call_end_reason
      list[#list + 1] = table.concat(parts, "+")
        .. (ended and " " .. ended[1].reason or "")
    end
  end
end

local function refusal(name, fields)
  local _, why = client:call(name, voice, fields)
  client:wait(0)
  return why
end

local function dial(number)
  local fields, why = client:call("VOICE Dial Call", voice,
    { calling_number = number })
  client:wait(0)
  return fields and fields.call_id, why, fields
end

local function manage(service, id)
  local fields, why = client:call("VOICE Manage Calls", voice,
    { service_type = service, call_id = id })
  client:wait(0)
  return why, fields
end

local function finish(id)
  local why = refusal("VOICE End Call", { call_id = id })
  client:wait(1)
  return why
end

client:equal(refusal("VOICE Indication Register", {}), "MissingArgument",
  "something must be registered for")
client:call("VOICE Indication Register", quiet,
  { call_notification_events = false, ussd_notification_events = false })
client:call("VOICE Indication Register", voice, { dtmf_events = true,
  supplementary_service_notification_events = true })

-- --- one call out

local id = dial "+15550100200"
client:equal(id, 1, "a call has an id")
client:equal(state(), "1 origination", "it begins")
client:wait(0.6)
client:equal(state(), "1 cc_in_progress", "the network has it")
client:wait(1)
client:equal(state(), "1 alerting", "it rings")
local info = client:call("VOICE Get All Call Info", voice)
client:equal(info.call_information[1].direction, "mo", "it goes out")
client:equal(info.call_information[1].mode, "lte", "over LTE")
client:equal(info.remote_party_number[1].type, "+15550100200",
  "to this number")
client:equal(info.alerting_type[1].alerttype, "network", "the network rings")
client:wait(3)
client:equal(state(), "1 conversation", "somebody answers")
client:equal(heard(),
  "origination, cc_in_progress, alerting, conversation", "all is told")
client:equal(client:call("VOICE Get Call Info", voice, { call_id = 1 })
  .call_information.state, "conversation", "one call can be asked for")
client:equal(refusal("VOICE Get Call Info", { call_id = 2 }),
  "InvalidArgument", "if it is there")

-- --- keys
client:equal(refusal("VOICE Burst DTMF", { data = { call_id = 1,
  digit_buffer = "12x" } }), "InvalidArgument", "a letter is no key")
client:equal(refusal("VOICE Burst DTMF", { data = { call_id = 0xFF,
  digit_buffer = "123#" } }), nil, "keys are pressed")
local tone = client:indication "VOICE DTMF"
client:equal(tone and tone.fields.information.event, "burst_from_host",
  "and told")
client:equal(refusal("VOICE Stop Continuous DTMF", { data = { call_id = 1 } }),
  "NoEffect", "none is held")
client:equal(refusal("VOICE Start Continuous DTMF", { data = { call_id = 1,
  digit = 0x35 } }), nil, "one is held")
client:equal(refusal("VOICE Start Continuous DTMF", { data = { call_id = 1,
  digit = 0x36 } }), "NoEffect", "only one")
client:equal(refusal("VOICE Stop Continuous DTMF", { data = { call_id = 1 } }),
  nil, "and let go")
client:equal(answer_to "tones", "123# 5", "the far end hears them")
client.indications = {}
act "press"
tone = client:indication "VOICE DTMF"
client:equal(tone and tone.fields.information.digits, "12#",
  "and presses some itself")
act "hold"
local note = client:indication "VOICE Supplementary Service"
client:equal(note and note.fields.info.notification_type, "call_is_on_hold",
  "it puts the call on hold")
act "retrieve"
note = client:indication "VOICE Supplementary Service"
client:equal(note and note.fields.info.notification_type, "call_is_retrieved",
  "and takes it back")

client:equal(refusal("VOICE End Call", { call_id = 1 }), nil, "the call ends")
client:equal(state(), "1 disconnecting", "in steps")
client:wait(1)
client:equal(state(), "", "and is gone")
client:equal(heard(), "disconnecting, end client_end", "with a reason")
client:equal(refusal("VOICE End Call", { call_id = 1 }), "InvalidArgument",
  "it cannot end again")
info = client:call("VOICE Get All Call Info", voice)
client:equal(info.call_information, nil, "there are no calls")

-- --- how calls fail

local function fate(number, seconds)
  dial(number)
  client:wait(seconds or 3)
  local said = heard():match "[^ ]+$"
  return said
end

client:equal(fate "1001", "user_busy", "busy")
client:equal(fate "1002", "absent_subscriber", "not there")
client:equal(fate("1003", 40), "user_alerting_no_answer", "nobody answers")
client:equal(fate "1005", "call_rejected", "not wanted")
client:equal(fate "1006", "unassigned_number", "nobody's number")
client:equal(select(2, dial "call me"), "CallFailed", "no number")
client:equal(select(2, dial ""), "InvalidArgument", "nothing")
client:equal(select(3, dial(("1"):rep(90))).call_end_reason,
  "invalid_number_format", "too long a number")
act "lose"
client:equal(select(3, dial "1001").call_end_reason, "no_service",
  "no network")
client:equal(select(3, dial "112").call_end_reason, "no_service",
  "not even for help")
act "found"
client:wait(5)
dial "+15550100200"
client:wait(5)
act "lose"
client:equal(heard():match "[^ ]+$", "no_service", "a call ends with it")
act "found"
client:wait(5)
id = dial "112"
client:equal(client:call("VOICE Get Call Info", voice, { call_id = id })
  .call_information.type, "emergency", "an emergency call is one")
client:wait(5)
finish(id)
act "wait"
id = dial "+15550100200"
client:wait(100)
client:equal(state(), "1 alerting", "a scenario takes its time")
act "answer"
client:equal(state(), "1 conversation", "and answers")
act "hang_up"
client:check(heard():find "user_busy$", "and hangs up, for a reason")
act "usual"

-- --- calls that come in

act "ring"
client:equal(state(), "1 incoming", "somebody calls")
client:equal(client:call("VOICE Get Call Info", voice, { call_id = 1 })
  .remote_party_number.number, "+15550100200", "who it is is known")
client:equal(refusal("VOICE Answer Call", { call_id = 3 }), "InvalidArgument",
  "what is not there cannot be answered")
client:equal(refusal("VOICE Answer Call", { call_id = 1 }), nil,
  "it is answered")
client:equal(refusal("VOICE Answer Call", { call_id = 1 }),
  "IncompatibleState", "once")
client:equal(state(), "1 conversation", "they talk")
finish(1)
act "ring"
client:equal(refusal("VOICE Answer Call", { call_id = 1, reject = true }), nil,
  "a call is refused")
client:wait(1)
client:check(heard():find "rejected_by_user$", "by the user")
act "short"
client:wait(3)
client:check(heard():find "normal_call_clearing$", "one gives up")
act "hidden"
info = client:call("VOICE Get Call Info", voice, { call_id = 1 })
client:equal(info.remote_party_number.number, "", "one does not say who")
client:equal(info.remote_party_number.presentation_indicator, "restricted",
  "by choice")
finish(1)
act "unknown"
info = client:call("VOICE Get Call Info", voice, { call_id = 1 })
client:equal(info.remote_party_number.presentation_indicator, "unavailable",
  "of one nobody knows")
finish(1)
client:equal(answer_to "mistakes", "told", "mistakes of a scenario are told")

-- --- two calls

heard()
act "ring"
client:call("VOICE Answer Call", voice, { call_id = 1 })
act "ring"
client:equal(state(), "1 conversation, 2 waiting", "another call waits")
act "ring"
client:equal(state(), "1 conversation, 2 waiting", "a third is turned away")
client:equal(manage "release_held_or_waiting", nil, "the second is refused")
client:wait(1)
client:equal(state(), "1 conversation", "and goes")
act "ring"
client:equal(manage "hold_active_accept_waiting_or_held", nil, "or accepted")
client:equal(state(), "1 hold, 2 conversation", "the first waits for it")
client:equal(manage "hold_active_accept_waiting_or_held", nil, "they swap")
client:equal(state(), "1 conversation, 2 hold", "and talk in turns")
client:equal(select(2, dial "1001"), "CallFailed", "no more calls go out")
act "ring"
local why, fields = manage "hold_active_accept_waiting_or_held"
client:equal(why, "SupsFailureCase", "nor can a third be held")
client:equal(fields.failure_cause, "wrong_state", "for this reason")
client:equal(refusal("VOICE Answer Call", { call_id = 3 }),
  "IncompatibleState", "nor answered")
client:equal(manage("release_specified_call", 3), nil, "it goes")
client:wait(1)
client:equal(manage "make_conference_call", nil, "all talk together")
client:equal(state(), "1 conversation m, 2 conversation m", "in a conference")
act "ring"
manage "hold_active_accept_waiting_or_held"
why, fields = manage "make_conference_call"
client:equal(fields and fields.failure_cause,
  "multiparty_participants_exceeded", "if there are not too many")
manage("release_specified_call", 3)
client:wait(1)
manage "hold_active_accept_waiting_or_held"
client:equal(state(), "1 conversation m, 2 conversation m", "as before")
client:equal(manage("hold_all_except_specified_call", 2), nil, "one alone")
client:equal(state(), "1 hold, 2 conversation", "the other waits")
client:equal(manage "make_conference_call", nil, "together again")
finish(1)
client:equal(state(), "2 conversation", "one is no conference")
client:equal(manage "local_hold", nil, "it is put on hold")
client:equal(state(), "2 hold", "by this side")
client:equal(manage("local_unhold", 2), nil, "and taken back")
act "ring"
client:equal(manage "release_active_accept_held_or_waiting", nil,
  "one for the other")
client:wait(1)
client:equal(state(), "1 conversation", "the new one stays")
act "ring"
client:call("VOICE Answer Call", voice, { call_id = 2 })
client:equal(state(), "1 hold, 2 conversation", "an answer holds the other")
client:equal(manage "explicit_call_transfer", nil, "they are put through")
client:wait(1)
client:equal(state(), "", "without this modem")
act "ring"
act "ring"
client:equal(state(), "1 incoming", "who rings is not waited for")
client:equal(manage "end_all_calls", nil, "all end")
client:wait(1)
client:equal(state(), "", "and are gone")
for _, service in ipairs { "release_held_or_waiting", "end_all_calls",
  "release_active_accept_held_or_waiting", "make_conference_call",
  "hold_active_accept_waiting_or_held", "explicit_call_transfer",
  "local_hold", "local_unhold" } do
  client:equal(manage(service), "SupsFailureCase", service .. " needs calls")
end
client:equal(manage "ccbs_activation", "NotSupported", "this is not there")
client:equal(manage "release_specified_call", "MissingArgument",
  "a call must be named")
client:equal(manage("release_specified_call", 4), "InvalidArgument",
  "one that is there")

-- What waits rings when the other call ends.
act "ring"
client:call("VOICE Answer Call", voice, { call_id = 1 })
act "ring"
finish(1)
client:equal(state(), "2 incoming", "who waited rings")
finish(2)
id = dial "+15550100200"
client:wait(5)
act "ring"
client:call("VOICE Answer Call", voice, { call_id = 2 })
dial "+1"
client:equal(state(), "1 hold, 2 conversation", "two are enough")
client:release("VOICE", voice)
client:release("VOICE", quiet)
client:release("DMS", dms)
client:equal(#client.core.held(), 0, "nothing is held")
