-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two ids of NAS, then none, until Sync.

local client = dofile(os.getenv "PLAY")(...)

client:check(client:allocate "NAS", "the first client id is given")
client:check(client:allocate "NAS", "the second client id is given")
local id, why = client:allocate "NAS"
client:check(not id and why == "ClientIdsExhausted", "there is no third")
client:check(client:allocate "WDS", "WDS has its own ids")
client:call "CTL Sync"
client:check(client:allocate "NAS", "Sync frees the ids")
