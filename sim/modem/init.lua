-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The default modem: its services, and how its world begins.

local agenda = include "world/agenda"
local at_port = include "world/at_port"
local card = include "world/card"
local device = include "world/device"
local dms_uim_status = include "dms_uim_status"
local firmware = include "world/firmware"
local Network = include "world/network"
local Bearers = include "world/bearers"
local Configurations = include "world/configurations"
local DataFormat = include "world/data_format"
local Exchange = include "world/exchange"
local data_path = include "world/data_path"
local Messages = include "world/messages"
local Calls = include "world/calls"
local Flows = include "world/flows"
local Ims = include "world/ims"
local Oma = include "world/oma"
local Phonebook = include "world/phonebook"
local Position = include "world/position"
local pds = include "pds"

return {
  services = {
    include "dms",
    include "uim",
    include "nas",
    include "wds",
    include "wda",
    include "dpm",
    include "wms",
    include "voice",
    include "qos",
    include "sar",
    include "ims",
    include "imsa",
    include "imsp",
    include "dsd",
    include "oma",
    include "fox",
    include "gms",
    include "gas",
    include "atr",
    include "loc",
    pds.service,
    include "pdc",
    include "pbm",
  },
  properties = {
    sim = card.facade,
    hardware = device.facade,
    exchange = Exchange.of,
    operating_mode = function(modem) return modem.device.operating_mode end,
  },
  at = at_port.line,
  setup = function(modem)
    agenda.setup(modem)
    at_port.setup(modem)
    device.setup(modem)
    if firmware.of(modem) and not firmware.start(firmware.of(modem)) then
      device.stay_offline(modem, "pri_version_incompatible")
    end
    card.setup(modem)
    dms_uim_status.setup(modem)
    -- What survives a power cycle.
    modem.nonvolatile = modem.nonvolatile or {}
    modem.network = Network.new(modem)
    modem.bearers = Bearers.new(modem)
    modem.data = DataFormat.new(modem)
    data_path.publish(modem)
    modem.messages = Messages.new(modem)
    modem.calls = Calls.new(modem)
    modem.flows = Flows.new(modem)
    modem.ims = Ims.new(modem)
    modem.oma = Oma.new(modem)
    modem.sar = { state = 0 }
    modem.gms = { mandatory = 0, optional = nil }
    modem.bearers:connect_automatically()
    modem.configurations = Configurations.new(modem)
    modem.phonebook = Phonebook.new(modem)
    modem.position = Position.new(modem)
    pds.setup(modem)
  end,
  -- The world is what it was at `time`, in microseconds; what it wanted to do
  -- later is asked for again.
  restored = function(modem, time)
    agenda.resume(modem, time / 1e6)
    if modem.network.is_searching then
      modem.network.is_searching = false
      modem.network:update()
    end
  end,
  -- The world is another one: what carries packets shall know.
  replaced = data_path.publish,
}
