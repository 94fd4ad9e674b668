-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Does what the story expects, also across a reboot.

local client = dofile(os.getenv "PLAY")(...)

local dms = client:allocate "DMS"
local fields = client:call("DMS Get Model", dms)
client:equal(fields.model, "seen 1", "a handler lays over the default answer")
client:check(client:indication "CTL Sync", "and sends an indication with it")
local _, why = client:call("DMS Get Revision", dms)
client:equal(why, "NotProvisioned", "a handler may be an error")
fields = client:call("DMS Get Manufacturer", dms)
client:equal(fields.manufacturer, "ACME", "or a table")

client:wait(2)
client:call("DMS Set Operating Mode", dms, { mode = "online" })
client:call("DMS Set Operating Mode", dms, { mode = "low_power" })
client:wait(1.5)
_, why = client:call("DMS Get IDs", dms)
client:equal(why, nil, "the id is good until it is revoked")
client:wait(0.5)
client:check(client:indication "CTL Revoke Client ID", "then it is told")
client:equal(client.actions[1], "vanish", "and the modem vanishes")
client:close()
client:wait(5)
client:equal(client.actions[2], "come_back", "after five seconds it is back")
client:open()
_, why = client:call("DMS Get IDs", dms)
client:equal(why, "InvalidClientId", "and has forgotten the id")
client:equal(client:allocate "DMS", 1, "but gives a new one")
client:equal(#client.core.held(), 1, "which is held")
client:release("DMS", 1)
client:equal(#client.core.held(), 0, "and released")
