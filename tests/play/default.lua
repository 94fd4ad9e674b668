-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The default scenario: an id, a request, and the id again.

local client = dofile(os.getenv "PLAY")(...)

local dms = client:allocate "DMS"
client:equal(dms, 1, "the first client id is 1")
local ids, why = client:call("DMS Get IDs", dms)
client:equal(why, nil, "Get IDs succeeds")
client:equal(ids.imei, "352099001761481", "the IMEI is the preset's")
client:equal(#client.core.held(), 1, "one id is held")
client:release("DMS", dms)
client:equal(#client.core.held(), 0, "nothing is held after the release")
