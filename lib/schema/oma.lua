-- SPDX-License-Identifier: LGPL-2.1-or-later
-- OMA: Open Mobile Alliance device management service.

service("OMA", 0xE2, {
  title = "Open Mobile Alliance device management",
  summary = "Device management sessions that the network or the user "
    .. "starts.",
})

local session_type = enum(u8, {
  client_initiated_device_configure = 0, client_initiated_prl_update = 1,
  client_initiated_hands_free_activation = 2,
  device_initiated_hands_free_activation = 3, network_initiated_prl_update = 4,
  network_initiated_device_configure = 5, device_initiated_prl_update = 6,
})

local session_state = enum(u8, {
  complete_information_updated = 0,
  complete_updated_information_unavailable = 1, failed = 2, retrying = 3,
  connecting = 4, connected = 5, authenticated = 6, mdn_downloaded = 7,
  msid_downloaded = 8, prl_downloaded = 9, mip_profile_downloaded = 10,
})

local session_failed_reason = enum(u8, {
  unknown = 0, network_unavailable = 1, server_unavailable = 2,
  authentication_failed = 3, max_retry_exceeded = 4, session_cancelled = 5,
})

local network_initiated_alert = {
  { "session_type", session_type },
  { "session_id", u16 },
}

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Set Event Report", id = 0x0001,
  request = {
    { 0x10, "network_initiated_alert_reporting", bool, optional = true },
    { 0x11, "session_state_reporting", bool, optional = true },
  },
}

message {
  name = "Start Session", id = 0x0020,
  request = {
    { 0x10, "session_type", session_type, optional = true },
  },
}

message {
  name = "Cancel Session", id = 0x0021,
}

message {
  name = "Get Session Info", id = 0x0022,
  response = {
    { 0x10, "session_info", {
      { "session_state", session_state },
      { "session_type", session_type },
    }, optional = true },
    { 0x11, "session_failed_reason", session_failed_reason, optional = true },
    { 0x12, "retry_info", {
      { "retry_count", u8 },
      { "retry_pause_timer", u16 },
      { "retry_pause_timer_remaining", u16 },
    }, optional = true },
    { 0x13, "network_initiated_alert",
      network_initiated_alert, optional = true },
  },
}

message {
  name = "Send Selection", id = 0x0023,
  request = {
    { 0x10, "network_initiated_alert_selection", {
      { "control_point_selection_accept", bool },
      { "session_id", u16 },
    }, optional = true },
  },
}

local hfa_feature_done_state = enum(u8, { none = 0, succeeded = 1, failed = 2 })

message {
  name = "Get Feature Setting", id = 0x0024,
  response = {
    { 0x10, "device_provisioning_service_update_config",
      bool, optional = true },
    { 0x11, "prl_update_service_config", bool, optional = true },
    { 0x12, "hfa_feature_config", bool, optional = true },
    { 0x13, "hfa_feature_done_state", hfa_feature_done_state, optional = true },
  },
}

message {
  name = "Set Feature Setting", id = 0x0025,
  request = {
    { 0x10, "device_provisioning_service_update_config",
      bool, optional = true },
    { 0x11, "prl_update_service_config", bool, optional = true },
    { 0x12, "hfa_feature_config", bool, optional = true },
  },
}

indication {
  name = "Event Report", id = 0x0001,
  tlvs = {
    { 0x10, "network_initiated_alert",
      network_initiated_alert, optional = true },
    { 0x11, "session_state", session_state, optional = true },
    { 0x12, "session_fail_reason", session_failed_reason, optional = true },
  },
}
