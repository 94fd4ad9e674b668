-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A client that reads, marks and deletes what comes, and sends something.

local client = dofile(os.getenv "PLAY")(...)
local wms = client:allocate "WMS"

local HELLO = "\0\17\0\11\x91\x51\x55\x10\x00\x02\xF0\0\0\xAA\5"
  .. "\xE8\x32\x9B\xFD\x06"

local function next_message()
  local report = client:indication "WMS Event Report"
  if not report then
    return nil
  end
  local place = report.fields.mt_message
  local message = client:call("WMS Raw Read", wms,
    { message_memory_storage_id = place, message_mode = "gsm_wcdma" })
  client:call("WMS Modify Tag", wms, { message_tag = {
    storage_type = place.storage_type, memory_index = place.memory_index,
    message_tag = "mt_read" } })
  client:call("WMS Delete", wms, { memory_storage = place.storage_type,
    memory_index = place.memory_index })
  return message.raw_message_data.raw_data
end

client:call("WMS Set Event Report", wms,
  { new_mt_message_indicator = { report = true } })
client:wait(3)
local count, headers = 0, 0
for pdu in next_message do
  count = count + 1
  headers = headers + (pdu:byte(9) >> 6 & 1)
end
client:equal(count, 4, "four messages come")
client:equal(headers, 2, "two of them are parts")
client:call("WMS Raw Send", wms, { raw_message_data = {
  format = "gsm_wcdma_point_to_point", raw_data = HELLO } })
client:wait(5)
local pdu = next_message()
client:equal(pdu and pdu:byte(27), #"You said: hello", "and an answer")
local left = client:call("WMS List Messages", wms, { storage_type = "nv" })
client:equal(#left.message_list, 0, "nothing is left")
client:release("WMS", wms)
