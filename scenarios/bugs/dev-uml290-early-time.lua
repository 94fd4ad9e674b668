-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The Pantech UML290 crashes when it is asked for the network's time by AT soon
-- after it was plugged in. A right client leaves that question out; the time of
-- the modem can be had by QMI.

local function crash(modem, command)
  error("the modem crashes: it was asked " .. command)
end

return scenario {
  bug = {
    source = "ModemManager 061a9956",
    fault = "device: Pantech UML290, firmware L0290VWBB12F.248",
    versions = "ModemManager before 1.26",
  },

  modem = preset "pantech-uml290" {
    at = {
      interface = 2,
      commands = {
        ["AT+CCLK?"] = crash, ["AT+CTZU="] = crash, ["AT+CTZU?"] = crash,
        ["AT+CTZU=?"] = crash, ["AT*TLTS"] = crash,
      },
    },
  },

  expect = {
    { must = "DMS Get Model" },
  },
  leaks = "fail",
}
