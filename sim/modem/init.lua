-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The default modem: its services, and how its world begins.

return {
  services = {
    include "dms",
  },
  properties = {},
  setup = function(modem)
    modem.device = { operating_mode = "online" }
  end,
}
