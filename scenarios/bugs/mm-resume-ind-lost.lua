-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The host sleeps, and what the modem indicates meanwhile is lost: a message has
-- come and is in the store, but nobody was told. Clients that only listen miss
-- it. A right client lists the messages when the host wakes up.

return scenario {
  bug = {
    source = "ModemManager 15d66197; Pine64-Arch issue 523; meta-qcom 13c9ea8",
    fault = "device: Quectel EG25; kernel; client: ModemManager",
    versions = "ModemManager before 1.18",
  },

  modem = preset "generic" {
    network = { search_seconds = 0.1 }, messages = { delivery_seconds = 0.1 },
  },

  faults = {
    { match = { message = "WMS Event Report", kind = "indication" },
      drop = true, must_match = true },
  },

  story = function(modem)
    modem:expect "WMS Set Event Report"
    modem.messages:receive { from = "+15550100200", text = "Are you awake?" }
    modem:expect("WMS List Messages", { within = 5 })
    modem:expect("WMS Raw Read", { within = 5 })
  end,
  leaks = "fail",
}
