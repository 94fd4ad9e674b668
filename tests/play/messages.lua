-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Short messages that come in: where they go, and how the client hears of it.

local client = dofile(os.getenv "PLAY")(...)

local dms, wms = client:allocate "DMS", client:allocate "WMS"

local function act(name)
  client:call("DMS Write User Data", dms, { user_data = name })
  client:wait(1)
  client:wait(0)
end

local function answer_to(name)
  act(name)
  return client:call("DMS Read User Data", dms).user_data
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

local function read(index, storage)
  local fields, why = client:call("WMS Raw Read", wms, {
    message_memory_storage_id = { storage_type = storage or "nv",
      memory_index = index } })
  return fields and fields.raw_message_data, why
end

local function list(storage, tag)
  local fields, why = client:call("WMS List Messages", wms,
    { storage_type = storage, message_tag = tag })
  return fields and fields.message_list, why
end

local function delete(fields)
  local _, why = client:call("WMS Delete", wms, fields)
  client:wait(1)
  return why
end

local CENTRE = "07915155100099F9"
local SENDER = "0B915155100002F0"

-- --- stored

client:equal(#list "nv", 0, "nothing is stored")
act "text"
client:equal(report().mt_message, nil, "nobody is told who has not asked")
client:equal(#list "nv", 1, "but it is stored")
client:equal(delete { memory_storage = "nv" }, nil, "all is deleted")
client:equal(#list "nv", 0, "and gone")
client:call("WMS Set Event Report", wms,
  { new_mt_message_indicator = { report = true } })
act "text"
local told = report()
client:equal(told.mt_message and told.mt_message.storage_type, "nv",
  "the client is told")
client:equal(told.mt_message and told.mt_message.memory_index, 0, "of the place")
client:equal(told.message_mode, "gsm_wcdma", "and of the mode")
local message = read(0)
client:equal(message.message_tag, "mt_not_read", "it has not been read")
client:equal(hex(message.raw_data):sub(1, 40),
  CENTRE .. "04" .. SENDER .. "0000" .. "42", "the PDU begins so")
client:equal(hex(message.raw_data):sub(39, 52), "42101021002040",
  "its time is the network's")
client:equal(hex(message.raw_data):sub(53), "0AE8329BFD4697D9EC37",
  "its text is packed")

local function modify(tag, index)
  local _, why = client:call("WMS Modify Tag", wms, { message_tag = {
    storage_type = "nv", memory_index = index or 0, message_tag = tag } })
  return why
end

client:equal(modify "mt_read", nil, "its tag changes")
client:equal(#list("nv", "mt_not_read"), 0, "so that it is no new one")
client:equal(list("nv", "mt_read")[1].memory_index, 0, "but a read one")
client:equal(modify "mo_sent", "InvalidArgument", "it cannot have been sent")
client:equal(modify("mt_read", 3), "NoEntry", "nothing is there")
client:equal(modify("mt_read", 5), "InvalidIndex", "no such place")
client:equal(select(2, read(5)), "InvalidIndex", "nor can it be read")
client:equal(delete { memory_storage = "nv", memory_index = 4 }, "NoEntry",
  "nor deleted")
client:equal(delete { memory_storage = "nv", message_tag = "mt_not_read" },
  nil, "deleting by tag")
client:equal(#list "nv", 1, "leaves the others")
client:equal(delete { memory_storage = "nv", message_tag = "mt_read" }, nil,
  "and takes those")
client:equal(#list "nv", 0, "with that tag")

-- --- texts

act "long"
client:equal(#list "nv", 2, "a long text comes in two parts")
local first, second = hex(read(0).raw_data), hex(read(1).raw_data)
client:equal(first:sub(17, 18), "44", "with a header")
client:equal(first:sub(53, 66), "A0050003010201", "the first part")
client:equal(#first / 2, 26 + 1 + 140, "is full")
client:equal(second:sub(53, 66), "36050003010202", "the second has the rest")
client:equal(answer_to "stored", "0 mt_not_read " .. ("abcdefghij"):rep(15)
  .. "abc;1 mt_not_read defghij" .. ("abcdefghij"):rep(4),
  "both are read as written")
delete { memory_storage = "nv" }
act "russian"
first = hex(read(0).raw_data)
client:equal(first:sub(17, 38), "440ED04F78591EA6BFE500", "a name as sender")
client:equal(answer_to "stored", "0 mt_not_read " .. ("ж"):rep(67)
  .. ";1 mt_not_read " .. ("ж"):rep(32) .. "😀", "UCS-2 where it must be")
client:equal(hex(read(1).raw_data):sub(-8), "D83DDE00", "with pairs")
delete { memory_storage = "nv" }
act "borders"
client:equal(answer_to "stored", "0 mt_not_read " .. ("ж"):rep(66)
  .. ";1 mt_not_read 😀" .. ("ж"):rep(9) .. ";2 mt_not_read "
  .. ("a"):rep(152) .. ";3 mt_not_read €" .. ("a"):rep(9),
  "what belongs together is not parted")
delete { memory_storage = "nv" }
act "euro"
client:equal(hex(read(0).raw_data):sub(-14), "061BD4A6BC4901",
  "an extended text is packed with escapes")
client:equal(answer_to "stored", "0 mt_not_read {€}", "stays in 7 bits")
client:equal(hex(read(0).raw_data):sub(17, 28), "0405812143F5",
  "from a short number")
act "data"
client:equal(hex(read(1).raw_data):sub(-8), "030001FF", "bytes")
act "raw"
client:equal(hex(read(2).raw_data), "00079151", "bytes that are no message")
act "report"
client:equal(hex(read(3).raw_data):sub(17, 22), "06070B", "a report")
client:equal(hex(read(3).raw_data):sub(-2), "41", "with its status")
client:equal(answer_to "mistakes", "8", "mistakes of a scenario are told")

-- --- full

client.indications = {}
act "text"
client:check(report().mt_message, "there is room for one more")
act "text"
client:equal(report().mt_message, nil, "and not for another")
local full = client:indication "WMS Memory Full"
client:equal(full and full.fields.storage.storage_type, "nv",
  "the client is told")
client:call("WMS Set Event Report", wms,
  { new_mt_message_indicator = { report = true } })
client:wait(0)
client:equal(client:indication "WMS Memory Full", nil, "and only once")
local sizes = client:call("WMS Get Store Max Size", wms,
  { storage_type = "nv" })
client:equal(sizes.max_size, 5, "the storage has five places")
client:equal(sizes.free_slots, 0, "none is free")
local _, why = client:call("WMS Raw Write", wms, { raw_message_data = {
  storage_type = "nv", format = "gsm_wcdma_point_to_point",
  raw_data = "\0\17\0\1\0\0\0\0\0" } })
client:equal(why, "DeviceStorageFull", "nothing can be written")
delete { memory_storage = "nv", memory_index = 1 }
client:equal(report().mt_message.memory_index, 1,
  "what waited comes when there is room")
delete { memory_storage = "nv" }
act "fill"
client:equal(#list("nv", "mt_read"), 4, "a scenario fills it")
delete { memory_storage = "nv" }

-- --- the card

local uim = client:allocate "UIM"
client.indications = {}
act "card"
told = report()
client:equal(told.mt_message and told.mt_message.storage_type, "uim",
  "class 2 goes to the card")
local record = client:call("UIM Read Record", uim, {
  session = { session_type = "primary_gw_provisioning",
    application_identifier = "" },
  file = { file_id = 0x6F3C, file_path = "\x00\x3F\xFF\x7F" },
  record = { record_number = told.mt_message.memory_index + 1,
    record_length = 0 },
})
message = read(told.mt_message.memory_index, "uim")
client:equal(record.read_result:sub(1, #message.raw_data + 1),
  "\3" .. message.raw_data, "whose file it is in")
client:equal(#record.read_result, 176, "in a record")
act "fill_card"
client:equal(#list "uim", 10, "the card has ten places")
act "remove"
client:equal(select(2, list "uim"), "DeviceNotReady", "without card, none")
act "card"
client.indications = {}
act "insert"
client:wait(5)
client:equal(#list "uim", 10, "it comes back as it was")
delete { memory_storage = "uim", memory_index = 9 }
client:wait(2)
told = report()
client:equal(told.mt_message and told.mt_message.memory_index, 9,
  "what came meanwhile is there")

-- --- what the scenario cannot do
act "lose"
client.indications = {}
act "text"
client:equal(report().mt_message, nil, "without network nothing comes")
act "found"
client:wait(5)
client:check(report().mt_message, "with it, what waited")
client:release("UIM", uim)
client:release("WMS", wms)
