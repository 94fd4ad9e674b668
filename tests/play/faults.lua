-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Each fault where the scenario wants it, and nothing wrong beside.

local client = dofile(os.getenv "PLAY")(...)

-- Sends a request and says after how many seconds its response came.
local function seconds(name, id)
  local transaction = client:request(name, id)
  for tenths = 0, 100 do
    local response = client:response_to(name, transaction)
    if response then
      return tenths / 10, response.error
    end
    client:wait(0.1)
  end
  return nil
end

local dms = client:allocate "DMS"
client:equal(seconds("DMS Get IDs", dms), 0.0, "the first is in time")
client:equal(seconds("DMS Get IDs", dms), nil, "the second is lost")
client:equal(seconds("DMS Get IDs", dms), 2.5, "the third is late")
client:equal(seconds("DMS Get IDs", dms), 0.0, "the fourth is in time")

-- A response that is late lets later ones pass.
local late = client:request("DMS Get Model", dms)
client:equal(seconds("DMS Get Model", dms), 0.0, "the next one overtakes")
client:equal(client:response_to("DMS Get Model", late), nil, "a late one")
client:wait(1)
client:check(client:response_to("DMS Get Model", late), "which comes after all")

local _, why = seconds("DMS Get Manufacturer", dms)
client:equal(why, "Internal", "the request meets an error")
_, why = seconds("DMS Get Manufacturer", dms)
client:equal(why, "NoEffect", "then, once, the response becomes one")
_, why = seconds("DMS Get Manufacturer", dms)
client:equal(why, nil, "then all is well")

client:request("DMS Get Revision", dms)
client:request("DMS Get Revision", dms)
client:equal(#client.garbage, 2, "raw bytes come twice")
client:equal(client.garbage[1].bytes, "\x01", "in place of the request's way")
client:equal(client.garbage[2].bytes, "\x00\xff", "and of the response")

local other = client:allocate "DMS"
client:equal(other, 2, "a second client")
client:request("DMS Get IDs", other)
client:equal(client.actions[1], "hang_up", "its request ends the connection")

client:wait(40)
client:check(client:indication "CTL Sync", "one indication is left")
client:equal(client:indication "CTL Sync", nil, "the other is lost")
