-- SPDX-License-Identifier: LGPL-2.1-or-later
-- QOS: quality of service.

service("QOS", 0x04, {
  title = "quality of service",
  summary = "State and events of data flows with a quality of their own.",
})

local common = include "common"

local status = enum(u8, { unknown = 0, activated = 1, suspended = 2, gone = 3 })

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Get Flow Status", id = 0x0026,
  request = {
    { 0x01, "qos_id", u32 },
  },
  response = {
    { 0x01, "value", status },
  },
}

message {
  name = "Get Network Status", id = 0x0027,
  response = {
    { 0x01, "qos_supported", bool },
  },
}

message {
  name = "Bind Mux Data Port", id = 0x002B,
  request = {
    { 0x10, "endpoint", {
      { "endpoint_type", common.data_endpoint_type },
      { "interface_number", u32 },
    }, optional = true },
    { 0x11, "mux_id", u8, optional = true },
    { 0x12, "direction", u8, optional = true },
  },
}

message {
  name = "Bind Subscription", id = 0x002D,
  request = {
    { 0x01, "subscription_id", common.subscription_type },
  },
}

message {
  name = "Get Bind Subscription", id = 0x002E,
  response = {
    { 0x10, "subscription_id", common.subscription_type, optional = true },
  },
}

message {
  name = "Swi Read Data Stats", id = 0x5556,
  request = {
    { 0x01, "apn_id", u32 },
  },
  response = {
    { 0x03, "apn", {
      { "apn_id", u32 },
      { "tx_packets", u32 },
      { "tx_packets_dropped", u32 },
      { "rx_packets", u32 },
      { "tx_bytes", unit("bytes", u64) },
      { "tx_bytes_dropped", unit("bytes", u64) },
      { "rx_bytes", unit("bytes", u64) },
    } },
    { 0x04, "flow", array32 {
      { "bearer_id", u32 },
      { "tx_packets", u32 },
      { "tx_packets_dropped", u32 },
      { "tx_bytes", unit("bytes", u64) },
      { "tx_bytes_dropped", unit("bytes", u64) },
    } },
  },
}

local event = enum(u8, {
  unknown = 0, activated = 1, suspended = 2, gone = 3, modify_accepted = 4,
  modify_rejected = 5, info_code_updated = 6,
})

indication {
  name = "Flow Status", id = 0x0026,
  tlvs = {
    { 0x01, "value", {
      { "qos_id", u32 },
      { "status", status },
      { "event", event },
    } },
  },
}

indication {
  name = "Network Status", id = 0x0027,
  tlvs = {
    { 0x01, "qos_supported", bool },
  },
}
