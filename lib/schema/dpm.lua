-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DPM: data port mapper service.

service("DPM", 0x2F, {
  title = "data port mapper",
  summary = "Opens and closes the data ports between the modem and the "
    .. "host.",
})

local common = include "common"

message {
  name = "Open Port", id = 0x0020,
  request = {
    { 0x10, "control_ports", array8 {
      { "port_name", string8 },
      { "endpoint_type", common.data_endpoint_type },
      { "interface_number", u32 },
    }, optional = true },
    { 0x11, "hardware_data_ports", array8 {
      { "endpoint_type", common.data_endpoint_type },
      { "interface_number", u32 },
      { "rx_endpoint_number", u32 },
      { "tx_endpoint_number", u32 },
    }, optional = true },
    { 0x12, "software_data_ports", array8 {
      { "endpoint_type", common.data_endpoint_type },
      { "interface_number", u32 },
      { "port_name", string8 },
    }, optional = true },
  },
}

message {
  name = "Close Port", id = 0x0021,
}
