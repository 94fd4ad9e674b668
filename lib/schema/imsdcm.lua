-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMSDCM: IP multimedia subsystem data connection service.

service("IMSDCM", 0x302, {
  title = "IP multimedia subsystem data connection",
  summary = "Asks the host for the data connections that IMS needs.",
})

local ip_family = enum(u32, { v4 = 0, v6 = 1 })

local instance_id = enum(u32, {
  global = 0x01, id1 = 0x02, id2 = 0x03, none = 0xFF,
})

local apn_type = enum(u32, {
  ims = 0, internet = 1, emergency = 2, rcs = 3, ut = 4, wlan = 5,
})

local rat_type = enum(u32, { ehrpd = 0, lte = 1, epc = 2, wlan = 3 })

message {
  name = "PDP Activate Request", id = 0x0020,
  request = {
    { 0x01, "connection_parameters", {
      { "apn", string8 },
      { "apn_type", apn_type },
      { "rat_type", rat_type },
      { "ip_family", ip_family },
      { "wds_profile_number", u32 },
    } },
    { 0x10, "pdp_request_sequence_number", u32, optional = true },
    { 0x11, "pdp_subscription_id", u32, optional = true },
    { 0x12, "pdp_slot_id", u32, optional = true },
    { 0x13, "instance_id", instance_id, optional = true },
  },
  response = {
    { 0x10, "pdp_id", u8, optional = true },
    { 0x11, "pdp_request_sequence_number", u32, optional = true },
    { 0x12, "instance_id", instance_id, optional = true },
  },
}

message {
  name = "PDP Deactivate Request", id = 0x0021,
  request = {
    { 0x01, "pdp_id", u8 },
    { 0x10, "instance_id", instance_id, optional = true },
  },
  response = {
    { 0x10, "pdp_id", u8 },
    { 0x11, "instance_id", instance_id, optional = true },
  },
}

indication {
  name = "PDP Activate", id = 0x0020,
  tlvs = {
    { 0x01, "pdp_id", u8 },
    { 0x02, "result", { { "error_status", u16 }, { "error_code", u16 } } },
    { 0x10, "pdp_request_sequence_number", u32, optional = true },
    { 0x11, "address_info", {
      { "ip_family", ip_family },
      { "address", string8 },
    }, optional = true },
    { 0x12, "instance_id", instance_id, optional = true },
  },
}
