-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The format of the data between modem and host, and the ports that carry it.

local data_path = include "world/data_path"

local DataFormat = {}
DataFormat.__index = DataFormat

function DataFormat.new(modem)
  local preset = modem.preset.data
  return setmetatable({
    modem = modem, qos = preset.qos_format, link = preset.link_layer,
    up = preset.uplink_aggregation, down = preset.downlink_aggregation,
    up_datagrams = 0, up_size = 0, down_datagrams = 0, down_size = 0,
    ndp_signature = 0, loopback = "disabled", replication = 1,
    ethernet_pdu = false, ports = nil,
  }, DataFormat)
end

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- A way of aggregating that the modem has not, it turns down.
local function agreed(preset, wanted, current)
  if wanted == nil then
    return current
  end
  return contains(preset.aggregations, wanted) and wanted or "disabled"
end

local function limited(wanted, limit, current)
  if wanted == nil then
    return current > 0 and current or limit
  end
  return math.min(wanted, limit)
end

-- Sizes without aggregation are 0.
local function sizes(protocol, datagrams, size)
  if protocol == "disabled" then
    return 0, 0
  end
  return datagrams, size
end

-- Takes over what a request wants, as far as the modem can. Returns the name of
-- an error, or nil.
function DataFormat:set(request)
  local preset = self.modem.preset.data
  local link = request.link_layer_protocol
  if link and not contains(preset.link_layers, link) then
    return "InvalidDataFormat"
  end
  self.link = link or self.link
  if request.qos_format ~= nil then
    self.qos = request.qos_format and preset.can_qos
  end
  self.up = agreed(preset, request.uplink_data_aggregation_protocol, self.up)
  self.down = agreed(preset, request.downlink_data_aggregation_protocol,
    self.down)
  self.up_datagrams, self.up_size = sizes(self.up,
    limited(request.uplink_data_aggregation_max_datagrams,
      preset.uplink_datagrams, self.up_datagrams),
    limited(request.uplink_data_aggregation_max_size, preset.uplink_size,
      self.up_size))
  self.down_datagrams, self.down_size = sizes(self.down,
    limited(request.downlink_data_aggregation_max_datagrams,
      preset.downlink_datagrams, self.down_datagrams),
    limited(request.downlink_data_aggregation_max_size, preset.downlink_size,
      self.down_size))
  self.ndp_signature = request.ndp_signature or self.ndp_signature
  data_path.publish(self.modem)
  return nil
end

-- The control service has set the format, as older hosts do.
function DataFormat:follow_ctl(is_raw_ip)
  self.link = is_raw_ip and "raw_ip" or "802_3"
  data_path.publish(self.modem)
end

return DataFormat
