-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A story that uses all it can, in front of a client that fulfils it.

local seen = {}

return scenario {
  on = {
    ["DMS Get Model"] = function(modem, request, call)
      seen[#seen + 1] = call.client
      local answer = modem:default(request)
      answer.model = "seen " .. #seen
      return answer, indication("CTL Sync", {})
    end,
    ["DMS Get Revision"] = fail "NotProvisioned",
    ["DMS Get Manufacturer"] = { manufacturer = "ACME" },
  },

  story = function(modem)
    local _, call = modem:expect("CTL Allocate CID", {
      within = 1, request = { service = "dms" } })
    assert(call.client == 0 and call.service == "CTL")
    local mark = modem:mark()
    modem:expect("DMS Get Model", { client = 1 })
    modem:expect("DMS Get Model", { since = mark })
    modem:expect_no("DMS Get IDs", { within = 2 })
    modem:expect("DMS Set Operating Mode", {
      within = 60,
      where = function(request) return request.mode == "low_power" end,
    })
    local fired = 0
    modem:after(1, function() fired = fired + 1 end)
    local cancel = modem:after(1, function() fired = fired + 10 end)
    cancel()
    modem:sleep(2)
    assert(fired == 1)
    assert(#seen == 1 and modem:time() >= 4)
    assert(modem:revoke("DMS", 1))
    assert(not modem:revoke("DMS", 1))
    modem:reboot { seconds = 5 }
    modem:expect_no("CTL Allocate CID", { within = 5 })
    modem:expect("CTL Allocate CID", { within = 5 })
  end,
}
