-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem reboots while the host starts a network: there is no answer, the
-- device goes away, and after two seconds it is back without any client id.

local has_rebooted = false

return scenario {
  on = {
    ["WDS Start Network"] = function(modem, request)
      if has_rebooted then
        return modem:default(request)
      end
      has_rebooted = true
      modem:reboot { seconds = 2 }
    end,
  },
}
