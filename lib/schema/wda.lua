-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDA: wireless data administration service.

service("WDA", 0x1A, {
  title = "wireless data administration",
  summary = "The format of the data on the bearer: link layer, aggregation, "
    .. "QMAP.",
})

local common = include "common"

local link_layer_protocol = enum(u32, {
  unknown = 0, ["802_3"] = 1, raw_ip = 2, ethernet_pdu = 3,
})

local data_aggregation_protocol = enum(u32, {
  disabled = 0, tlp = 1, qc_ncm = 2, mbim = 3, rndis = 4, qmap = 5, qmapv2 = 6,
  qmapv3 = 7, qmapv4 = 8, qmapv5 = 9,
})

local loop_back_state = enum(u8, { disabled = 0, enabled = 1 })

local endpoint_info = {
  { "endpoint_type", common.data_endpoint_type },
  { "interface_number", u32 },
}

message {
  name = "Get Supported Messages", id = 0x001E,
  response = {
    { 0x10, "list", bytes16, optional = true },
  },
}

message {
  name = "Set Data Format", id = 0x0020,
  request = {
    { 0x10, "qos_format", bool, optional = true },
    { 0x11, "link_layer_protocol", link_layer_protocol, optional = true },
    { 0x12, "uplink_data_aggregation_protocol",
      data_aggregation_protocol, optional = true },
    { 0x13, "downlink_data_aggregation_protocol",
      data_aggregation_protocol, optional = true },
    { 0x14, "ndp_signature", u32, optional = true },
    { 0x15, "downlink_data_aggregation_max_datagrams", u32, optional = true },
    { 0x16, "downlink_data_aggregation_max_size",
      unit("bytes", u32), optional = true },
    { 0x17, "endpoint_info", endpoint_info, optional = true },
    { 0x1B, "uplink_data_aggregation_max_datagrams", u32, optional = true },
    { 0x1C, "uplink_data_aggregation_max_size",
      unit("bytes", u32), optional = true },
  },
  response = {
    { 0x10, "qos_format", bool, optional = true },
    { 0x11, "link_layer_protocol", link_layer_protocol, optional = true },
    { 0x12, "uplink_data_aggregation_protocol",
      data_aggregation_protocol, optional = true },
    { 0x13, "downlink_data_aggregation_protocol",
      data_aggregation_protocol, optional = true },
    { 0x14, "ndp_signature", u32, optional = true },
    { 0x15, "downlink_data_aggregation_max_datagrams", u32, optional = true },
    { 0x16, "downlink_data_aggregation_max_size",
      unit("bytes", u32), optional = true },
    { 0x17, "uplink_data_aggregation_max_datagrams", u32, optional = true },
    { 0x18, "uplink_data_aggregation_max_size",
      unit("bytes", u32), optional = true },
    { 0x1A, "download_minimum_padding", u32, optional = true },
    { 0x1B, "flow_control", u8, optional = true },
  },
}

message {
  name = "Get Data Format", id = 0x0021,
  request = {
    { 0x10, "endpoint_info", endpoint_info, optional = true },
  },
  response = {
    { 0x10, "qos_format", bool, optional = true },
    { 0x11, "link_layer_protocol", link_layer_protocol, optional = true },
    { 0x12, "uplink_data_aggregation_protocol",
      data_aggregation_protocol, optional = true },
    { 0x13, "downlink_data_aggregation_protocol",
      data_aggregation_protocol, optional = true },
    { 0x14, "ndp_signature", u32, optional = true },
    { 0x15, "downlink_data_aggregation_max_datagrams", u32, optional = true },
    { 0x16, "downlink_data_aggregation_max_size",
      unit("bytes", u32), optional = true },
    { 0x17, "uplink_data_aggregation_max_datagrams", u32, optional = true },
    { 0x18, "uplink_data_aggregation_max_size",
      unit("bytes", u32), optional = true },
    { 0x1A, "download_minimum_padding", u32, optional = true },
    { 0x1B, "flow_control", u8, optional = true },
  },
}

message {
  name = "Loopback Configuration", id = 0x002F,
  request = {
    { 0x01, "loopback_state", loop_back_state },
    { 0x10, "replication_factor", u32, optional = true },
  },
}

message {
  name = "Set Capability", id = 0x0030,
  request = {
    { 0x01, "endpoint_info", endpoint_info },
    { 0x15, "ethernet_pdu_capability", bool, optional = true },
  },
  response = {
    { 0x15, "ethernet_pdu_capability", bool, optional = true },
  },
}

local ethernet_hardware_config = enum(u32, {
  default = 0, vlan_ip = 1, non_vlan_ip = 2,
})

message {
  name = "Get Ethernet Config", id = 0x0033,
  response = {
    { 0x10, "hardware_config", ethernet_hardware_config, optional = true },
  },
}

indication {
  name = "Loopback Configuration", id = 0x002F,
  tlvs = {
    { 0x01, "loopback_state", loop_back_state },
    { 0x10, "replication_factor", u32, optional = true },
  },
}
