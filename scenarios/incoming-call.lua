-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Somebody calls two seconds after the host has come, until the host answers or
-- half a minute is over. Who called hangs up after ten seconds of talk.

return scenario {
  story = function(modem)
    modem:expect "VOICE Indication Register"
    modem:sleep(2)
    local id = modem.calls:ring { from = "+15550100200", seconds = 30 }
    modem:expect("VOICE Answer Call", { within = 30 })
    modem:sleep(10)
    if modem.calls:find(id) then
      modem.calls:hang_up(id)
    end
  end,
}
