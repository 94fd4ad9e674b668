-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The default modem: its services, and how its world begins.

local card = include "world/card"
local device = include "world/device"
local dms_uim_status = include "dms_uim_status"
local firmware = include "world/firmware"

return {
  services = {
    include "dms",
    include "uim",
  },
  properties = {
    sim = card.facade,
    hardware = device.facade,
    operating_mode = function(modem) return modem.device.operating_mode end,
  },
  setup = function(modem)
    device.setup(modem)
    if firmware.of(modem) and not firmware.start(firmware.of(modem)) then
      device.stay_offline(modem, "pri_version_incompatible")
    end
    card.setup(modem)
    dms_uim_status.setup(modem)
  end,
}
