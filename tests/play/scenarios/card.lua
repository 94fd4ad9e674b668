-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with a card and an empty slot for a second one. The card is pulled
-- out after ten seconds, another one comes, fails and asks for a refresh.

return scenario {
  modem = preset "generic" {
    sim = { pin = "1234", slots = { { present = false } }, channels = 2 },
  },

  story = function(modem)
    modem:sleep(10)
    modem.sim:remove()
    assert(modem.sim:state() == "absent")
    modem:sleep(10)
    modem.sim:insert { imsi = "001010000000777", msisdn = false, pin = false }
    assert(modem.sim:is_ready())
    modem:sleep(10)
    modem.sim:write("3F00/7FFF/6F46", "00 41 42")
    modem.sim:refresh { mode = "init", files = { { 0x3F00, 0x7FFF, 0x6F46 } } }
    modem:sleep(10)
    modem.sim:fail "no_atr_received"
    assert(modem.sim:state() == "error")
  end,
}
