-- SPDX-License-Identifier: LGPL-2.1-or-later
-- USSD both ways, and supplementary services.

local client = dofile(os.getenv "PLAY")(...)

local dms, voice = client:allocate "DMS", client:allocate "VOICE"

local function act(name)
  client:call("DMS Write User Data", dms, { user_data = name })
  client:wait(0)
end

local function send(name, text, scheme)
  local fields, why = client:call("VOICE " .. name, voice, { uss_data = {
    data_coding_scheme = scheme or "ascii", data = text } })
  client:wait(0)
  return fields or {}, why
end

local function told()
  local message = client:indication "VOICE USSD"
  return message and message.fields or {}
end

local function text(fields)
  return fields.uss_data and fields.uss_data.data
end

-- --- codes

local fields, why = send("Originate USSD", "*100#")
client:equal(why, nil, "a code is taken")
client:equal(text(fields), "Your balance is 10.00.", "and answered")
client:equal(fields.uss_data.data_coding_scheme, "ascii", "in ASCII")
client:equal(fields.uss_data_utf16[1], 0x59, "and in UTF-16")
client:equal(next(told()), nil, "that is all")
fields = send("Originate USSD", "*101#")
client:equal(fields.uss_data.data_coding_scheme, "ucs2", "or in UCS-2")
client:equal(text(fields):sub(1, 4), "\x04\x11\x04\x30", "high byte first")
client:equal(text(send("Originate USSD", "\0*\0001\0000\0000\0#", "ucs2")),
  "Your balance is 10.00.", "a code may be in UCS-2")
client:equal(text(send("Originate USSD", "*100#", "8bit")),
  "Your balance is 10.00.", "or in septets")
for _, bad in ipairs { { "", "ascii" }, { "\xFF", "ascii" }, { "x", "ucs2" },
  { "x", 77 } } do
  _, why = send("Originate USSD", bad[1], bad[2])
  client:equal(why, "InvalidArgument", "other bytes are no code")
end
fields, why = send("Originate USSD", "*7#")
client:equal(why, "SupsFailureCase", "a code may be nobody's")
client:equal(fields.failure_cause, "facility_not_supported", "so it is said")
client:equal(send("Originate USSD", "*8#").failure_cause,
  "service_not_subscribed", "or not for everybody")
act "set"
client:equal(text(send("Originate USSD", "*5#")), "five", "or come later")
_, why = send("Answer USSD", "1")
client:equal(why, "IncompatibleState", "nothing is asked")
_, why = client:call("VOICE Cancel USSD", voice)
client:equal(why, "NoEffect", "nor to be cancelled")

-- --- menus

fields = send("Originate USSD", "*9#")
client:equal(text(fields), "1 One\n2 Two", "a menu")
local message = told()
client:equal(message.user_action, "required", "wants an answer")
client:equal(text(message), "1 One\n2 Two", "to this")
client:equal(send("Originate USSD", "*100#").failure_cause, "ussd_busy",
  "one at a time")
send("Answer USSD", "2")
client:wait(1)
message = told()
client:equal(text(message), "Sure?", "a menu below")
client:equal(message.user_action, "required", "asks too")
send("Answer USSD", "whatever")
client:wait(1)
message = told()
client:equal(text(message), "Sure.", "until it ends")
client:equal(message.user_action, "not_required", "for good")
send("Originate USSD", "*9#")
told()
send("Answer USSD", "3")
client:wait(1)
client:check(client:indication "VOICE Release USSD",
  "a wrong answer ends the session")
send("Originate USSD", "*9#")
told()
_, why = client:call("VOICE Cancel USSD", voice)
client:equal(why, nil, "so does the client")
send("Originate USSD", "*9#")
told()
client:wait(31)
client:check(client:indication "VOICE Release USSD", "and time")

-- --- without waiting

_, why = send("Originate USSD No Wait", "*100#")
client:equal(why, nil, "the answer comes later")
client:equal(client:indication(), nil, "not now")
client:wait(1)
local later = client:indication "VOICE Originate USSD No Wait"
client:equal(later and text(later.fields), "Your balance is 10.00.",
  "but in a second")
send("Originate USSD No Wait", "*7#")
client:wait(1)
later = client:indication "VOICE Originate USSD No Wait"
client:equal(later.fields.failure_cause, "facility_not_supported",
  "so do failures")
client:equal(later.fields.error_code, 92, "by number too")
send("Originate USSD No Wait", "*9#")
client:wait(1)
later = client:indication "VOICE Originate USSD No Wait"
client:equal(text(later.fields), "1 One\n2 Two", "and menus")
client:equal(told().user_action, "required", "that want an answer")
client:call("VOICE Cancel USSD", voice)

local other = client:allocate "VOICE"
client:request("VOICE Originate USSD No Wait", other, { uss_data = {
  data_coding_scheme = "ascii", data = "*100#" } })
client:release("VOICE", other)
other = client:allocate "VOICE"
client:wait(2)
client:equal(client:indication "VOICE Originate USSD No Wait", nil,
  "an id that is new gets no answer of an old one")
client:release("VOICE", other)

-- --- the network asks

act "ask"
message = told()
client:equal(text(message), "Go on?", "the network asks")
client:equal(message.user_action, "required", "and wants to know")
send("Answer USSD", "1")
client:wait(1)
client:equal(text(told()), "Yes.", "it says more")
act "ask"
told()
send("Answer USSD", "2")
client:wait(1)
client:check(client:indication "VOICE Release USSD", "or ends")
act "ask_more"
told()
_, why = send("Answer USSD", "\4\x36", "ucs2")
client:equal(why, nil, "a scenario takes any answer")
act "release"
client:check(client:indication "VOICE Release USSD", "and ends it when it will")
act "say"
message = told()
client:equal(message.user_action, "not_required", "it says something")
client:equal(text(message):sub(1, 2), "\x01\x7B", "in UCS-2")
client:equal(message.uss_data_utf16[1], 0x17B, "and in UTF-16")
act "mistakes"
client:equal(client:call("DMS Read User Data", dms).user_data, "told",
  "mistakes of a scenario are told")
client:call("VOICE Indication Register", voice,
  { ussd_notification_events = false })
act "say"
client:equal(next(told()), nil, "who does not want to know is not told")

-- --- supplementary services

local function set(action, reason, more)
  local request = more or {}
  request.supplementary_service_information = {
    supplementary_service_action = action,
    supplementary_service_reason = reason,
  }
  local got, problem = client:call("VOICE Set Supplementary Service", voice,
    request)
  client:wait(0)
  return got and (got.failure_cause or got.service_status and
    got.service_status.active), problem
end

local function forwarding(reason)
  return client:call("VOICE Get Call Forwarding", voice,
    { reason = reason }).information
end

local function dial(number)
  local got, problem = client:call("VOICE Dial Call", voice,
    { calling_number = number })
  client:wait(2)
  return got, problem
end

client:call("VOICE Indication Register", voice,
  { supplementary_service_notification_events = true })
client:equal(forwarding "forward_all"[1].active, false, "nothing is forwarded")
client:equal(set("activate", "forward_mobile_busy"), "ss_error_status",
  "nobody knows where to")
client:equal(set("register", "forward_no_reply"), "data_missing",
  "that must be said")
client.indications = {}
client:equal(set("register", "forward_no_reply", { number = "+15550100300",
  no_reply_timer = 15 }), true, "a number is registered")
local asked = client:indication "VOICE Supplementary Service Request"
client:equal(asked and asked.fields.reason, "forward_no_reply",
  "clients are told")
client:equal(forwarding "forward_no_reply"[1].number, "+15550100300",
  "the network knows it")
client:equal(forwarding "forward_no_reply"[1].no_reply_timer, 15,
  "and for how long to wait")
client:equal(set("deactivate", "forward_no_reply"), false, "it is put off")
client:equal(forwarding "forward_no_reply"[1].active, false, "but kept")
client:equal(set("activate", "forward_no_reply"), true, "it is put on")
client:equal(set("register", "forward_all", { number = "+1" }), true,
  "four at a time")
client:equal(#forwarding "forward_all", 4, "are four")
client:equal(set("erase", "forward_all"), false, "all are taken away")
client:equal(#forwarding "forward_all", 1, "all of them")

client:equal(set("activate", "all_outgoing"), "negative_password_check",
  "barring wants a password")
client:equal(set("activate", "bar_all", { password = "1234" }),
  "negative_password_check", "the right one")
client:equal(set("activate", "all_outgoing", { password = "0000" }), true,
  "and is put on")
client:equal(client:call("VOICE Get Call Barring", voice,
  { reason = "all_outgoing" }).service_class, 1, "for voice")
client.indications = {}
dial "+15550100200"
local note = client:indication "VOICE Supplementary Service"
client:equal(note and note.fields.info.notification_type,
  "outgoing_calls_barred", "no call goes out")
client:equal(set("deactivate", "bar_all", { password = "0000" }), false,
  "until it is put off")
local _, problem = client:call("VOICE Set Call Barring Password", voice,
  { information = { reason = "all_outgoing", old = "0000", new = "1111",
    new_again = "1112" } })
client:equal(problem, "SupsFailureCase", "a password must be said twice")
_, problem = client:call("VOICE Set Call Barring Password", voice,
  { information = { reason = "all_outgoing", old = "0000", new = "1111",
    new_again = "1111" } })
client:equal(problem, nil, "to be another")
client:equal(set("activate", "bar_all", { password = "0000" }),
  "negative_password_check", "which it is")

client:equal(client:call("VOICE Get Call Waiting", voice).service_class, 1,
  "calls may wait")
client:equal(set("deactivate", "call_waiting"), false, "or not")
client:equal(client:call("VOICE Get Call Waiting", voice).service_class, 0,
  "as the network knows")
client:equal(set("register", "call_waiting"), "illegal_ss_operation",
  "it has no number")
client:equal(set("activate", "cnap"), "ss_not_available", "names are not there")
client:equal(client:call("VOICE Get CLIP", voice).status.active, true,
  "callers are shown")
client:equal(set("activate", "clir"), true, "this one hides")
client:equal(client:call("VOICE Get CLIR", voice).status.provision,
  "restricted", "from all")
client:equal(client:call("VOICE Get COLP", voice).status.active, false,
  "who answers is not shown")
client:equal(client:call("VOICE Get COLR", voice).status.active, false,
  "nor hidden")
_, problem = client:call("VOICE Get Call Forwarding", voice,
  { reason = "call_waiting" })
client:equal(problem, "InvalidArgument", "this is no forwarding")
_, problem = client:call("VOICE Get Call Barring", voice,
  { reason = "call_waiting" })
client:equal(problem, "InvalidArgument", "nor barring")
act "lose"
_, problem = client:call("VOICE Get CLIP", voice)
client:equal(problem, "SupsFailureCase", "without network nobody answers")
client:equal(send("Originate USSD", "*100#").failure_cause, "no_service",
  "not to codes either")
act "found"
client:wait(5)

-- --- settings

local config = client:call("VOICE Get Config", voice, { auto_answer = true,
  tty_mode = true, voice_domain_preference = true })
client:equal(config.auto_answer_status, false, "calls are not answered alone")
client:equal(config.current_tty_mode, "off", "there is no TTY")
client:equal(config.current_amr_status, nil, "what is not asked is not told")
_, problem = client:call("VOICE Set Config", voice, {})
client:equal(problem, "MissingArgument", "a setting must be there")
client:call("VOICE Set Config", voice, { auto_answer = true,
  tty_mode = "full" })
config = client:call("VOICE Get Config", voice, { auto_answer = true,
  tty_mode = true })
client:equal(config.auto_answer_status, true, "settings change")
client:equal(config.current_tty_mode, "full", "as they are set")
client:release("VOICE", voice)
client:release("DMS", dms)
client:equal(#client.core.held(), 0, "nothing is held")
