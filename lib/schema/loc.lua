-- SPDX-License-Identifier: LGPL-2.1-or-later
-- LOC: location service.

service("LOC", 0x10, {
  title = "location",
  summary = "Position sessions, reports, assistance data and the position "
    .. "engine.",
})

local fix_recurrence_type = enum(u32, { periodic_fixes = 1, single_fix = 2 })

local reliability = enum(u32, {
  not_set = 0, very_low = 1, low = 2, medium = 3, high = 4,
})

local lock_type = enum(u32, { none = 1, mi = 2, mt = 3, all = 4 })

local nmea_type = flags(u32, {
  gga = 1 << 0, rmc = 1 << 1, gsv = 1 << 2, gsa = 1 << 3, vtg = 1 << 4,
  pqxfi = 1 << 5, pstis = 1 << 6,
})

local server_type = enum(u32, {
  unknown = 0, cdma_pde = 1, cdma_mpc = 2, umts_slp = 3, custom_pde = 4,
})

local system = enum(u32, {
  gps = 1, galileo = 2, sbas = 3, compass = 4, glonass = 5,
})

local operation_mode = enum(u32, {
  default = 1, msb = 2, msa = 3, standalone = 4, cellid = 5, wwan = 6,
})

local indication_status = enum(u32, {
  success = 0, general_failure = 1, unsupported = 2, invalid_parameter = 3,
  engine_busy = 4, phone_offline = 5, timeout = 6,
})

local gps_date_time = {
  { "gps_weeks", u16 },
  { "gps_time_of_week_milliseconds", unit("ms", u32) },
}

local ipv4_server = { { "ipv4_address", ipv4(u32) }, { "ipv4_port", u16 } }

local ipv6_server = {
  { "ipv6_address", ipv6(fixed_array(8, be(u16))) },
  { "ipv6_port", u32 },
}

local allowed_orbit_sizes = {
  { "max_file_size", unit("bytes", u32) },
  { "max_part_size", unit("bytes", u32) },
}

local event_registration_flag = flags(u64, {
  position_report = 1 << 0, gnss_satellite_info = 1 << 1, nmea = 1 << 2,
  ni_notify_verify_request = 1 << 3, inject_time_request = 1 << 4,
  inject_predicted_orbits_request = 1 << 5, inject_position_request = 1 << 6,
  engine_state = 1 << 7, fix_session_state = 1 << 8, wifi_request = 1 << 9,
  sensor_streaming_ready_status = 1 << 10, time_sync_request = 1 << 11,
  set_spi_streaming_report = 1 << 12,
  location_server_connection_request = 1 << 13,
  ni_geofence_notification = 1 << 14, geofence_general_alert = 1 << 15,
  geofence_breach_notification = 1 << 16, pedometer_control = 1 << 17,
  motion_data_control = 1 << 18,
})

message {
  name = "Register Events", id = 0x0021,
  request = {
    { 0x01, "event_registration_mask", event_registration_flag },
  },
}

local intermediate_report_state = enum(u32, {
  unknown = 0, enable = 1, disable = 2,
})

message {
  name = "Start", id = 0x0022,
  request = {
    { 0x01, "session_id", u8 },
    { 0x10, "fix_recurrence_type", fix_recurrence_type, optional = true },
    { 0x12, "intermediate_report_state",
      intermediate_report_state, optional = true },
    { 0x13, "minimum_interval_between_position_reports",
      unit("ms", u32), optional = true },
  },
}

message {
  name = "Stop", id = 0x0023,
  request = {
    { 0x01, "session_id", u8 },
  },
}

local predicted_orbits_data_format = enum(u32, { xtra = 0 })

message {
  name = "Inject Predicted Orbits Data", id = 0x0035,
  request = {
    { 0x01, "total_size", unit("bytes", u32) },
    { 0x02, "total_parts", u16 },
    { 0x03, "part_number", u16 },
    { 0x04, "part_data", bytes16 },
    { 0x10, "format_type", predicted_orbits_data_format, optional = true },
  },
}

message {
  name = "Get Predicted Orbits Data Source", id = 0x0036,
}

message {
  name = "Get Predicted Orbits Data Validity", id = 0x0037,
}

local injected_time_source = enum(i32, {
  unknown = 0, ap = 1, ntp = 2, nts = 3,
})

message {
  name = "Inject UTC Time", id = 0x0038,
  request = {
    { 0x01, "utc_time", unit("ms", u64) },
    { 0x02, "time_uncertainty", unit("ms", u32) },
    { 0x10, "time_source", injected_time_source, optional = true },
  },
}

local altitude_source = enum(u32, {
  unknown = 0, gps = 1, cell_id = 2, enhanced_cell_id = 3, wifi = 4,
  terrestrial = 5, terrestrial_hybrid = 6, altitude_database = 7,
  barometric_altimeter = 8, other = 9,
})

local altitude_dependency = enum(u32, {
  unknown = 0, fully_interdependent = 1, on_lat_lon = 2, fully_independent = 3,
})

local altitude_uncertainty = enum(u32, { unknown = 0, point = 1, full = 2 })

local position_source = enum(u32, {
  gnss = 0, cell_id = 1, enhanced_cell_id = 2, wifi = 3, terrestrial = 4,
  gnss_terrestrial_hybrid = 5, other = 6, dre = 7, flp = 8, nlp = 9,
  flp_ale = 10,
})

local position_source_provider = enum(u32, { external = 0, internal = 1 })

message {
  name = "Inject Position", id = 0x0039,
  request = {
    { 0x10, "latitude", personal(unit("degrees", f64)), optional = true },
    { 0x11, "longitude", personal(unit("degrees", f64)), optional = true },
    { 0x12, "horizontal_uncertainty_circular",
      unit("m", f32), optional = true },
    { 0x13, "horizontal_confidence", unit("%", u8), optional = true },
    { 0x14, "horizontal_reliability", reliability, optional = true },
    { 0x15, "altitude_from_ellipsoid",
      personal(unit("m", f32)), optional = true },
    { 0x16, "altitude_from_sealevel",
      personal(unit("m", f32)), optional = true },
    { 0x17, "vertical_uncertainty", unit("m", f32), optional = true },
    { 0x18, "vertical_confidence", unit("%", u8), optional = true },
    { 0x19, "vertical_reliability", reliability, optional = true },
    { 0x1A, "altitude_source", {
      { "altitude_source", altitude_source },
      { "altitude_dependency", altitude_dependency },
      { "altitude_uncertainty", altitude_uncertainty },
    }, optional = true },
    { 0x1B, "utc_timestamp", unit("ms", u64), optional = true },
    { 0x1C, "timestamp_age", unit("ms", u32), optional = true },
    { 0x1D, "position_source", position_source, optional = true },
    { 0x1E, "raw_horizontal_uncertainty_circular",
      unit("m", f32), optional = true },
    { 0x1F, "raw_horizontal_confidence", unit("%", u8), optional = true },
    { 0x20, "requested_position_injection", bool, optional = true },
    { 0x21, "position_source_provider",
      position_source_provider, optional = true },
    { 0x22, "gps_date_time", gps_date_time, optional = true },
    { 0x23, "time_uncertainty", unit("ms", f32), optional = true },
    { 0x24, "speed_east_north_up",
      fixed_array(3, unit("m/s", f32)), optional = true },
    { 0x25, "speed_uncertainty_east_north_up",
      fixed_array(3, unit("m/s", f32)), optional = true },
    { 0x26, "satellites_used", array32(u16), optional = true },
    { 0x27, "number_satellites_in_fix", u8, optional = true },
  },
}

message {
  name = "Set Engine Lock", id = 0x003A,
  request = {
    { 0x01, "lock_type", lock_type },
  },
}

message {
  name = "Get Engine Lock", id = 0x003B,
}

message {
  name = "Set NMEA Types", id = 0x003E,
  request = {
    { 0x01, "nmea_types", nmea_type },
  },
}

message {
  name = "Get NMEA Types", id = 0x003F,
}

message {
  name = "Set Server", id = 0x0042,
  request = {
    { 0x01, "server_type", server_type },
    { 0x10, "ipv4", ipv4_server, optional = true },
    { 0x11, "ipv6", ipv6_server, optional = true },
    { 0x12, "url", string, optional = true },
  },
}

local server_address_type = flags(u8, {
  ipv4 = 1 << 0, ipv6 = 1 << 1, url = 1 << 2,
})

message {
  name = "Get Server", id = 0x0043,
  request = {
    { 0x01, "server_type", server_type },
    { 0x10, "server_address_type", server_address_type, optional = true },
  },
}

local delete_sv_info = flags(u8, { ephemeris = 1 << 0, almanac = 1 << 1 })

local delete_gnss_data = flags(u64, {
  gps_svdir = 1 << 0, gps_svsteer = 1 << 1, gps_time = 1 << 2,
  gps_alm_corr = 1 << 3, glo_svdir = 1 << 4, glo_svsteer = 1 << 5,
  glo_time = 1 << 6, glo_alm_corr = 1 << 7, sbas_svdir = 1 << 8,
  sbas_svsteer = 1 << 9, position = 1 << 10, time = 1 << 11, iono = 1 << 12,
  utc = 1 << 13, health = 1 << 14, sadata = 1 << 15, rti = 1 << 16,
  sv_no_exist = 1 << 17, freq_bias_est = 1 << 18,
})

local delete_cell_database = flags(u32, {
  pos = 1 << 0, latest_gps_pos = 1 << 1, ota_pos = 1 << 2, ext_ref_pos = 1 << 3,
  timetag = 1 << 4, cellid = 1 << 5, cached_cellid = 1 << 6,
  last_srv_cell = 1 << 7, cur_srv_cell = 1 << 8, neighbor_info = 1 << 9,
})

local delete_clock_info = flags(u32, {
  time_est = 1 << 0, freq_est = 1 << 1, week_number = 1 << 2, rtc_time = 1 << 3,
  time_transfer = 1 << 4, gps_time_est = 1 << 5, glo_time_est = 1 << 6,
  glo_day_number = 1 << 7, glo_year_number = 1 << 8, glo_rf_grp_delay = 1 << 9,
  disable_tt = 1 << 10,
})

message {
  name = "Delete Assistance Data", id = 0x0044,
  request = {
    { 0x01, "delete_all", bool },
    { 0x10, "delete_sv_info", array8 {
      { "gnss_sv_id", u16 },
      { "system", system },
      { "delete_sv_info_mask", delete_sv_info },
    }, optional = true },
    { 0x11, "delete_gnss_data_mask", delete_gnss_data, optional = true },
    { 0x12, "delete_cell_database_mask",
      delete_cell_database, optional = true },
    { 0x13, "delete_clock_info_mask", delete_clock_info, optional = true },
  },
}

message {
  name = "Set Operation Mode", id = 0x004A,
  request = {
    { 0x01, "operation_mode", operation_mode },
  },
}

message {
  name = "Get Operation Mode", id = 0x004B,
}

message {
  name = "Inject Xtra Data", id = 0x00A7,
  request = {
    { 0x01, "total_size", unit("bytes", u32) },
    { 0x02, "total_parts", u16 },
    { 0x03, "part_number", u16 },
    { 0x04, "part_data", bytes16 },
  },
}

local session_status = enum(u32, {
  success = 0, in_progress = 1, general_failure = 2, timeout = 3,
  user_ended = 4, bad_parameter = 5, phone_offline = 6,
})

local technology_used = flags(u32, {
  satellite = 1 << 0, cellular = 1 << 1, wifi = 1 << 2, sensors = 1 << 3,
  reference_location = 1 << 4, injected_position = 1 << 5, aflt = 1 << 6,
  hybrid = 1 << 7,
})

local time_source = enum(u32, {
  invalid = 0, network_time_transfer = 1, network_time_tagging = 2,
  external_input = 3, tow_decode = 4, tow_confirmed = 5,
  tow_and_week_confirmed = 6, navigation_solution = 7, solve_for_time = 8,
  glo_tow_decode = 9, time_transform = 10, wcdma_sleep_time_tag = 11,
  gsm_sleep_time_tag = 12, unknown = 13, system_timetick = 14,
  qzss_tow_decode = 15, bds_tow_decode = 16,
})

local sensor_data_usage = flags(u64, {
  accelerometer_used = 1 << 0, gyro_used = 1 << 1, aided_heading = 1 << 32,
  aided_speed = 1 << 33, aided_position = 1 << 34, aided_velocity = 1 << 35,
})

indication {
  name = "Position Report", id = 0x0024,
  tlvs = {
    { 0x01, "session_status", session_status },
    { 0x02, "session_id", u8 },
    { 0x10, "latitude", personal(unit("degrees", f64)), optional = true },
    { 0x11, "longitude", personal(unit("degrees", f64)), optional = true },
    { 0x12, "horizontal_uncertainty_circular",
      unit("m", f32), optional = true },
    { 0x13, "horizontal_uncertainty_elliptical_minor",
      unit("m", f32), optional = true },
    { 0x14, "horizontal_uncertainty_elliptical_major",
      unit("m", f32), optional = true },
    { 0x15, "horizontal_uncertainty_elliptical_azimuth",
      unit("degrees", f32), optional = true },
    { 0x16, "horizontal_confidence", unit("%", u8), optional = true },
    { 0x17, "horizontal_reliability", reliability, optional = true },
    { 0x18, "horizontal_speed", unit("m/s", f32), optional = true },
    { 0x19, "speed_uncertainty", unit("m/s", f32), optional = true },
    { 0x1A, "altitude_from_ellipsoid",
      personal(unit("m", f32)), optional = true },
    { 0x1B, "altitude_from_sealevel",
      personal(unit("m", f32)), optional = true },
    { 0x1C, "vertical_uncertainty", unit("m", f32), optional = true },
    { 0x1D, "vertical_confidence", unit("%", u8), optional = true },
    { 0x1E, "vertical_reliability", reliability, optional = true },
    { 0x1F, "vertical_speed", unit("m/s", f32), optional = true },
    { 0x20, "heading", unit("degrees", f32), optional = true },
    { 0x21, "heading_uncertainty", unit("degrees", f32), optional = true },
    { 0x22, "magnetic_deviation", unit("degrees", f32), optional = true },
    { 0x23, "technology_used", technology_used, optional = true },
    { 0x24, "dop", {
      { "pdop", f32 },
      { "hdop", f32 },
      { "vdop", f32 },
    }, optional = true },
    { 0x25, "utc_timestamp", unit("ms", u64), optional = true },
    { 0x26, "leap_seconds", unit("s", u8), optional = true },
    { 0x27, "gps_date_time", gps_date_time, optional = true },
    { 0x28, "time_uncertainty", unit("ms", f32), optional = true },
    { 0x29, "time_source", time_source, optional = true },
    { 0x2A, "sensor_data_usage", sensor_data_usage, optional = true },
    { 0x2B, "session_fix_count", u32, optional = true },
    { 0x2C, "satellites_used", array8(u16), optional = true },
    { 0x2D, "altitude_assumed", bool, optional = true },
  },
}

local satellite_valid_information = flags(u32, {
  system = 1 << 0, gnss_satellite_id = 1 << 1, health_status = 1 << 2,
  process_status = 1 << 3, satellite_info_mask = 1 << 4, elevation = 1 << 5,
  azimuth = 1 << 6, signal_to_noise_ratio = 1 << 7,
})

local health_status = enum(u8, { unhealthy = 0, healthy = 1 })

local satellite_status = enum(u32, { idle = 0, searching = 1, tracking = 2 })

local navigation_data = enum(u8, { ephemeris = 0, almanac = 1 })

indication {
  name = "GNSS Sv Info", id = 0x0025,
  tlvs = {
    { 0x01, "altitude_assumed", bool },
    { 0x10, "list", array8 {
      { "valid_information", satellite_valid_information },
      { "system", system },
      { "gnss_satellite_id", u16 },
      { "health_status", health_status },
      { "satellite_status", satellite_status },
      { "navigation_data", navigation_data },
      { "elevation_degrees", unit("degrees", f32) },
      { "azimuth_degrees", unit("degrees", f32) },
      { "signal_to_noise_ratio_bhz", unit("dB Hz", f32) },
    }, optional = true },
  },
}

indication {
  name = "NMEA", id = 0x0026,
  tlvs = {
    { 0x01, "nmea_string", personal(string) },
  },
}

indication {
  name = "Inject Time Request", id = 0x0028,
  tlvs = {
    { 0x10, "time_server_info", {
      { "delay_threshold", u32 },
      { "time_server_list", array8(string8) },
    }, optional = true },
  },
}

local orbit_server_update = flags(u64, {
  inject_request = 1 << 0, server_update = 1 << 1, refresh_update_rate = 1 << 2,
})

local injected_orbit_update_type = enum(u32, {
  injected_orbit_rate_update = 1, integrity_rate_update = 2,
})

local injected_orbit_file_type = enum(u32, { xtra = 1, navic = 2 })

indication {
  name = "Inject Predicted Orbits Request", id = 0x0029,
  tlvs = {
    { 0x01, "allowed_sizes", allowed_orbit_sizes },
    { 0x10, "server_list", array8(string8), optional = true },
    { 0x11, "server_update_mask", orbit_server_update, optional = true },
    { 0x12, "update_type", injected_orbit_update_type, optional = true },
    { 0x13, "update_period_seconds", unit("s", u32), optional = true },
    { 0x14, "file_info", {
      { "file_type", injected_orbit_file_type },
      { "download_interval_minutes", unit("min", u32) },
    }, optional = true },
  },
}

indication {
  name = "Inject Position Request", id = 0x002A,
  tlvs = {
    { 0x01, "latitude", personal(unit("degrees", f64)) },
    { 0x02, "longitude", personal(unit("degrees", f64)) },
    { 0x03, "horizontal_uncertainty_circular", unit("m", f32) },
    { 0x04, "utc_timestamp", unit("ms", u64) },
  },
}

local engine_state = enum(i32, { on = 1, off = 2 })

indication {
  name = "Engine State", id = 0x002B,
  tlvs = {
    { 0x01, "engine_state", engine_state },
  },
}

indication {
  name = "Fix Recurrence Type", id = 0x002C,
  tlvs = {
    { 0x10, "fix_recurrence_type", fix_recurrence_type, optional = true },
  },
}

indication {
  name = "Inject Predicted Orbits Data", id = 0x0035,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x10, "part_number", u16, optional = true },
  },
}

indication {
  name = "Get Predicted Orbits Data Source", id = 0x0036,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x10, "allowed_sizes", allowed_orbit_sizes, optional = true },
    { 0x11, "server_list", array8(string8), optional = true },
  },
}

indication {
  name = "Get Predicted Orbits Data Validity", id = 0x0037,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x10, "validity_info", {
      { "start_utc_timestamp", unit("ms", u64) },
      { "duration_hours", unit("h", u16) },
    }, optional = true },
  },
}

indication {
  name = "Inject UTC Time", id = 0x0038,
  tlvs = {
    { 0x01, "indication_status", indication_status },
  },
}

indication {
  name = "Inject Position", id = 0x0039,
  tlvs = {
    { 0x01, "indication_status", indication_status },
  },
}

indication {
  name = "Set Engine Lock", id = 0x003A,
  tlvs = {
    { 0x01, "indication_status", indication_status },
  },
}

indication {
  name = "Get Engine Lock", id = 0x003B,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x10, "lock_type", lock_type, optional = true },
  },
}

indication {
  name = "Set NMEA Types", id = 0x003E,
  tlvs = {
    { 0x01, "indication_status", indication_status },
  },
}

indication {
  name = "Get NMEA Types", id = 0x003F,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x10, "nmea_types", nmea_type, optional = true },
  },
}

indication {
  name = "Set Server", id = 0x0042,
  tlvs = {
    { 0x01, "indication_status", indication_status },
  },
}

indication {
  name = "Get Server", id = 0x0043,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x02, "server_type", server_type },
    { 0x10, "ipv4", ipv4_server, optional = true },
    { 0x11, "ipv6", ipv6_server, optional = true },
    { 0x12, "url", string, optional = true },
  },
}

indication {
  name = "Delete Assistance Data", id = 0x0044,
  tlvs = {
    { 0x01, "indication_status", indication_status },
  },
}

indication {
  name = "Set Operation Mode", id = 0x004A,
  tlvs = {
    { 0x01, "indication_status", indication_status },
  },
}

indication {
  name = "Get Operation Mode", id = 0x004B,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x10, "operation_mode", operation_mode, optional = true },
  },
}

indication {
  name = "Inject Xtra Data", id = 0x00A7,
  tlvs = {
    { 0x01, "indication_status", indication_status },
    { 0x10, "part_number", u16, optional = true },
  },
}
