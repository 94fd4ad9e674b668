-- SPDX-License-Identifier: LGPL-2.1-or-later
-- ModemManager meets a modem of another lineage and makes it register.

return scenario {
  modem = @MODEM@,
  story = function(modem)
    modem:expect "NAS Register Indications"
  end,
}
