-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A client that makes room when it must.

local client = dofile(os.getenv "PLAY")(...)
local wms = client:allocate "WMS"

client:call("WMS Set Event Report", wms,
  { new_mt_message_indicator = { report = true } })
client:wait(3)
local first = client:indication "WMS Event Report"
client:equal(first and first.fields.mt_message.memory_index, 9,
  "the first goes to the last place")
client:check(client:indication "WMS Memory Full", "the second does not fit")
client:equal(client:indication(), nil, "and is not there")
client:call("WMS Delete", wms, { memory_storage = "nv", memory_index = 0 })
client:wait(0)
local second = client:indication "WMS Event Report"
client:equal(second and second.fields.mt_message.memory_index, 0,
  "it comes when there is room")
client:release("WMS", wms)
