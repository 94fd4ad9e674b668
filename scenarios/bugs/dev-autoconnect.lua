-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem connects by itself as soon as it is registered. A manager that
-- starts a call of its own gets NoEffect, or settings of the other one. A
-- right client switches autoconnect off and ends its call before it starts
-- one.

return scenario {
  bug = {
    source = "ModemManager 5313c25b; uqmi 85d49f7",
    fault = "device",
    versions = "ModemManager before 1.14",
  },

  modem = preset "generic" { bearers = { autoconnect = "enabled" } },
  faults = {
    { match = { message = "WDS Start Network", state = function(modem)
        return #modem.bearers.calls > 0
      end }, error = "NoEffect" },
  },
  expect = {
    { order = { { message = "WDS Set Autoconnect Settings",
        fields = { status = "disabled" } }, "WDS Start Network" } },
  },
  leaks = "fail",
}
