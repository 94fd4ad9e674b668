-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The quirks of messages and calls.

local client = dofile(os.getenv "PLAY")(...)

local dms, wms, voice = client:allocate "DMS", client:allocate "WMS",
  client:allocate "VOICE"

local function refusal(name, fields)
  local _, why = client:call("WMS " .. name, wms, fields)
  return why
end

local PLACE = { storage_type = "nv", memory_index = 0 }
client:equal(refusal("List Messages", { storage_type = "nv" }),
  "MissingArgument", "a list needs a mode")
client:equal(refusal("List Messages", { storage_type = "nv",
  message_mode = "gsm_wcdma" }), nil, "and is there with one")
client:equal(refusal("List Messages", { storage_type = "nv",
  message_mode = "cdma" }), "InvalidArgument", "of this network")
client:equal(refusal("Raw Read", { message_memory_storage_id = PLACE }),
  "MissingArgument", "so does reading")
client:equal(refusal("Delete", { memory_storage = "nv" }), "MissingArgument",
  "and deleting")
client:equal(refusal("Modify Tag", { message_tag = { storage_type = "nv",
  memory_index = 0, message_tag = "mt_read" } }), "MissingArgument",
  "and marking")
client:equal(refusal("Get Store Max Size", { storage_type = "nv" }),
  "MissingArgument", "and the size")

local HELLO = "\0\17\0\11\x91\x51\x55\x10\x00\x02\xF0\0\0\xAA\5"
  .. "\xE8\x32\x9B\xFD\x06"
local function send(pdu)
  local fields, why = client:call("WMS Raw Send", wms, { raw_message_data = {
    format = "gsm_wcdma_point_to_point", raw_data = pdu } })
  return why, fields
end
client:equal(refusal "Get SMSC Address", "NotProvisioned",
  "the card has no centre")
client:equal(send(HELLO), "WmsSmscAddress", "so a message must name one")
local why, fields = send("\7\x91\x51\x55\x10\x00\x99\xF9" .. HELLO:sub(2))
client:equal(why, "WmsCauseCode", "a number may be refused")
client:equal(fields.gsm_wcdma_cause_info.rp_cause, "unassigned_number",
  "when it is nobody's")
local routes = client:call("WMS Get Routes", wms)
client:equal(routes.route_list[5].receipt_action, "transfer_and_ack",
  "routes are the preset's")
client:equal(client:call("WMS Get Domain Preference", wms).preference,
  "ps_only", "and the domain")

local function ring(number)
  client:call("DMS Write User Data", dms, { user_data = number })
  return client:call("DMS Read User Data", dms).user_data
end

local function state()
  local info = client:call("VOICE Get All Call Info", voice)
  return info.call_information and info.call_information[1].state
end

client:equal(ring "+15550100200", "1 nil", "somebody calls")
client:equal(ring "+15550100300", "nil busy", "nobody else may")
client:wait(4.9)
client:equal(state(), "incoming", "it rings")
client:wait(0.2)
client:equal(state(), "conversation", "and is answered by itself")
fields, why = client:call("VOICE Dial Call", voice, { calling_number = "1" })
client:equal(why, "CallFailed", "one call is all")
client:equal(fields.call_end_reason, "no_resources", "that there is room for")
client:call("VOICE End Call", voice, { call_id = 1 })
client:wait(1)
client.indications = {}
client:call("VOICE Dial Call", voice, { calling_number = "1" })
client:wait(2)
local last
repeat
  local message = client:indication "VOICE All Call Status"
  last = message or last
until not message
client:equal(last.fields.call_end_reason[1].reason,
  "switching_equipment_congestion", "other calls end as the preset says")

local function ask(code)
  local got = client:call("VOICE Originate USSD", voice,
    { uss_data = { data_coding_scheme = "ascii", data = code } })
  return got
end

local data = ask("*1#").uss_data
client:equal(data.data_coding_scheme, "8bit", "USSD in septets")
client:equal(data.data, "\0\1\27\40\27\41", "one a byte")
client:equal(ask("*1#").uss_data_utf16, nil, "and in nothing else")
client:equal(ask("*2#").uss_data.data_coding_scheme, "ucs2",
  "unless it must be")
client:equal(ask("*100#").failure_cause, "ss_not_available",
  "a code may be taken away")
for _, pair in ipairs { { "DMS", dms }, { "WMS", wms }, { "VOICE", voice } } do
  client:release(pair[1], pair[2])
end
client:equal(#client.core.held(), 0, "nothing is held")
