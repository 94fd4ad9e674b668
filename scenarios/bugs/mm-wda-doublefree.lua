-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem refuses Set Data Format, with Internal the first time and with
-- NotSupported the second. ModemManager freed the error that it had given to
-- its caller, and aborted. A right client lives, tells that it cannot connect,
-- and connects when it is asked again and the modem agrees.

local function refuse(nth, name)
  return {
    match = { message = "WDA Set Data Format", nth = nth },
    error = name, must_match = true,
  }
end

return scenario {
  bug = {
    source = "ModemManager 99f52026",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.24",
  },

  faults = { refuse(1, "Internal"), refuse(2, "NotSupported") },

  story = function(modem)
    modem:expect "WDS Start Network"
  end,
  expect = { { reports = "none" } },
}
