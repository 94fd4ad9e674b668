-- SPDX-License-Identifier: LGPL-2.1-or-later
-- After 10 s the modem is on UMTS for 10 s, where there is no IMS. Later IMS
-- turns it away, at each DMS Get Model, and takes it again.

return scenario {
  story = function(modem)
    modem:sleep(10)
    modem.network:cover { technology = "umts" }
    modem:sleep(10)
    modem.network:cover {}
    modem:expect "DMS Get Model"
    modem.ims:deny(403, "Forbidden")
    modem:expect "DMS Get Model"
    modem.ims:allow()
  end,
}
