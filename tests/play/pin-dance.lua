-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A host that mistypes the PIN once.

local client = dofile(os.getenv "PLAY")(...)

local SESSION = { session_type = "card_slot_1", application_identifier = "" }

local function verify(uim, pin)
  return client:call("UIM Verify PIN", uim, {
    session = SESSION, info = { pin_id = "pin1", pin_value = pin } })
end

local uim, dms = client:allocate "UIM", client:allocate "DMS"
client:call("UIM Register Events", uim, {
  event_registration_mask = { "card_status" } })
client:call("DMS Set Event Report", dms, {
  pin_state_reporting = true, uim_state_reporting = true })

local fields, why = verify(uim, "4321")
client:equal(why, "IncorrectPin", "a wrong PIN is refused")
client:equal(fields.retries_remaining.verify_retries_left, 2, "two tries left")
client:equal(fields.card_result.sw2, 0xC2, "the card says so, too")
client:wait(0.1)
local told = client:indication "UIM Card Status"
client:equal(told and told.fields.card_status.cards[1].applications[1]
  .pin1_retries, 2, "and so does the indication")
told = client:indication "DMS Event Report"
client:equal(told and told.fields.pin1_status.verify_retries_left, 2,
  "DMS tells it as well")
local _, imsi_why = client:call("DMS UIM Get IMSI", dms)
client:equal(imsi_why, "UimUninitialized", "the IMSI is still closed")

_, why = verify(uim, "12")
client:equal(why, "InvalidArgument", "what is no PIN costs nothing")
client:wait(0.1)
client:equal(client:indication(), nil, "and is not told")
_, why = verify(uim, "1234")
client:equal(why, nil, "the right PIN is taken")
client:wait(0.1)
local seen = {}
for message in function() return client:indication "DMS Event Report" end do
  seen[#seen + 1] = message.fields.uim_state
    or message.fields.pin1_status.current_status
end
client:equal(table.concat(seen, " "),
  "enabled_verified initialization_completed", "DMS tells PIN and card state")
told = client:indication "UIM Card Status"
client:equal(told and told.fields.card_status.cards[1].applications[1].state,
  "ready", "UIM tells that the card is ready")
client:equal(client:indication(), nil, "nothing is told twice")
fields = client:call("DMS UIM Get IMSI", dms)
client:equal(fields.imsi, "001010123456789", "the IMSI is open")
