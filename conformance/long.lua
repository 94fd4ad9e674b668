-- SPDX-License-Identifier: LGPL-2.1-or-later
-- ModemManager stays with a modem for 80 minutes. The signal changes at each cue;
-- after the twentieth and the fortieth the network is lost until the next one.

local function cue(modem)
  modem:expect("DMS Get Factory SKU")
end

local function connect(modem)
  modem:expect("WDS Start Network", { request = { apn = "internet" } })
  modem:expect("WDS Get Current Settings", { within = 10 })
end

return scenario {
  modem = @MODEM@,
  story = function(modem)
    connect(modem)
    for minute = 1, 80 do
      cue(modem)
      modem.network:set_signal { rsrp = -80 - minute % 30 }
      if minute == 20 or minute == 40 then
        cue(modem)
        modem.network:lose()
        cue(modem)
        modem.network:come_back()
        connect(modem)
      end
    end
    modem:expect("WDS Stop Network")
    assert(modem:time() >= 80 * 60, "the time has passed")
  end,
}
