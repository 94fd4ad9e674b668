-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two modems have nothing in common but the network.

local alice = dofile(os.getenv "PLAY")(...)
local bob = alice:of "bob"

local function ids(client)
  local dms = client:allocate "DMS"
  local fields = {}
  for _, name in ipairs { "DMS Get IDs", "DMS UIM Get ICCID",
    "DMS UIM Get IMSI", "DMS Get MSISDN" } do
    for key, value in pairs(client:call(name, dms)) do
      fields[key] = value
    end
  end
  client:release("DMS", dms)
  return fields
end

local hers, his = ids(alice), ids(bob)
for _, name in ipairs { "imei", "meid", "iccid", "imsi", "msisdn" } do
  alice:check(hers[name] and his[name] and hers[name] ~= his[name],
    name .. " differs")
end
alice:equal(hers.msisdn, "+15550100123", "the first has the preset's number")
alice:equal(his.msisdn, "+15550100200", "the second that of the scenario")
alice:equal(his.imei, "352099001761499", "an IMEI is counted up and checked")
alice:equal(his.iccid, "89001010000000000026", "so is an ICCID")

-- Client ids, channels and what happens to one are its own.
alice:equal(alice:allocate "WDS", 1, "ids are given out by each modem")
alice:equal(bob:allocate "WDS", 1, "from the first")
alice:close(0)
bob:call("WDS Start Network", 1)
bob:equal(#alice:held(), 1, "one has an id left")
bob:equal(#bob:held(), 2, "the other also a call")
