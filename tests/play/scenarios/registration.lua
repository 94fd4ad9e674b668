-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A network that changes with time: the signal falls, the modem is handed to
-- UMTS and to another operator, is turned away, and comes back. Then the card
-- is changed.

return scenario {
  story = function(modem)
    modem:sleep(10)
    modem.network:set_signal { rsrp = -104 }
    modem:sleep(10)
    modem.network:set_signal { rsrp = -106, rsrq = -14 }
    modem:sleep(10)
    modem.network:cover { technology = "umts" }
    modem:sleep(10)
    modem.network:cover { operator = "00102" }
    modem:sleep(10)
    modem.network:deny "illegal_me"
    modem:sleep(10)
    modem.network:cover {}
    modem.network:allow()
    modem:expect "DMS Get IDs"
    modem.sim:remove()
    modem:expect "DMS Get Model"
    modem.sim:insert { imsi = "001020000000001" }
  end,
}
