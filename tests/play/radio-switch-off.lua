-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A host that tries again when it is told that the switch was moved.

local client = dofile(os.getenv "PLAY")(...)

local dms = client:allocate "DMS"
client:call("DMS Set Event Report", dms, {
  wireless_disable_state_reporting = true, operating_mode_reporting = true })

local fields = client:call("DMS Get Operating Mode", dms)
client:equal(fields.mode, "low_power", "the modem starts in low power")
client:equal(fields.hardware_restricted_mode, true, "and says why")
local _, why = client:call("DMS Set Operating Mode", dms, { mode = "online" })
client:equal(why, "HardwareRestricted", "online is refused")

client:wait(3)
local told = client:indication "DMS Event Report"
client:equal(told and told.fields.wireless_disable_state, false,
  "the modem tells that the switch is on")
local transaction = client:request("DMS Set Operating Mode", dms, {
  mode = "online" })
client:wait(0.1)
local answer = client:response_to("DMS Set Operating Mode", transaction)
client:equal(answer and answer.error, nil, "online is allowed")
told = client:indication "DMS Event Report"
client:equal(told and told.fields.operating_mode, "online", "the mode is told")
client:check(told and answer and told.number > answer.number,
  "after the answer, not before")
