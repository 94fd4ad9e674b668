-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two modems have nothing in common but the network.

local alice = dofile(os.getenv "PLAY")(...)
local bob = alice:of "bob"

local function ids(client)
  local dms = client:allocate "DMS"
  local fields = {}
  for _, name in ipairs { "DMS Get IDs", "DMS UIM Get ICCID",
    "DMS UIM Get IMSI", "DMS Get MSISDN" } do
    for key, value in pairs(client:call(name, dms)) do
      fields[key] = value
    end
  end
  client:release("DMS", dms)
  return fields
end

local hers, his = ids(alice), ids(bob)
for _, name in ipairs { "imei", "meid", "iccid", "imsi", "msisdn" } do
  alice:check(hers[name] and his[name] and hers[name] ~= his[name],
    name .. " differs")
end
alice:equal(hers.msisdn, "+15550100123", "the first has the preset's number")
alice:equal(his.msisdn, "+15550100200", "the second that of the scenario")
alice:equal(his.imei, "352099001761499", "an IMEI is counted up and checked")
alice:equal(his.iccid, "89001010000000000026", "so is an ICCID")

-- Client ids, channels and what happens to one are its own.
alice:equal(alice:allocate "WDS", 1, "ids are given out by each modem")
alice:equal(bob:allocate "WDS", 1, "from the first")
alice:close(0)
bob:call("WDS Start Network", 1)
bob:equal(#alice:held(), 1, "one has an id left")
bob:equal(#bob:held(), 2, "the other also a call")

-- Alice writes to Bob, who answers.
alice:open(0)
local function bytes(text)
  return (text:gsub("%s", ""):gsub("%x%x", function(byte)
    return string.char(tonumber(byte, 16))
  end))
end
-- "hello" in a SUBMIT of TS 23.040, from here on to +15550100200.
local TO_BOB = bytes "00 01 00 0B 91 51 55 10 00 02 F0 00 00 05 E8 32 9B FD 06"
local TO_ALICE = bytes(
  "00 01 00 0B 91 51 55 10 00 21 F3 00 00 05 E8 32 9B FD 06")
local wms = { [alice] = alice:allocate "WMS", [bob] = bob:allocate "WMS" }
for _, client in ipairs { alice, bob } do
  client:call("WMS Set Event Report", wms[client],
    { new_mt_message_indicator = { report = true } })
end
local function send(from, to, pdu, name)
  from:call("WMS Raw Send", wms[from], { raw_message_data = {
    format = "gsm_wcdma_point_to_point", raw_data = pdu } })
  to:wait(5)
  local report = to:indication "WMS Event Report"
  local place = report and report.fields.mt_message
  to:check(place, name .. " hears of a message")
  if place then
    local message = to:call("WMS Raw Read", wms[to], { message_memory_storage_id
      = { storage_type = place.storage_type,
        memory_index = place.memory_index } })
    local raw = message.raw_message_data.raw_data
    to:equal(raw:sub(-5), bytes "E8 32 9B FD 06", "which says hello")
    return raw
  end
end
local raw = send(alice, bob, TO_BOB, "bob")
alice:check(raw and raw:find(bytes "0B 91 51 55 10 00 21 F3", 1, true),
  "and whom it is from")
send(bob, alice, TO_ALICE, "alice")
