-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IPA: Internet protocol accelerator service. Host and modem agree on the
-- memory and endpoints of the hardware that moves packets between them.

service("IPA", 0x31, {
  title = "Internet protocol accelerator",
  summary = "Host and modem agree on the memory and endpoints of the hardware "
    .. "that moves packets between them. Each is the server of the other.",
})

local SOURCE = "Linux 6.1, drivers/net/ipa/ipa_qmi_msg.c"

-- Offsets from the beginning of the memory that both share. The end is the last
-- address inside.
local bounds = {
  { "start", u32 },
  { "end_offset", u32 },
}

message {
  name = "Indication Register", id = 0x0020, source = SOURCE,
  request = {
    { 0x10, "driver_init_complete", bool, optional = true },
    { 0x11, "data_usage_quota_reached", bool, optional = true },
    { 0x12, "mhi_ready", bool, optional = true },
    { 0x13, "endpoint_descriptions", bool, optional = true },
    { 0x14, "bandwidth_change", bool, optional = true },
  },
}

message {
  name = "Init Modem Driver", id = 0x0021, source = SOURCE,
  request = {
    { 0x10, "platform_type", enum(u32, {
      invalid = 0, data_card = 1, data_router = 2, msm_android = 3,
      msm_windows = 4, msm_qnx = 5,
    }), optional = true },
    { 0x11, "header_table", bounds, optional = true },
    { 0x12, "ipv4_route_table", bounds, optional = true },
    { 0x13, "ipv6_route_table", bounds, optional = true },
    { 0x14, "ipv4_filter_table_start", u32, optional = true },
    { 0x15, "ipv6_filter_table_start", u32, optional = true },
    { 0x16, "modem_memory", {
      { "start", u32 },
      { "size", unit("bytes", u32) },
    }, optional = true },
    { 0x17, "control_endpoint", u32, optional = true },
    { 0x18, "skip_microcontroller_load", bool, optional = true },
    { 0x19, "processing_context_table", bounds, optional = true },
    { 0x1A, "compression_table", bounds, optional = true },
    { 0x1B, "ipv4_hash_route_table", bounds, optional = true },
    { 0x1C, "ipv6_hash_route_table", bounds, optional = true },
    { 0x1D, "ipv4_hash_filter_table_start", u32, optional = true },
    { 0x1E, "ipv6_hash_filter_table_start", u32, optional = true },
    { 0x1F, "quota_statistics_start", u32, optional = true },
    { 0x20, "quota_statistics_size", unit("bytes", u32), optional = true },
    { 0x21, "drop_statistics_start", u32, optional = true },
    { 0x22, "drop_statistics_size", unit("bytes", u32), optional = true },
  },
  response = {
    { 0x10, "control_endpoint", u32, optional = true },
    { 0x11, "default_endpoint", u32, optional = true },
    { 0x12, "modem_driver_init_pending", bool, optional = true },
  },
}

message {
  name = "Driver Init Complete", id = 0x0035, source = SOURCE,
  request = {
    { 0x01, "status", u8 },
  },
}

indication {
  name = "Init Complete", id = 0x0022, source = SOURCE,
  tlvs = {
    { 0x02, "result", {
      { "status", enum(u16, { success = 0, failure = 1 }) },
      { "error", u16 },
    } },
  },
}
