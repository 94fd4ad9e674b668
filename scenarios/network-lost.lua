-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The host connects. Two seconds later the network is gone and the call ends,
-- and five seconds after that the modem finds the network again.

return scenario {
  story = function(modem)
    modem:expect "WDS Start Network"
    modem:sleep(2)
    modem.network:lose()
    modem:sleep(5)
    modem.network:come_back()
  end,
}
