-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A call on which nothing passes becomes dormant after two seconds, and the
-- network ends it after five.

return scenario {
  modem = preset "generic" {
    bearers = { dormant_after = 2, idle_timeout = 5 },
  },

  story = function(modem)
    modem:expect("WDS Start Network")
    local function refused(changes)
      return not pcall(modem.bearers.set_link, modem.bearers, changes)
    end
    assert(refused { latency = -1 } and refused { loss = 1.5 })
    assert(refused { delay = 1 } and refused { tx_rate = 0 / 0 })
    modem.bearers:set_link { latency = 0.05, loss = 0.5, rx_rate = 1e6 }
    assert(modem.bearers.link.latency == 0.05)
    assert(modem.bearers:counters().tx_bytes_ok == 0)
  end,
}
