-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem is pulled out between two requests for a client id, plugged in, and
-- the same once more at a later one. ModemManager asserted that its port is
-- there as long as it begins to use it. A right client forgets the modem, finds
-- it again and uses it.

return scenario {
  bug = {
    source = "ModemManager 8a54baa3, efaa780d",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.8 and 1.16.0",
  },

  faults = {
    { match = { message = "CTL Allocate CID", nth = { 3, 8 } },
      vanish = 1, must_match = true },
  },

  story = function(modem)
    for _ = 1, 8 do
      modem:expect("CTL Allocate CID", { within = 30 })
    end
    modem:expect("DMS Get Operating Mode", { within = 30 })
  end,
}
