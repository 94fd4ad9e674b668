-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDA: the format of the data on the bearer.

local wda = service "WDA"

local function format_fields(modem)
  local data = modem.data
  return {
    qos_format = data.qos, link_layer_protocol = data.link,
    uplink_data_aggregation_protocol = data.up,
    downlink_data_aggregation_protocol = data.down,
    ndp_signature = data.ndp_signature,
    downlink_data_aggregation_max_datagrams = data.down_datagrams,
    downlink_data_aggregation_max_size = data.down_size,
    uplink_data_aggregation_max_datagrams = data.up_datagrams,
    uplink_data_aggregation_max_size = data.up_size,
    download_minimum_padding = modem.preset.data.minimum_padding or nil,
    flow_control = modem.preset.data.flow_control or nil,
  }
end

local function lacks_endpoint(modem, request)
  return modem.preset.data.needs_endpoint and not request.endpoint_info
end

wda["Get Data Format"] = function(modem, request)
  if lacks_endpoint(modem, request) then
    return fail "MissingArgument"
  end
  return format_fields(modem)
end

wda["Set Data Format"] = function(modem, request)
  if lacks_endpoint(modem, request) then
    return fail "MissingArgument"
  end
  local problem = modem.data:set(request)
  if problem then
    return fail(problem)
  end
  return format_fields(modem)
end

wda["Loopback Configuration"] = function(modem, request)
  local data = modem.data
  data.loopback = request.loopback_state
  data.replication = request.replication_factor or data.replication
  modem:after(0, function()
    modem:notify("WDA Loopback Configuration", {
      loopback_state = data.loopback, replication_factor = data.replication,
    })
  end)
  return {}
end

wda["Set Capability"] = function(modem, request)
  local data = modem.data
  if request.ethernet_pdu_capability ~= nil then
    data.ethernet_pdu = request.ethernet_pdu_capability and
      modem.preset.data.can_ethernet_pdu
  end
  return { ethernet_pdu_capability = data.ethernet_pdu }
end

wda["Get Ethernet Config"] = function()
  return { hardware_config = "default" }
end

wda["Get Supported Messages"] = function(modem)
  return { list = modem:supported_messages "WDA" }
end

return wda
