-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What one modem sends or does, another receives and sees.

local alice = dofile(os.getenv "PLAY")(...)
local bob, carol = alice:of "bob", alice:of "carol"
local people = { alice, bob, carol }

for _, who in ipairs(people) do
  who.wms, who.voice = who:allocate "WMS", who:allocate "VOICE"
  who:call("WMS Set Event Report", who.wms,
    { new_mt_message_indicator = { report = true } })
  who:call("VOICE Indication Register", who.voice, { dtmf_events = true,
    supplementary_service_notification_events = true })
end

local function forget()
  for _, who in ipairs(people) do
    who.indications = {}
  end
end

local function hex(text)
  return (text:gsub(".", function(byte)
    return string.format("%02X", byte:byte())
  end))
end

-- --- messages

-- "hello" to bob, with a report, as a part of two.
local NUMBER = "\11\x91\x51\x55\x10\x00\x21\xF4"
local HELLO = "\0\x31\0" .. NUMBER .. "\0\0\xAA\5\xE8\x32\x9B\xFD\x06"

local function next_message(who)
  local report = who:indication "WMS Event Report"
  local place = report and report.fields.mt_message
  local read = place and who:call("WMS Raw Read", who.wms,
    { message_memory_storage_id = place })
  return read and hex(read.raw_message_data.raw_data)
end

local function send(who, pdu)
  local fields = who:call("WMS Raw Send", who.wms, { raw_message_data = {
    format = "gsm_wcdma_point_to_point", raw_data = pdu } })
  return fields.message_id
end

local id = send(alice, HELLO)
alice:wait(1)
local got = next_message(bob)
alice:equal(got and got:sub(17, 34), "040B915155100021F3",
  "bob has a message from alice")
alice:equal(got and got:sub(-12), "05E8329BFD06", "as she wrote it")
alice:equal(next_message(carol), nil, "carol has none")
alice:wait(1)
got = next_message(alice)
alice:equal(got and got:sub(17, 20), string.format("06%02X", id),
  "alice has the report")

local dms = bob:allocate "DMS"
bob:call("DMS Write User Data", dms, { user_data = "x" })
send(alice, HELLO)
alice:wait(60)
alice:equal(next_message(bob), nil, "without network he has none")
alice:equal(next_message(alice), nil, "and she no report")
bob:call("DMS Read User Data", dms)
alice:wait(5)
alice:check(next_message(bob), "with it, what waited")
alice:check(next_message(alice), "and its report")

-- A report waits for the reader's acknowledgement.
bob:call("WMS Set Routes", bob.wms, { route_list = { {
  message_type = "point_to_point", message_class = "none", storage = "none",
  receipt_action = "transfer_only" } } })
send(alice, HELLO)
alice:wait(5)
alice:equal(next_message(alice), nil, "what is not acknowledged is not there")
local report = bob:indication "WMS Event Report"
bob:call("WMS Send Ack", bob.wms, { information = {
  transaction_id = report.fields.transfer_route_mt_message.transaction_id,
  message_protocol = "wcdma", success = true } })
alice:wait(2)
alice:check(next_message(alice), "and then it is")

-- --- calls

local function calls(who)
  local info = who:call("VOICE Get All Call Info", who.voice)
  local list = {}
  for place, call in ipairs(info.call_information or {}) do
    list[place] = call.state
  end
  return table.concat(list, " ")
end

local function dial(who, number)
  local fields, why = who:call("VOICE Dial Call", who.voice,
    { calling_number = number })
  who:wait(2)
  return fields and fields.call_id, why
end

local function finish(who, call)
  who:call("VOICE End Call", who.voice, { call_id = call })
  who:wait(1)
end

-- The last reason for which a call of this one has ended.
local function reason(who)
  local last
  while true do
    local message = who:indication "VOICE All Call Status"
    if not message then
      return last
    end
    local ended = message.fields.call_end_reason
    last = ended and ended[1].reason or last
  end
end

dial(alice, "+15550100124")
alice:equal(calls(alice), "alerting", "alice calls")
alice:equal(calls(bob), "incoming", "bob is called")
local info = bob:call("VOICE Get Call Info", bob.voice, { call_id = 1 })
alice:equal(info.remote_party_number.number, "+15550100123", "by her")
bob:call("VOICE Answer Call", bob.voice, { call_id = 1 })
alice:equal(calls(alice) .. " " .. calls(bob), "conversation conversation",
  "they talk")
forget()
alice:call("VOICE Burst DTMF", alice.voice, { data = { call_id = 1,
  digit_buffer = "42" } })
alice:wait(0)
local tone = bob:indication "VOICE DTMF"
alice:equal(tone and tone.fields.information.event, "burst_from_network",
  "keys are heard")
alice:equal(tone and tone.fields.information.digits, "42", "as pressed")
local function note(who)
  local message = who:indication "VOICE Supplementary Service"
  return message and message.fields.info.notification_type
end
bob:call("VOICE Manage Calls", bob.voice, { service_type = "local_hold" })
bob:wait(0)
alice:equal(note(alice), "call_is_on_hold", "a hold is told")
bob:call("VOICE Manage Calls", bob.voice, { service_type = "local_unhold" })
bob:wait(0)
alice:equal(note(alice), "call_is_retrieved", "and its end")

dial(carol, "+15550100124")
alice:equal(calls(bob), "conversation waiting", "carol waits")
alice:equal(calls(carol), "alerting", "for bob")
bob:call("VOICE Manage Calls", bob.voice,
  { service_type = "hold_active_accept_waiting_or_held" })
bob:wait(0)
alice:equal(calls(carol), "conversation", "he takes her call")
alice:equal(note(alice), "call_is_on_hold", "and alice is on hold")
finish(carol, 1)
alice:equal(calls(bob), "hold", "carol hangs up")
alice:equal(reason(bob), "normal_call_clearing", "as usual")
finish(bob, 1)
alice:equal(calls(alice), "", "bob hangs up")
alice:equal(reason(alice), "normal_call_clearing", "and alice sees it")

forget()
dial(alice, "+15550100124")
finish(bob, 1)
alice:equal(reason(alice), "user_busy", "bob may refuse")
dial(alice, "+15550100124")
finish(alice, 1)
alice:equal(calls(bob), "", "alice may think better of it")
dial(alice, "+15550100124")
forget()
alice:wait(31)
alice:equal(reason(alice), "user_alerting_no_answer", "bob may be out")
alice:equal(calls(bob), "", "it rings no more")
bob:call("DMS Write User Data", dms, { user_data = "x" })
dial(alice, "+15550100124")
alice:equal(reason(alice), "absent_subscriber", "or out of reach")
bob:call("DMS Read User Data", dms)
alice:wait(5)
dial(alice, "+15550100124")
bob:call("VOICE Answer Call", bob.voice, { call_id = 1 })
bob:call("DMS Write User Data", dms, { user_data = "x" })
alice:wait(1)
alice:equal(reason(alice), "radio_link_lost", "or lose the network")
bob:call("DMS Read User Data", dms)
alice:wait(5)

-- --- services

local function set(who, action, service, number)
  who:call("VOICE Set Supplementary Service", who.voice, {
    supplementary_service_information = {
      supplementary_service_action = action,
      supplementary_service_reason = service }, number = number })
end

forget()
set(bob, "register", "forward_unconditional", "+15550100125")
dial(alice, "+15550100124")
alice:equal(calls(bob), "", "bob sends his calls on")
alice:equal(calls(carol), "incoming", "to carol")
alice:equal(note(alice), "outgoing_call_is_forwarded", "and alice knows")
carol:call("VOICE Answer Call", carol.voice, { call_id = 1 })
alice:equal(calls(alice), "conversation", "who talks to her")
finish(alice, 1)
alice:equal(calls(carol), "", "until she hangs up")
set(bob, "erase", "forward_unconditional")
set(alice, "activate", "clir")
dial(alice, "+15550100124")
info = bob:call("VOICE Get Call Info", bob.voice, { call_id = 1 })
alice:equal(info.remote_party_number.presentation_indicator, "restricted",
  "alice hides")
finish(bob, 1)
forget()
dial(alice, "+15550100123")
alice:equal(reason(alice), "user_busy", "who calls herself is busy")
alice:wait(5)
dial(alice, "+15550109999")
alice:wait(5)
alice:equal(calls(alice), "conversation", "other numbers are the network's")
finish(alice, 1)
