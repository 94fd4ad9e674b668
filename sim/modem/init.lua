-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The default modem: its services, and how its world begins.

local Network = include "world/network"
local Bearers = include "world/bearers"
local DataFormat = include "world/data_format"

return {
  services = {
    include "dms",
    include "nas",
    include "wds",
    include "wda",
    include "dpm",
  },
  properties = {},
  setup = function(modem)
    -- What survives a power cycle.
    modem.nonvolatile = modem.nonvolatile or {}
    modem.device = { operating_mode = "online" }
    modem.network = Network.new(modem)
    modem.bearers = Bearers.new(modem)
    modem.data = DataFormat.new(modem)
    modem.bearers:connect_automatically()
  end,
}
