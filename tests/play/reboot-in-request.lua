-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The request that meets the reboot is not answered; a later one is.

local client = dofile(os.getenv "PLAY")(...)

local wds = client:allocate "WDS"
local transaction = client:request("WDS Start Network", wds, {})
client:wait(1)
client:equal(client:response_to("WDS Start Network", transaction), nil,
  "there is no answer")
client:equal(client.actions[1], "vanish", "the device goes away")
client:equal(#client.core.held(), 0, "the client ids are gone")
client:wait(2)
client:equal(client.actions[2], "come_back", "the device comes back")
client:open(0)
wds = client:allocate "WDS"
client:equal(wds, 1, "client ids are given from the first again")
local fields, why = client:call("WDS Start Network", wds, {})
client:equal(why, nil, "the network starts")
client:check(fields.packet_data_handle > 0, "there is a handle")
client:release("WDS", wds)
