-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Answers that come later, and what becomes of them when nobody waits any more.

local client = dofile(os.getenv "PLAY")(...)

local dms, wds = client:allocate "DMS", client:allocate "WDS"
local nas = client:allocate "NAS"

local function registration()
  local fields = client:call("NAS Get Serving System", nas)
  return fields.serving_system.registration_state
end

client:equal(registration(), "not_registered_searching",
  "registration takes its time")
client:wait(3)
client:equal(registration(), "registered", "as long as the preset says")

local transaction = client:request("DMS Get Manufacturer", dms)
client:check(client:indication "DMS Event Report", "what is for now comes now")
client:wait(1.99)
client:equal(client:response_to("DMS Get Manufacturer", transaction), nil,
  "the answer does not")
local other = client:request("DMS Get Revision", dms)
client:check(client:response_to("DMS Get Revision", other),
  "a later request is answered first")
client:wait(0.02)
local response = client:response_to("DMS Get Manufacturer", transaction)
client:equal(response and response.fields.manufacturer, "first",
  "the answer comes when its time has come")
client:check(client:indication "DMS Event Report",
  "a function makes more of it then")
client:equal(#client.garbage, 1, "even bytes")

local _, why = client:call("DMS Get Model", dms)
client:equal(why, "NoEffect", "an answer can be put off again")

local scan = client:call("NAS Network Scan", nas)
client:equal(#scan.network_information, 0, "a default that comes later can be "
  .. "changed")
client:check(client:indication "NAS Operator Name", "and added to")

-- WDS: aborted, and not.
transaction = client:request("WDS Start Network", wds)
client:wait(0.5)
client:request("WDS Abort", wds, { transaction_id = transaction })
response = client:response_to("WDS Start Network", transaction)
client:equal(response and response.error, "Aborted", "a start can be aborted")
response = table.remove(client.responses)
client:equal(response and response.name, "WDS Abort", "which is answered")
client:equal(response.error, nil, "with success")
client:wait(5)
local status = client:call("WDS Get Packet Service Status", wds)
client:equal(status.connection_status, "disconnected", "no call comes of it")
_, why = client:call("WDS Abort", wds, { transaction_id = transaction })
client:equal(why, "InvalidTransactionId", "it cannot be aborted again")

-- Several at once.
local first = client:request("NAS Network Scan", nas)
client:wait(1)
local second = client:request("NAS Network Scan", nas)
client:request("NAS Abort", nas, { transaction_id = first })
client:check(client:response_to("NAS Network Scan", first),
  "one of several is aborted")
client:wait(5)
client:check(client:response_to("NAS Network Scan", second),
  "the other is answered")

-- Nobody waits any more.
local function ask_and(action, text)
  client.responses = {}
  local id = client:allocate "NAS"
  local asked = client:request("NAS Network Scan", id)
  action(id)
  client:wait(10)
  client:equal(client:response_to("NAS Network Scan", asked), nil, text)
end
ask_and(function(id)
  client:release("NAS", id)
  client:equal(client:allocate "NAS", id, "the id is given out again")
  client:release("NAS", id)
end, "an answer goes with its client id")
ask_and(function()
  client:close(0)
  client:open(0)
end, "and with its channel")
ask_and(function() client:call("CTL Sync") end, "and with a sync")

-- A full house: what does not fit is told.
nas = client:allocate "NAS"
client.responses = {}
for _ = 1, 257 do
  client:request("NAS Network Scan", nas)
end
client:equal(#client.responses, 1, "256 answers may be awaited")
client:equal(client.responses[1] and client.responses[1].error, "NoMemory",
  "one more is refused")
client:wait(5)
client:equal(#client.responses, 257, "all others come")

-- A reboot.
dms, wds = client:allocate "DMS", client:allocate "WDS"
client:call("CTL Set Data Format", 0, { format = 0, protocol = "raw_ip" })
client.responses = {}
transaction = client:request("WDS Start Network", wds)
client:call("DMS Set Operating Mode", dms, { mode = "offline" })
client:call("DMS Set Operating Mode", dms, { mode = "reset" })
client:wait(10)
client:equal(client:response_to("WDS Start Network", transaction), nil,
  "a reboot answers nothing")
client:equal(#client.core.held(), 0, "no client id is left")
nas = client:allocate "NAS"
client:equal(registration(), "registered", "it registers after a reboot")
local format = client:call("CTL Set Data Format", 0, { format = 0 })
client:equal(format.protocol, "802_3", "and has forgotten the data format")
