-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Data goes over the first call two seconds after it has been started, and then
-- its MTU changes. Only the names "internet" and "ims" are known.

return scenario {
  modem = preset "generic" {
    bearers = { apns = { "internet", "ims" }, call_limit = 3 },
  },

  story = function(modem)
    modem:expect("WDS Start Network", { request = { apn = "internet" } })
    modem:sleep(2)
    modem.bearers:count { tx_bytes_ok = 1500, tx_packets_ok = 1 }
    modem:sleep(2)
    modem.bearers:change_settings("ipv4", { mtu = 1400 })
    modem:expect("WDS Set IP Family", { request = { preference = "ipv6" } })
    modem.bearers:refuse "authentication_failed"
    modem:sleep(5)
    modem.bearers:refuse(nil)
  end,
}
