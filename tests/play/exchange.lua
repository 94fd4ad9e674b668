-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What one modem does to another happens at once, and in its own time.

local alice = dofile(os.getenv "PLAY")(...)
local bob, carol = alice:of "bob", alice:of "carol"

local function level(client)
  local message = client:indication "DMS Event Report"
  return message and message.fields.power_state.battery_level
end

local dms, other = alice:allocate "DMS", bob:allocate "DMS"
carol:allocate "DMS"
alice:wait(7)
alice:call("DMS Write User Data", dms, { user_data = "+15550100124" })
bob:equal(level(bob), 1, "another modem says so at once")
alice:equal(level(alice), nil, "and only that one")
alice:wait(4.99)
bob:equal(level(bob), nil, "its timer runs on its time")
alice:wait(0.02)
bob:equal(level(bob), 100, "which is the time of all")
local _, why = alice:call("DMS Write User Data", dms, { user_data = "1" })
alice:equal(why, "NoEntry", "a number may be nobody's")
alice:call("DMS Write User Data", dms, { user_data = "+49 15550177" })
alice:equal(level(carol), 2, "a national number is found")

_, why = alice:call("DMS Get Revision", dms)
alice:equal(why, nil, "a fault rule of one modem")
_, why = bob:call("DMS Get Revision", other)
alice:equal(why, "Internal", "is not one of another")

local nas = bob:allocate "NAS"
bob:call("NAS Register Indications", nas, { serving_system_events = true })
bob.indications = {}
alice:call("DMS Get Time", dms)
local lost = bob:indication "NAS Serving System"
alice:check(lost, "a story takes the network from another modem")
bob:call("DMS Get Model", other)
