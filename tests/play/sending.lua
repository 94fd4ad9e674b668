-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Short messages that the client sends, acknowledges and sets up.

local client = dofile(os.getenv "PLAY")(...)

local dms, wms = client:allocate "DMS", client:allocate "WMS"

local function act(name)
  client:call("DMS Write User Data", dms, { user_data = name })
  client:wait(1)
  client:wait(0)
end

local function sent()
  return client:call("DMS Read User Data", dms).user_data
end

local function bytes(text)
  return (text:gsub("%s", ""):gsub("%x%x", function(byte)
    return string.char(tonumber(byte, 16))
  end))
end

local function hex(text)
  return (text:gsub(".", function(byte)
    return string.format("%02X", byte:byte())
  end))
end

local function report()
  local message = client:indication "WMS Event Report"
  return message and message.fields or {}
end

local function send(pdu, format)
  local fields, why = client:call("WMS Raw Send", wms, { raw_message_data = {
    format = format or "gsm_wcdma_point_to_point", raw_data = pdu } })
  return fields, why
end

local function refusal(name, fields)
  local _, why = client:call(name, wms, fields)
  return why
end

-- "hello" to +15550100200, as TS 23.040 writes it: no centre, SUBMIT with a
-- relative validity period.
local HELLO = bytes "00 11 00 0B 91 51 55 10 00 02 F0 00 00 AA 05 E8 32 9B FD 06"

local transaction = client:request("WMS Raw Send", wms, { raw_message_data = {
  format = "gsm_wcdma_point_to_point", raw_data = HELLO } })
client:wait(0.4)
client:equal(client:response_to("WMS Raw Send", transaction), nil,
  "the network takes its time")
client:wait(0.1)
client:equal(client:response_to("WMS Raw Send", transaction).fields.message_id,
  1, "a message is sent")
client:equal(send(HELLO).message_id, 2, "with a reference of its own")
client:equal(sent(), "+15550100200<hello>1/1 +15550100200<hello>1/1",
  "the network has them")
local UNICODE = bytes "00 01 00 04 81 21 43 00 08 04 04 36 20 AC"
client:equal(send(UNICODE).message_id, 3, "UCS-2 to a short number")
local PART = bytes("00 41 00 04 81 21 43 00 00 0A 05 00 03 09 02 01"
  .. "E0 F8 38")
client:equal(send(PART).message_id, 4, "a part of a message")
client:equal(sent():match "/1 (1234<ж€>.*)$", "1234<ж€>1/1 1234<pxq>1/2",
  "are read as they are meant")

-- Bytes that are no message.
for size = 0, #HELLO - 1 do
  local _, why = send(HELLO:sub(1, size))
  if why ~= "WmsEncoding" then
    client:equal(why, "WmsEncoding", size .. " bytes of a message")
  end
end
client:equal(select(2, send(bytes "00 04 0B 91 51 55 10 00 02 F0 00 00")),
  "WmsEncoding", "a message from the network cannot be sent")
client:equal(select(2, send(("\255"):rep(200))), "WmsEncoding", "nor can that")
client:equal(select(2, send(HELLO, "cdma")), "InvalidArgument",
  "there is no CDMA")

-- The network.
act "refuse"
local fields, why = send(HELLO)
client:equal(why, "WmsCauseCode", "the network refuses")
client:equal(fields.gsm_wcdma_cause_info.rp_cause, "congestion", "and says why")
act "forbid"
fields = send(HELLO)
client:equal(fields.gsm_wcdma_cause_info.tp_cause, "destination_sme_barred",
  "in both ways")
act "take"
act "lose"
fields, why = send(HELLO)
client:equal(why, "WmsMessageNotSent", "without network")
client:equal(fields.message_delivery_failure_type, "temporary", "for now")
act "found"
client:wait(5)
client:check(send(HELLO), "with it")

-- --- from the storage

local function write(pdu, storage)
  local got, problem = client:call("WMS Raw Write", wms, { raw_message_data = {
    storage_type = storage or "nv", format = "gsm_wcdma_point_to_point",
    raw_data = pdu } })
  return got and got.memory_index, problem
end

local function send_stored(index, mode, storage)
  return client:call("WMS Send From Memory Storage", wms, { information = {
    storage_type = storage or "nv", memory_index = index,
    message_mode = mode or "gsm_wcdma" } })
end

local function tag(index, storage)
  local got = client:call("WMS Raw Read", wms, {
    message_memory_storage_id = { storage_type = storage or "nv",
      memory_index = index } })
  return got and got.raw_message_data and got.raw_message_data.message_tag
end

for _, storage in ipairs { "nv", "uim" } do
  local index = write(HELLO, storage)
  client:equal(index, 0, "a message is written to " .. storage)
  client:equal(tag(index, storage), "mo_not_sent", "it has not been sent")
  client:check(send_stored(index, nil, storage).message_id, "it is sent")
  client:equal(tag(index, storage), "mo_sent", "now it has")
end
client:equal(select(2, send_stored(0, "cdma")), "InvalidArgument",
  "not as CDMA")
client:equal(select(2, send_stored(7)), "NoEntry", "nothing is there")
client:equal(select(2, send_stored(100)), "InvalidIndex", "no such place")
act "text"
client:equal(select(2, send_stored(1)), "WmsTPduType",
  "what has come is not sent")
client:equal(select(2, write("")), "ArgumentTooLong", "nothing is no message")
client:equal(select(2, write(("x"):rep(256))), "ArgumentTooLong",
  "and this is too much")
client:equal(select(2, write(HELLO, "none")), "InvalidArgument",
  "there is no such storage")

-- --- acknowledgements

local function route(action, class, storage, transfer)
  return refusal("WMS Set Routes", { route_list = { {
    message_type = "point_to_point", message_class = class or "none",
    storage = storage or "none", receipt_action = action } },
    transfer_status_report = transfer })
end

local function acknowledge(transaction, success, cause)
  return client:call("WMS Send Ack", wms, {
    information = { transaction_id = transaction, message_protocol = "wcdma",
      success = success },
    ["3gpp_failure_information"] = cause,
  })
end

client:call("WMS Set Event Report", wms,
  { new_mt_message_indicator = { report = true } })
client:equal(route "store_and_notify", "InvalidArgument",
  "where nothing is kept nothing is stored")
client:equal(route "unknown", "InvalidArgument", "an action must be one")
client:equal(route "transfer_only", nil, "messages go to the client")
act "two"
local first = report().transfer_route_mt_message
client:equal(first and first.ack_indicator, "send", "it must acknowledge")
client:equal(hex(first.raw_data):sub(1, 4), "040B", "there is no centre in it")
client:equal(report().transfer_route_mt_message, nil, "nothing else comes")
local _, problem = acknowledge(first.transaction_id + 9, true)
client:equal(problem, "AckNotSent", "what is acknowledged must be there")
_, problem = acknowledge(first.transaction_id, false)
client:equal(problem, "MissingArgument", "a refusal needs a cause")
_, problem = acknowledge(first.transaction_id, true)
client:equal(problem, nil, "it acknowledges")
client:wait(0)
local second = report().transfer_route_mt_message
client:equal(second and second.transaction_id, first.transaction_id + 1,
  "then the next comes")
client:wait(16)
_, problem = acknowledge(second.transaction_id, true)
client:equal(problem, "AckNotSent", "an answer can be too late")
client:wait(20)
local third = report().transfer_route_mt_message
client:equal(third and hex(third.raw_data), hex(second.raw_data),
  "the network tries again")
acknowledge(third.transaction_id, false,
  { rp_cause = "memory_capacity_exceeded", tp_cause = "unspecified_error" })
client:wait(10)
act "text"
client:wait(8)
client:equal(report().transfer_route_mt_message, nil, "a refusal counts")
client:wait(2)
third = report().transfer_route_mt_message
client:check(third, "until the next try")
client:wait(10)
_, problem = acknowledge(third.transaction_id, true)
client:wait(6)
third = report().transfer_route_mt_message
_, problem = acknowledge(third.transaction_id, true)
client:equal(problem, nil, "each has its own time")

route "transfer_and_ack"
act "text"
local told = report()
client:equal(told.transfer_route_mt_message.ack_indicator, "do_not_send",
  "the modem acknowledges")
client:equal(told.smsc_address, "+15550100999", "the centre is beside it")
client:call("WMS Set Memory Status", wms, { memory_available = false })
act "text"
client:equal(report().transfer_route_mt_message, nil, "without memory, none")
client:call("WMS Set Memory Status", wms, { memory_available = true })
client:wait(0)
client:check(report().transfer_route_mt_message, "it waited")
client:call("WMS Set Event Report", wms,
  { new_mt_message_indicator = { report = false } })
act "text"
client:call("WMS Set Event Report", wms,
  { new_mt_message_indicator = { report = true } })
client:wait(0)
client:check(report().transfer_route_mt_message, "so it does for a listener")
route "discard"
act "text"
client:equal(next(report()), nil, "what is not wanted is gone")

-- --- reports of delivery, and messages to oneself

local routes = client:call("WMS Get Routes", wms)
client:equal(#routes.route_list, 5, "there is a route for each class")
client:equal(routes.transfer_status_report, nil, "reports are not transferred")
client:equal(routes.route_list[3].storage, "uim", "class 2 stays on the card")
route("store_and_notify", "none", "nv", "client")
client:equal(client:call("WMS Get Routes", wms).transfer_status_report,
  "client", "now they are")
local WANTS_REPORT = "\0\x31" .. HELLO:sub(3)
local id = send(WANTS_REPORT).message_id
client:wait(2)
told = report().transfer_route_mt_message
client:equal(told and hex(told.raw_data):sub(1, 4),
  string.format("06%02X", id), "a report comes")
client:equal(told and hex(told.raw_data):sub(-2), "00", "of delivery")
local TO_SELF = HELLO:gsub("\x51\x55\x10\x00\x02\xF0",
  "\x51\x55\x10\x00\x21\xF3")
client:check(send(TO_SELF).message_id, "a message to oneself")
client:wait(1)
told = report().mt_message
local own = client:call("WMS Raw Read", wms, {
  message_memory_storage_id = { storage_type = "nv",
    memory_index = told.memory_index } }).raw_message_data
client:equal(hex(own.raw_data):sub(17, 34), "040B915155100021F3",
  "comes from oneself")
client:equal(hex(own.raw_data):sub(-10), "E8329BFD06", "as it was")

-- --- the centre

local centre = client:call("WMS Get SMSC Address", wms).address
client:equal(centre.digits, "+15550100999", "the card knows the centre")
client:equal(centre.type, "145", "and its type")
client:equal(refusal("WMS Set SMSC Address", { digits = "12 34" }),
  "InvalidArgument", "a number has digits")
client:equal(refusal("WMS Set SMSC Address", { digits = ("1"):rep(30) }),
  "ArgumentTooLong", "and not too many")
client:equal(refusal("WMS Set SMSC Address", { digits = "4915550100", type =
  "145" }), nil, "it can be another")
client:wait(0)
local changed = client:indication "WMS SMSC Address"
client:equal(changed and changed.fields.address.digits, "+4915550100",
  "clients are told")
client:equal(client:call("WMS Get SMSC Address", wms).address.digits,
  "+4915550100", "it is kept")
act "remove"
client:equal(refusal("WMS Get SMSC Address"), "DeviceNotReady",
  "not without card")
client:equal(refusal("WMS Set SMSC Address", { digits = "1" }),
  "DeviceNotReady", "nor can it be set")
act "insert"
client:wait(5)

-- --- broadcasts

client.indications = {}
client:equal(refusal("WMS Set Broadcast Config", { message_mode = "cdma" }),
  "InvalidArgument", "broadcasts of CDMA are not there")
client:equal(refusal("WMS Set Broadcast Config", { message_mode = "gsm_wcdma",
  channels = { { start = 2, ["end"] = 1, selected = true } } }),
  "InvalidArgument", "a range has two ends")
client:call("WMS Set Broadcast Config", wms, { message_mode = "gsm_wcdma",
  channels = { { start = 0, ["end"] = 55, selected = true } } })
act "broadcast"
client:equal(next(report()), nil, "they are not on")
client:equal(refusal("WMS Set Broadcast Activation", { activation = {
  message_mode = "gsm_wcdma", activate = true } }), nil, "they are switched on")
client:equal(refusal("WMS Set Broadcast Activation", { activation = {
  message_mode = "gsm_wcdma", activate = true } }), "NoEffect", "once")
act "broadcast"
told = report().transfer_route_mt_message
client:equal(told and told.format, "gsm_wcdma_broadcast", "one comes")
client:equal(told and #told.raw_data, 88, "a page")
client:equal(told and hex(told.raw_data):sub(5, 22), "00320F1153FA5BDE6E",
  "of this channel and text")
client:equal(next(report()), nil, "the other channel is not wanted")
act "long_broadcast"
told = report().transfer_route_mt_message
client:equal(told and hex(told.raw_data):sub(5, 16), "003348120436",
  "a first page in UCS-2")
told = report().transfer_route_mt_message
client:equal(told and hex(told.raw_data):sub(5, 20), "003348220436000D",
  "and a second, filled up")
local config = client:call("WMS Get Broadcast Config", wms,
  { message_mode = "gsm_wcdma" }).config
client:equal(config.activated, true, "the modem knows that they are on")
client:equal(config.channels[1]["end"], 55, "and for what")
act "warning"
local warning = report().etws_message
client:equal(warning and warning.notification_type, "primary",
  "a warning comes in any case")
client:equal(warning and hex(warning.raw_data):sub(5, 12), "11000380",
  "and says of what")

-- --- the transport

local NAME = "WMS Transport Network Registration Status"
client:equal(refusal("WMS Indication Register", {}), "MissingArgument",
  "something must be registered for")
client:call("WMS Indication Register", wms,
  { report_transport_network_registration_status = true })
act "lose"
local status = client:indication(NAME)
client:equal(status and status.fields.registration_status, "in_process",
  "the transport is gone")
client:equal(client:call("WMS Get Transport Network Registration Status", wms)
  .registration_status, "in_process", "and is known to be")
client:equal(refusal("WMS Get Transport Layer Info"), "DeviceNotReady",
  "there is no layer")
act "deny"
act "found"
client:wait(5)
local last
repeat
  last, status = status, client:indication(NAME)
until not status
client:equal(last and last.fields.registration_status, "full_service",
  "it is there again")
client:equal(client:call("WMS Get Message Protocol", wms).message_protocol,
  "wcdma", "the protocol is that of GSM and WCDMA")
client:equal(client:call("WMS Get Domain Preference", wms).preference,
  "cs_preferred", "circuits are preferred")
client:call("WMS Set Domain Preference", wms, { preference = "ps_only" })
client:equal(client:call("WMS Get Domain Preference", wms).preference,
  "ps_only", "until the client says otherwise")
client:call("WMS Reset", wms)
client.indications = {}
act "text"
client:equal(client:indication(), nil, "a reset forgets who listens")
client:release("WMS", wms)
client:release("DMS", dms)
client:equal(#client.core.held(), 0, "nothing is held")
