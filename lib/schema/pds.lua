-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PDS: position determination service.

service("PDS", 0x06, {
  title = "position determination",
  summary = "The older position service, before LOC: sessions, NMEA, "
    .. "assistance data.",
})

local operating_mode = enum(u8, {
  standalone = 0, ms_based = 1, ms_assisted = 2,
})

local network_mode = enum(u8, { umts = 0, cdma = 1 })

local tracking_session = {
  { "session_operation", operating_mode },
  { "position_data_timeout", u8 },
  { "interval", u32 },
  { "accuracy_threshold", u32 },
}

local location_server_address = { { "ip", ipv4(u32) }, { "port", u32 } }

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Set Event Report", id = 0x0001,
  request = {
    { 0x10, "nmea_position_reporting", bool, optional = true },
    { 0x11, "extended_nmea_position_reporting", bool, optional = true },
    { 0x12, "parsed_position_reporting", bool, optional = true },
    { 0x13, "external_xtra_data_request_reporting", bool, optional = true },
    { 0x14, "external_time_injection_request_reporting",
      bool, optional = true },
    { 0x15, "external_wifi_position_request_reporting", bool, optional = true },
    { 0x16, "satellite_information_reporting", bool, optional = true },
    { 0x17, "vx_network_initiated_request_reporting", bool, optional = true },
    { 0x18, "supl_network_initiated_prompt_reporting", bool, optional = true },
    { 0x19, "umts_cp_network_initiated_prompt_reporting",
      bool, optional = true },
    { 0x1A, "pds_comm_event_reporting", bool, optional = true },
    { 0x1B, "accelerometer_data_streaming_ready_reporting",
      bool, optional = true },
    { 0x1C, "gyro_data_streaming_ready_reporting", bool, optional = true },
    { 0x1D, "time_sync_request_reporting", bool, optional = true },
    { 0x1E, "position_reliability_indicator_reporting", bool, optional = true },
    { 0x1F, "sensor_data_usage_indicator_reporting", bool, optional = true },
    { 0x20, "time_source_information_reporting", bool, optional = true },
    { 0x21, "heading_uncertainty_reporting", bool, optional = true },
    { 0x22, "nmea_debug_strings_reporting", bool, optional = true },
    { 0x23, "extended_external_xtra_data_request_reporting",
      bool, optional = true },
  },
}

local tracking_session_state = enum(u8, {
  unknown = 0, inactive = 1, active = 2,
})

message {
  name = "Get GPS Service State", id = 0x0020,
  response = {
    { 0x01, "state", {
      { "gps_service_state", bool },
      { "tracking_session_state", tracking_session_state },
    } },
  },
}

message {
  name = "Set GPS Service State", id = 0x0021,
  request = {
    { 0x01, "state", { { "gps_service_state", bool } } },
  },
}

message {
  name = "Get Default Tracking Session", id = 0x0029,
  response = {
    { 0x01, "info", tracking_session },
  },
}

message {
  name = "Set Default Tracking Session", id = 0x002A,
  request = {
    { 0x01, "info", tracking_session },
  },
}

message {
  name = "Get AGPS Config", id = 0x002E,
  request = {
    { 0x12, "network_mode", network_mode, optional = true },
  },
  response = {
    { 0x10, "location_server_address",
      location_server_address, optional = true },
    { 0x11, "location_server_url", bytes8, optional = true },
  },
}

message {
  name = "Set AGPS Config", id = 0x002F,
  request = {
    { 0x10, "location_server_address",
      location_server_address, optional = true },
    { 0x11, "location_server_url", bytes8, optional = true },
    { 0x14, "network_mode", network_mode, optional = true },
  },
}

message {
  name = "Get Auto Tracking State", id = 0x0030,
  response = {
    { 0x01, "state", { { "auto_tracking_state", bool } } },
  },
}

message {
  name = "Set Auto Tracking State", id = 0x0031,
  request = {
    { 0x01, "state", { { "auto_tracking_state", bool } } },
  },
}

local operation_mode = enum(i8, {
  standalone = 0, ms_based = 1, ms_assisted = 2, unknown = -1,
})

local position_session_status = enum(u8, {
  success = 0, in_progress = 1, general_failure = 2, timeout = 3,
  user_ended_session = 4, bad_parameter = 5, phone_offline = 6,
  engine_locked = 7, e911_session_in_progress = 8,
})

indication {
  name = "Event Report", id = 0x0001,
  tlvs = {
    { 0x10, "nmea_position", personal(string), optional = true },
    { 0x11, "extended_nmea_position", {
      { "operation_mode", operation_mode },
      { "nmea", personal(string16) },
    }, optional = true },
    { 0x12, "position_session_status",
      position_session_status, optional = true },
  },
}

indication {
  name = "GPS Ready", id = 0x0060,
}
