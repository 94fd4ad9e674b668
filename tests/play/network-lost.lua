-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A call, the end of it with the network, and registration again.

local client = dofile(os.getenv "PLAY")(...)

local function state(nas)
  local fields = client:call("NAS Get Serving System", nas)
  return fields.serving_system.registration_state
end

local nas, wds = client:allocate "NAS", client:allocate "WDS"
client:call("NAS Register Indications", nas, { serving_system_events = true })
client:call("WDS Start Network", wds, {})
client:wait(0)
local up = client:indication "WDS Packet Service Status"
client:equal(up and up.fields.connection_status.status, "connected",
  "the call is up")
client:wait(2.5)
client:equal(state(nas), "not_registered_searching", "the network is gone")
local down = client:indication "WDS Packet Service Status"
client:equal(down and down.fields.connection_status.status, "disconnected",
  "the client hears that its call has ended")
client:equal(down and down.fields.call_end_reason, "generic_no_service",
  "for want of service")
local told = client:indication "NAS Serving System"
client:equal(told and told.fields.serving_system.registration_state,
  "not_registered_searching", "the client hears of the search")
local _, why = client:call("WDS Get Current Settings", wds)
client:equal(why, "OutOfCall", "there are no settings any more")
local fields
fields, why = client:call("WDS Start Network", wds, {})
client:equal(why, "CallFailed", "a call cannot be started")
client:equal(fields.verbose_call_end_reason.type, "cm", "the reason is there")
client:wait(5)
client:equal(state(nas), "not_registered_searching", "it searches on")
client:wait(2)
client:equal(state(nas), "registered", "and finds the network")
fields, why = client:call("WDS Start Network", wds, {})
client:equal(why, nil, "a call can be started again")
client:release("WDS", wds)
client:release("NAS", nas)
