-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card asks for its PIN, which is 1234. A wrong PIN costs one of three
-- tries, and the right one makes the card ready.

return scenario {
  modem = preset "generic" { sim = { pin = "1234" } },

  story = function(modem)
    assert(modem.sim:state() == "pin")
    local function is_wrong(request)
      return request.info.pin_value ~= "1234"
    end
    modem:expect("UIM Verify PIN", { within = 30, where = is_wrong })
    modem:sleep(0)
    assert(modem.sim:pin(1).retries == 2, "a wrong PIN costs one try")
    assert(modem.sim:state() == "pin", "and opens nothing")

    modem:expect("UIM Verify PIN", {
      within = 30, request = { info = { pin_id = "pin1", pin_value = "1234" } },
    })
    modem:sleep(0)
    assert(modem.sim:pin(1).retries == 3, "the right PIN gives all tries back")
    assert(modem.sim:is_ready(), "and opens the card")
  end,
}
