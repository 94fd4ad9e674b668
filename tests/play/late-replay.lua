-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Answers of a replay come when they came.

local client = dofile(os.getenv "PLAY")(...)

local dms = client:allocate "DMS"

-- Asks, and finds no answer just before its time.
local function late(name, seconds)
  local transaction = client:request(name, dms)
  client:wait(seconds - 0.01)
  client:equal(client:response_to(name, transaction), nil,
    name .. " takes its time")
  client:wait(0.02)
  local response = client:response_to(name, transaction)
  client:check(response, "then it is answered")
  return response or { fields = {} }
end

client:equal(late("DMS Get Manufacturer", 2).fields.manufacturer, "slow",
  "with its fields")
client:equal(late("DMS Get Model", 0.5).error, "NoEffect", "or its error")
client:equal(late("DMS Get Revision", 1).fields.revision, "A1",
  "or the bytes that it had")
client:equal(client:call("DMS Get Software Version", dms).version, "quick",
  "without a delay it comes at once")
client:release("DMS", dms)
