-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: wireless data service.

service("WDS", 0x01, {
  title = "wireless data",
  summary = "Packet data sessions: start and stop them, their settings and "
    .. "counters, and the profiles they use.",
})

local common = include "common"

local authentication = flags(u8, { pap = 1 << 0, chap = 1 << 1 })

local ip_family = enum(u8, {
  unknown = 0, ipv4 = 4, ipv6 = 6, unspecified = 8, ethernet = 12,
})

local extended_technology_preference = enum(u16, {
  cdma = 0x8001, umts = 0x8004, epc = 0x8880, embms = 0x8882,
  modem_link_local = 0x8888,
})

local call_end_reason = enum(u16, {
  generic_unspecified = 1, generic_client_end = 2, generic_no_service = 3,
  generic_fade = 4, generic_release_normal = 5,
  generic_access_attempt_in_progress = 6, generic_access_failure = 7,
  generic_redirection_or_handoff = 8, generic_close_in_progress = 9,
  generic_authentication_failed = 10, generic_internal_error = 11,
  cdma_lock = 500, cdma_intercept = 501, cdma_reorder = 502,
  cdma_release_so_reject = 503, cdma_incoming_call = 504, cdma_alert_stop = 505,
  cdma_activation = 506, cdma_max_access_probes = 507,
  cdma_ccs_not_supported_by_bs = 508, cdma_no_response_from_bs = 509,
  cdma_rejected_by_bs = 510, cdma_incompatible = 511, cdma_already_in_tc = 512,
  cdma_user_call_originated_during_gps = 513,
  cdma_user_call_originated_during_sms = 514, cdma_no_service = 515,
  gsm_wcdma_conference_failed = 1000, gsm_wcdma_incoming_rejected = 1001,
  gsm_wcdma_no_service = 1002, gsm_wcdma_network_end = 1003,
  gsm_wcdma_llc_sndcp_failure = 1004, gsm_wcdma_insufficient_resources = 1005,
  gsm_wcdma_option_temporarily_out_of_order = 1006,
  gsm_wcdma_nsapi_already_used = 1007, gsm_wcdma_regular_deactivation = 1008,
  gsm_wcdma_network_failure = 1009, gsm_wcdma_reattach_required = 1010,
  gsm_wcdma_protocol_error = 1011, gsm_wcdma_operator_determined_barring = 1012,
  gsm_wcdma_unknown_apn = 1013, gsm_wcdma_unknown_pdp = 1014,
  gsm_wcdma_ggsn_reject = 1015, gsm_wcdma_activation_reject = 1016,
  gsm_wcdma_option_not_supported = 1017, gsm_wcdma_option_unsubscribed = 1018,
  gsm_wcdma_qos_not_accepted = 1019, gsm_wcdma_tft_semantic_error = 1020,
  gsm_wcdma_tft_syntax_error = 1021, gsm_wcdma_unknown_pdp_context = 1022,
  gsm_wcdma_filter_semantic_error = 1023, gsm_wcdma_filter_syntax_error = 1024,
  gsm_wcdma_pdp_without_active_tft = 1025,
  gsm_wcdma_invalid_transaction_id = 1026,
  gsm_wcdma_message_incorrect_semantic = 1027,
  gsm_wcdma_invalid_mandatory_info = 1028,
  gsm_wcdma_message_type_unsupported = 1029,
  gsm_wcdma_message_type_noncompatible_state = 1030,
  gsm_wcdma_unknown_info_element = 1031, gsm_wcdma_conditional_ie_error = 1032,
  gsm_wcdma_message_and_protocol_state_uncompatible = 1033,
  gsm_wcdma_apn_type_conflict = 1034, gsm_wcdma_no_gprs_context = 1035,
  gsm_wcdma_feature_not_supported = 1036,
  evdo_connection_deny_general_or_busy = 1500,
  evdo_connection_deny_billing_or_authentication_failure = 1501,
  evdo_hdr_change = 1502, evdo_hdr_exit = 1503, evdo_hdr_no_session = 1504,
  evdo_hdr_origination_during_gps_fix = 1505,
  evdo_hdr_connection_setup_timeout = 1506, evdo_hdr_released_by_cm = 1507,
})

local verbose_call_end_reason_type = enum(u16, {
  mip = 1, internal = 2, cm = 3, ["3gpp"] = 6, ppp = 7, ehrpd = 8, ipv6 = 9,
})

local connection_status = enum(u8, {
  unknown = 0, disconnected = 1, connected = 2, suspended = 3,
  authenticating = 4,
})

local profile_type = enum(u8, {
  ["3gpp"] = 0, ["3gpp2"] = 1, epc = 2, all = 255,
})

local pdp_type = enum(u8, {
  ipv4 = 0, ppp = 1, ipv6 = 2, ipv4_or_ipv6 = 3, non_ip = 4,
})

local pdp_header_compression_type = enum(u8, {
  off = 0, manufacturer_preferred = 1, rfc1144 = 2, rfc2507 = 3, rfc3095 = 4,
})

local pdp_data_compression_type = enum(u8, {
  off = 0, manufacturer_preferred = 1, v42bis = 2, v44 = 3,
})

local traffic_class = enum(u8, {
  subscribed = 0, conversational = 1, streaming = 2, interactive = 3,
  background = 4,
})

local delivery_order = enum(u8, { subscribe = 0, on = 1, off = 2 })

local sdu_error_ratio = enum(u8, {
  subscribe = 0, ["1e2"] = 1, ["7e3"] = 2, ["1e3"] = 3, ["1e4"] = 4,
  ["1e5"] = 5, ["1e6"] = 6, ["1e1"] = 7,
})

local sdu_residual_bit_error_ratio = enum(u8, {
  subscribe = 0, ["5e2"] = 1, ["1e2"] = 2, ["5e3"] = 3, ["4e3"] = 4,
  ["1e3"] = 5, ["1e4"] = 6, ["1e5"] = 7, ["1e6"] = 8, ["6e8"] = 9,
})

local sdu_erroneous_delivery = enum(u8, {
  subscribe = 0, no_detection = 1, enabled = 2, disabled = 3,
})

local pdp_access_control = enum(u8, { none = 0, reject = 1, permission = 2 })

local address_allocation_preference = enum(u8, { nas = 0, dhcp = 1 })

local qos_class_identifier = enum(u8, {
  network_assign = 0, guaranteed_bitrate1 = 1, guaranteed_bitrate2 = 2,
  guaranteed_bitrate3 = 3, guaranteed_bitrate4 = 4, non_guaranteed_bitrate5 = 5,
  non_guaranteed_bitrate6 = 6, non_guaranteed_bitrate7 = 7,
  non_guaranteed_bitrate8 = 8,
})

local apn_type_mask = flags(u64, {
  default = 1 << 0, ims = 1 << 1, mms = 1 << 2, dun = 1 << 3, supl = 1 << 4,
  hipri = 1 << 5, fota = 1 << 6, cbs = 1 << 7, ia = 1 << 8, emergency = 1 << 9,
  ut = 1 << 10, mcx = 1 << 11,
})

local ds_profile_error = enum(u16, {
  unknown = 0, fail = 1, invalid_handle = 2, invalid_operation = 3,
  invalid_profile_type = 4, invalid_profile_number = 5, invalid_profile_id = 6,
  invalid_argument = 7, registry_not_initialized = 8,
  invalid_parameter_length = 9, list_end = 10, invalid_subscription_id = 11,
  invalid_profile_family = 12, ["3gpp_invalid_profile_family"] = 1001,
  ["3gpp_access_error"] = 1002, ["3gpp_context_not_defined"] = 1003,
  ["3gpp_valid_flag_not_set"] = 1004, ["3gpp_read_only_flag_set"] = 1005,
  ["3gpp_out_of_profiles"] = 1006, ["3gpp2_invalid_profile_id"] = 1101,
})

local requested_settings = flags(u32, {
  profile_id = 1 << 0, profile_name = 1 << 1, pdp_type = 1 << 2,
  apn_name = 1 << 3, dns_address = 1 << 4, granted_qos = 1 << 5,
  username = 1 << 6, auth_protocol = 1 << 7, ip_address = 1 << 8,
  gateway_info = 1 << 9, pcscf_address = 1 << 10,
  pcscf_server_address_list = 1 << 11, pcscf_domain_name_list = 1 << 12,
  mtu = 1 << 13, domain_name_list = 1 << 14, ip_family = 1 << 15,
  imcn_flag = 1 << 16, extended_technology = 1 << 17,
  operator_reserved_pco = 1 << 18,
})

local dormancy_status = enum(u8, {
  unknown = 0, traffic_channel_dormant = 1, traffic_channel_active = 2,
})

local autoconnect_setting = enum(u8, { disabled = 0, enabled = 1, paused = 2 })

local autoconnect_setting_roaming = enum(u8, { allowed = 0, home_only = 1 })

local data_bearer_technology = enum(i8, {
  cdma20001x = 0x01, ["1xevdo"] = 0x02, gsm = 0x03, umts = 0x04,
  ["1xevdo_reva"] = 0x05, edge = 0x06, hsdpa = 0x07, hsupa = 0x08,
  hsdpa_hsupa = 0x09, lte = 0x0A, ehrpd = 0x0B, hsdpaplus = 0x0C,
  hsdpaplus_hsupa = 0x0D, dchsdpaplus = 0x0E, dchsdpaplus_hsupa = 0x0F,
  hsdpaplus_plus_64qam = 0x10, hsdpaplus_plus_64qam_hsupa = 0x11,
  tdscdma = 0x12, tdscdma_hsdpa = 0x13, tdscdma_hsupa = 0x14, unknown = -1,
})

local network_type = enum(u8, { unknown = 0, ["3gpp2"] = 1, ["3gpp"] = 2 })

local profile_family = enum(u8, { embedded = 0, tethered = 1 })

local data_system_network_type = enum(u8, { ["3gpp"] = 0, ["3gpp2"] = 1 })

local verbose_call_end_reason = {
  { "type", verbose_call_end_reason_type },
  { "reason", i16 },
}

local umts_qos = {
  { "traffic_class", traffic_class },
  { "max_uplink_bitrate", unit("bit/s", u32) },
  { "max_downlink_bitrate", unit("bit/s", u32) },
  { "guaranteed_uplink_bitrate", unit("bit/s", u32) },
  { "guaranteed_downlink_bitrate", unit("bit/s", u32) },
  { "qos_delivery_order", delivery_order },
  { "maximum_sdu_size", unit("bytes", u32) },
  { "sdu_error_ratio", sdu_error_ratio },
  { "residual_bit_error_ratio", sdu_residual_bit_error_ratio },
  { "delivery_erroneous_sdu", sdu_erroneous_delivery },
  { "transfer_delay", unit("ms", u32) },
  { "traffic_handling_priority", u32 },
}

local gprs_qos = {
  { "precedence_class", u32 },
  { "delay_class", u32 },
  { "reliability_class", u32 },
  { "peak_throughput_class", u32 },
  { "mean_throughput_class", u32 },
}

local umts_qos_with_signaling = {
  { "traffic_class", traffic_class },
  { "max_uplink_bitrate", unit("bit/s", u32) },
  { "max_downlink_bitrate", unit("bit/s", u32) },
  { "guaranteed_uplink_bitrate", unit("bit/s", u32) },
  { "guaranteed_downlink_bitrate", unit("bit/s", u32) },
  { "qos_delivery_order", delivery_order },
  { "maximum_sdu_size", unit("bytes", u32) },
  { "sdu_error_ratio", sdu_error_ratio },
  { "residual_bit_error_ratio", sdu_residual_bit_error_ratio },
  { "delivery_erroneous_sdu", sdu_erroneous_delivery },
  { "transfer_delay", unit("ms", u32) },
  { "traffic_handling_priority", u32 },
  { "signaling_indication", i8 },
}

local lte_qos_parameters = {
  { "qos_class_identifier", qos_class_identifier },
  { "guaranteed_downlink_bitrate", unit("bit/s", u32) },
  { "max_downlink_bitrate", unit("bit/s", u32) },
  { "guaranteed_uplink_bitrate", unit("bit/s", u32) },
  { "max_uplink_bitrate", unit("bit/s", u32) },
}

local vlan_id_range = {
  { "vlan_id_range_start", u16 },
  { "vlan_id_range_end", u16 },
}

local profile_identifier = {
  { "profile_type", profile_type },
  { "profile_index", u8 },
}

local ipv6_address = {
  { "address", ipv6(fixed_array(8, be(u16))) },
  { "prefix_length", u8 },
}

local data_bearer = {
  { "network_type", network_type },
  { "rat_mask", u32 },
  { "so_mask", u32 },
}

message {
  name = "Reset", id = 0x0000,
}

local transfer_statistics = flags(i32, {
  tx_packets_ok = 1 << 0, rx_packets_ok = 1 << 1, tx_packets_error = 1 << 2,
  rx_packets_error = 1 << 3, tx_overflows = 1 << 4, rx_overflows = 1 << 5,
  tx_bytes_ok = 1 << 6, rx_bytes_ok = 1 << 7, tx_packets_dropped = 1 << 8,
  rx_packets_dropped = 1 << 9,
})

message {
  name = "Set Event Report", id = 0x0001,
  request = {
    { 0x10, "channel_rate", bool, optional = true },
    { 0x11, "transfer_statistics", {
      { "interval_seconds", unit("s", u8) },
      { "indicators", transfer_statistics },
    }, optional = true },
    { 0x12, "data_bearer_technology", bool, optional = true },
    { 0x13, "dormancy_status", bool, optional = true },
    { 0x14, "mip_status", u8, optional = true },
    { 0x15, "current_data_bearer_technology", bool, optional = true },
    { 0x17, "data_call_status", bool, optional = true },
    { 0x18, "preferred_data_system", bool, optional = true },
    { 0x19, "evdo_pm_change", bool, optional = true },
    { 0x1A, "data_systems", bool, optional = true },
    { 0x1B, "uplink_flow_control", bool, optional = true },
    { 0x1C, "limited_data_system_status", bool, optional = true },
    { 0x1D, "pdn_filter_removals", bool, optional = true },
    { 0x1E, "extended_data_bearer_technology", bool, optional = true },
  },
}

message {
  name = "Abort", id = 0x0002,
  request = {
    { 0x01, "transaction_id", u16 },
  },
}

message {
  name = "Indication Register", id = 0x0003,
  request = {
    { 0x12, "report_extended_ip_configuration_change", bool, optional = true },
    { 0x19, "report_profile_changes", bool, optional = true },
  },
}

message {
  name = "Get Supported Messages", id = 0x001E,
  response = {
    { 0x10, "list", bytes16, optional = true },
  },
}

local technology_preference = flags(u8, {
  ["3gpp"] = 1 << 0, ["3gpp2"] = 1 << 1,
})

local call_type = enum(u8, { laptop = 0, embedded = 1 })

message {
  name = "Start Network", id = 0x0020,
  request = {
    { 0x10, "primary_dns_address_preference", ipv4(u32), optional = true },
    { 0x11, "secondary_dns_address_preference", ipv4(u32), optional = true },
    { 0x12, "primary_nbns_address_preference", ipv4(u32), optional = true },
    { 0x13, "secondary_nbns_address_preference", ipv4(u32), optional = true },
    { 0x14, "apn", string, optional = true },
    { 0x15, "ipv4_address_preference", ipv4(u32), optional = true },
    { 0x16, "authentication_preference", authentication, optional = true },
    { 0x17, "username", personal(string), optional = true },
    { 0x18, "password", personal(string), optional = true },
    { 0x19, "ip_family_preference", ip_family, optional = true },
    { 0x30, "technology_preference", technology_preference, optional = true },
    { 0x31, "profile_index_3gpp", u8, optional = true },
    { 0x32, "profile_index_3gpp2", u8, optional = true },
    { 0x33, "enable_autoconnect", bool, optional = true },
    { 0x34, "extended_technology_preference",
      extended_technology_preference, optional = true },
    { 0x35, "call_type", call_type, optional = true },
  },
  response = {
    { 0x01, "packet_data_handle", u32 },
    { 0x10, "call_end_reason", call_end_reason, optional = true },
    { 0x11, "verbose_call_end_reason",
      verbose_call_end_reason, optional = true },
  },
}

message {
  name = "Stop Network", id = 0x0021,
  request = {
    { 0x01, "packet_data_handle", u32 },
    { 0x10, "disable_autoconnect", bool, optional = true },
  },
}

message {
  name = "Get Packet Service Status", id = 0x0022,
  response = {
    { 0x01, "connection_status", connection_status },
  },
}

message {
  name = "Get Channel Rates", id = 0x0023,
  response = {
    { 0x01, "channel_rates", {
      { "channel_tx_rate_bps", unit("bit/s", u32) },
      { "channel_rx_rate_bps", unit("bit/s", u32) },
      { "max_channel_tx_rate_bps", unit("bit/s", u32) },
      { "max_channel_rx_rate_bps", unit("bit/s", u32) },
    } },
  },
}

local packet_statistics_mask_flag = flags(u32, {
  tx_packets_ok = 1 << 0, rx_packets_ok = 1 << 1, tx_packets_error = 1 << 2,
  rx_packets_error = 1 << 3, tx_overflows = 1 << 4, rx_overflows = 1 << 5,
  tx_bytes_ok = 1 << 6, rx_bytes_ok = 1 << 7, tx_packets_dropped = 1 << 8,
  rx_packets_dropped = 1 << 9,
})

message {
  name = "Get Packet Statistics", id = 0x0024,
  request = {
    { 0x01, "mask", packet_statistics_mask_flag },
  },
  response = {
    { 0x10, "tx_packets_ok", u32, optional = true },
    { 0x11, "rx_packets_ok", u32, optional = true },
    { 0x12, "tx_packets_error", u32, optional = true },
    { 0x13, "rx_packets_error", u32, optional = true },
    { 0x14, "tx_overflows", u32, optional = true },
    { 0x15, "rx_overflows", u32, optional = true },
    { 0x19, "tx_bytes_ok", unit("bytes", u64), optional = true },
    { 0x1A, "rx_bytes_ok", unit("bytes", u64), optional = true },
    { 0x1B, "last_call_tx_bytes_ok", unit("bytes", u64), optional = true },
    { 0x1C, "last_call_rx_bytes_ok", unit("bytes", u64), optional = true },
    { 0x1D, "tx_packets_dropped", u32, optional = true },
    { 0x1E, "rx_packets_dropped", u32, optional = true },
  },
}

message {
  name = "Go Dormant", id = 0x0025,
}

message {
  name = "Go Active", id = 0x0026,
}

message {
  name = "Create Profile", id = 0x0027,
  request = {
    { 0x01, "profile_type", profile_type },
    { 0x10, "profile_name", string, optional = true },
    { 0x11, "pdp_type", pdp_type, optional = true },
    { 0x12, "pdp_header_compression_type",
      pdp_header_compression_type, optional = true },
    { 0x13, "pdp_data_compression_type",
      pdp_data_compression_type, optional = true },
    { 0x14, "apn_name", string, optional = true },
    { 0x15, "primary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x16, "secondary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x17, "umts_requested_qos", umts_qos, optional = true },
    { 0x18, "umts_minimum_qos", umts_qos, optional = true },
    { 0x19, "gprs_requested_qos", gprs_qos, optional = true },
    { 0x1A, "gprs_minimum_qos", gprs_qos, optional = true },
    { 0x1B, "username", personal(string), optional = true },
    { 0x1C, "password", personal(string), optional = true },
    { 0x1D, "authentication", authentication, optional = true },
    { 0x1E, "ipv4_address_preference", ipv4(u32), optional = true },
    { 0x1F, "pcscf_address_using_pco", bool, optional = true },
    { 0x20, "pdp_access_control", pdp_access_control, optional = true },
    { 0x21, "pcscf_address_using_dhcp", bool, optional = true },
    { 0x22, "imcn_flag", bool, optional = true },
    { 0x25, "pdp_context_number", u8, optional = true },
    { 0x26, "pdp_context_secondary_flag", bool, optional = true },
    { 0x27, "pdp_context_primary_id", u8, optional = true },
    { 0x28, "ipv6_address_preference", {
      { "address", ipv6(fixed_array(8, be(u16))) },
    }, optional = true },
    { 0x29, "umts_requested_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2A, "umts_minimum_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2B, "ipv6_primary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2C, "ipv6_secondary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2D, "address_allocation_preference",
      address_allocation_preference, optional = true },
    { 0x2E, "lte_qos_parameters", lte_qos_parameters, optional = true },
    { 0x2F, "apn_disabled_flag", bool, optional = true },
    { 0x3E, "roaming_disallowed_flag", bool, optional = true },
    { 0x50, "vlan_id_type", vlan_id_range, optional = true },
    { 0xDD, "apn_type_mask", apn_type_mask, optional = true },
  },
  response = {
    { 0x01, "profile_identifier", profile_identifier },
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Modify Profile", id = 0x0028,
  request = {
    { 0x01, "profile_identifier", profile_identifier },
    { 0x10, "profile_name", string, optional = true },
    { 0x11, "pdp_type", pdp_type, optional = true },
    { 0x12, "pdp_header_compression_type",
      pdp_header_compression_type, optional = true },
    { 0x13, "pdp_data_compression_type",
      pdp_data_compression_type, optional = true },
    { 0x14, "apn_name", string, optional = true },
    { 0x15, "primary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x16, "secondary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x17, "umts_requested_qos", umts_qos, optional = true },
    { 0x18, "umts_minimum_qos", umts_qos, optional = true },
    { 0x19, "gprs_requested_qos", gprs_qos, optional = true },
    { 0x1A, "gprs_minimum_qos", gprs_qos, optional = true },
    { 0x1B, "username", personal(string), optional = true },
    { 0x1C, "password", personal(string), optional = true },
    { 0x1D, "authentication", authentication, optional = true },
    { 0x1E, "ipv4_address_preference", ipv4(u32), optional = true },
    { 0x1F, "pcscf_address_using_pco", bool, optional = true },
    { 0x20, "pdp_access_control", pdp_access_control, optional = true },
    { 0x21, "pcscf_address_using_dhcp", bool, optional = true },
    { 0x22, "imcn_flag", bool, optional = true },
    { 0x25, "pdp_context_number", u8, optional = true },
    { 0x26, "pdp_context_secondary_flag", bool, optional = true },
    { 0x27, "pdp_context_primary_id", u8, optional = true },
    { 0x28, "ipv6_address_preference", {
      { "address", ipv6(fixed_array(8, be(u16))) },
    }, optional = true },
    { 0x29, "umts_requested_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2A, "umts_minimum_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2B, "ipv6_primary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2C, "ipv6_secondary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2D, "address_allocation_preference",
      address_allocation_preference, optional = true },
    { 0x2E, "lte_qos_parameters", lte_qos_parameters, optional = true },
    { 0x2F, "apn_disabled_flag", bool, optional = true },
    { 0x3E, "roaming_disallowed_flag", bool, optional = true },
    { 0x50, "vlan_id_type", vlan_id_range, optional = true },
    { 0xDD, "apn_type_mask", apn_type_mask, optional = true },
    { 0xDE, "clat_enabled", bool, optional = true },
    { 0xDF, "ipv6_prefix_delegation", bool, optional = true },
  },
  response = {
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Delete Profile", id = 0x0029,
  request = {
    { 0x01, "profile_identifier", profile_identifier },
  },
  response = {
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Get Profile List", id = 0x002A,
  request = {
    { 0x10, "profile_type", profile_type, optional = true },
  },
  response = {
    { 0x01, "profile_list", array8 {
      { "profile_type", profile_type },
      { "profile_index", u8 },
      { "profile_name", string8 },
    } },
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Get Profile Settings", id = 0x002B,
  request = {
    { 0x01, "profile_id", profile_identifier },
  },
  response = {
    { 0x10, "profile_name", string, optional = true },
    { 0x11, "pdp_type", pdp_type, optional = true },
    { 0x12, "pdp_header_compression_type",
      pdp_header_compression_type, optional = true },
    { 0x13, "pdp_data_compression_type",
      pdp_data_compression_type, optional = true },
    { 0x14, "apn_name", string, optional = true },
    { 0x15, "primary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x16, "secondary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x17, "umts_requested_qos", umts_qos, optional = true },
    { 0x18, "umts_minimum_qos", umts_qos, optional = true },
    { 0x19, "gprs_requested_qos", gprs_qos, optional = true },
    { 0x1A, "gprs_minimum_qos", gprs_qos, optional = true },
    { 0x1B, "username", personal(string), optional = true },
    { 0x1C, "password", personal(string), optional = true },
    { 0x1D, "authentication", authentication, optional = true },
    { 0x1E, "ipv4_address_preference", ipv4(u32), optional = true },
    { 0x1F, "pcscf_address_using_pco", bool, optional = true },
    { 0x20, "pdp_access_control", pdp_access_control, optional = true },
    { 0x21, "pcscf_address_using_dhcp", bool, optional = true },
    { 0x22, "imcn_flag", bool, optional = true },
    { 0x25, "pdp_context_number", u8, optional = true },
    { 0x26, "pdp_context_secondary_flag", bool, optional = true },
    { 0x27, "pdp_context_primary_id", u8, optional = true },
    { 0x28, "ipv6_address_preference", {
      { "address", ipv6(fixed_array(8, be(u16))) },
    }, optional = true },
    { 0x29, "umts_requested_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2A, "umts_minimum_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2B, "ipv6_primary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2C, "ipv6_secondary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2D, "address_allocation_preference",
      address_allocation_preference, optional = true },
    { 0x2E, "lte_qos_parameters", lte_qos_parameters, optional = true },
    { 0x2F, "apn_disabled_flag", bool, optional = true },
    { 0x3E, "roaming_disallowed_flag", bool, optional = true },
    { 0x50, "vlan_id_type", vlan_id_range, optional = true },
    { 0xDD, "apn_type_mask", apn_type_mask, optional = true },
    { 0xDE, "clat_enabled", bool, optional = true },
    { 0xDF, "ipv6_prefix_delegation", bool, optional = true },
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Get Default Settings", id = 0x002C,
  request = {
    { 0x01, "profile_type", profile_type },
  },
  response = {
    { 0x10, "profile_name", string, optional = true },
    { 0x11, "pdp_type", pdp_type, optional = true },
    { 0x12, "pdp_header_compression_type",
      pdp_header_compression_type, optional = true },
    { 0x13, "pdp_data_compression_type",
      pdp_data_compression_type, optional = true },
    { 0x14, "apn_name", string, optional = true },
    { 0x15, "primary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x16, "secondary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x17, "umts_requested_qos", umts_qos, optional = true },
    { 0x18, "umts_minimum_qos", umts_qos, optional = true },
    { 0x19, "gprs_requested_qos", gprs_qos, optional = true },
    { 0x1A, "gprs_minimum_qos", gprs_qos, optional = true },
    { 0x1B, "username", personal(string), optional = true },
    { 0x1C, "password", personal(string), optional = true },
    { 0x1D, "authentication", authentication, optional = true },
    { 0x1E, "ipv4_address_preference", ipv4(u32), optional = true },
    { 0x1F, "pcscf_address_using_pco", bool, optional = true },
    { 0x20, "pdp_access_control", pdp_access_control, optional = true },
    { 0x21, "pcscf_address_using_dhcp", bool, optional = true },
    { 0x22, "imcn_flag", bool, optional = true },
    { 0x25, "pdp_context_number", u8, optional = true },
    { 0x26, "pdp_context_secondary_flag", bool, optional = true },
    { 0x27, "pdp_context_primary_id", u8, optional = true },
    { 0x28, "ipv6_address_preference", {
      { "address", ipv6(fixed_array(8, be(u16))) },
    }, optional = true },
    { 0x29, "umts_requested_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2A, "umts_minimum_qos_with_signaling_indication_flag",
      umts_qos_with_signaling, optional = true },
    { 0x2B, "ipv6_primary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2C, "ipv6_secondary_dns_address_preference",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x2D, "address_allocation_preference",
      address_allocation_preference, optional = true },
    { 0x2E, "lte_qos_parameters", lte_qos_parameters, optional = true },
    { 0x2F, "apn_disabled_flag", bool, optional = true },
    { 0x50, "vlan_id_type", vlan_id_range, optional = true },
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Get Current Settings", id = 0x002D,
  request = {
    { 0x10, "requested_settings", requested_settings, optional = true },
  },
  response = {
    { 0x10, "profile_name", string, optional = true },
    { 0x11, "pdp_type", pdp_type, optional = true },
    { 0x14, "apn_name", string, optional = true },
    { 0x15, "primary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x16, "secondary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x17, "umts_granted_qos", umts_qos, optional = true },
    { 0x19, "gprs_granted_qos", gprs_qos, optional = true },
    { 0x1B, "username", personal(string), optional = true },
    { 0x1D, "authentication", authentication, optional = true },
    { 0x1E, "ipv4_address", ipv4(u32), optional = true },
    { 0x1F, "profile_id", profile_identifier, optional = true },
    { 0x20, "ipv4_gateway_address", ipv4(u32), optional = true },
    { 0x21, "ipv4_gateway_subnet_mask", ipv4(u32), optional = true },
    { 0x22, "pcscf_address_using_pco", u8, optional = true },
    { 0x23, "pcscf_server_address_list", array8(ipv4(u32)), optional = true },
    { 0x24, "pcscf_domain_name_list", array8(string16), optional = true },
    { 0x25, "ipv6_address", ipv6_address, optional = true },
    { 0x26, "ipv6_gateway_address", ipv6_address, optional = true },
    { 0x27, "ipv6_primary_dns_address",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x28, "ipv6_secondary_dns_address",
      ipv6(fixed_array(8, be(u16))), optional = true },
    { 0x29, "mtu", unit("bytes", u32), optional = true },
    { 0x2A, "domain_name_list", array8(string16), optional = true },
    { 0x2B, "ip_family", ip_family, optional = true },
    { 0x2C, "imcn_flag", i8, optional = true },
    { 0x2D, "extended_technology_preference",
      extended_technology_preference, optional = true },
    { 0x2F, "operator_reserved_pco", {
      { "mcc", u16 },
      { "mnc", u16 },
      { "mnc_includes_pcs_digit", bool },
      { "app_specific_info", bytes8 },
      { "container_id", u16 },
    }, optional = true },
  },
}

message {
  name = "Get Dormancy Status", id = 0x0030,
  response = {
    { 0x01, "dormancy_status", dormancy_status },
  },
}

message {
  name = "Get Autoconnect Settings", id = 0x0034,
  response = {
    { 0x01, "status", autoconnect_setting },
    { 0x10, "roaming", autoconnect_setting_roaming, optional = true },
  },
}

message {
  name = "Get Data Bearer Technology", id = 0x0037,
  response = {
    { 0x01, "current", data_bearer_technology },
    { 0x10, "last", data_bearer_technology, optional = true },
  },
}

message {
  name = "Get Current Data Bearer Technology", id = 0x0044,
  response = {
    { 0x01, "current", data_bearer },
    { 0x10, "last", data_bearer, optional = true },
  },
}

message {
  name = "Get Default Profile Number", id = 0x0049,
  request = {
    { 0x01, "profile_type", {
      { "type", profile_type },
      { "family", profile_family },
    } },
  },
  response = {
    { 0x01, "index", u8 },
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Set Default Profile Number", id = 0x004A,
  request = {
    { 0x01, "profile_identifier", {
      { "type", profile_type },
      { "family", profile_family },
      { "index", u8 },
    } },
  },
  response = {
    { 0xE0, "extended_error_code", ds_profile_error, optional = true },
  },
}

message {
  name = "Set IP Family", id = 0x004D,
  request = {
    { 0x01, "preference", ip_family },
  },
}

message {
  name = "Set Autoconnect Settings", id = 0x0051,
  request = {
    { 0x01, "status", autoconnect_setting },
    { 0x10, "roaming", autoconnect_setting_roaming, optional = true },
  },
}

message {
  name = "Get PDN Throttle Info", id = 0x006C,
  request = {
    { 0x01, "network_type", data_system_network_type },
  },
  response = {
    { 0x10, "info", array8 {
      { "ipv4_throttled", bool(i8) },
      { "ipv6_throttled", bool(i8) },
      { "ipv4_throttle_time_left_ms", unit("ms", u32) },
      { "ipv6_throttle_time_left_ms", unit("ms", u32) },
      { "apn", string8 },
    }, optional = true },
  },
}

local ip_support_type = enum(u8, { ipv4 = 0, ipv6 = 1, ipv4v6 = 2 })

message {
  name = "Get LTE Attach Parameters", id = 0x0085,
  response = {
    { 0x10, "apn", string, optional = true },
    { 0x11, "ip_support_type", ip_support_type, optional = true },
    { 0x12, "ota_attach_performed", bool, optional = true },
  },
}

local sio_port = enum(u16, {
  none = 0x0000, a2_mux_rmnet0 = 0x0E04, a2_mux_rmnet1 = 0x0E05,
  a2_mux_rmnet2 = 0x0E06, a2_mux_rmnet3 = 0x0E07, a2_mux_rmnet4 = 0x0E08,
  a2_mux_rmnet5 = 0x0E09, a2_mux_rmnet6 = 0x0E0A, a2_mux_rmnet7 = 0x0E0B,
})

message {
  name = "Bind Data Port", id = 0x0089,
  request = {
    { 0x01, "data_port", sio_port },
  },
}

message {
  name = "Get Max LTE Attach PDN Number", id = 0x0092,
  response = {
    { 0x10, "info", u8, optional = true },
  },
}

local attach_pdn_list_action = enum(u32, {
  none = 1, detach_or_pdn_disconnect = 2,
})

message {
  name = "Set LTE Attach PDN List", id = 0x0093,
  request = {
    { 0x01, "list", array8(u16) },
    { 0x10, "action", attach_pdn_list_action, optional = true },
  },
}

message {
  name = "Get LTE Attach PDN List", id = 0x0094,
  response = {
    { 0x10, "current_list", array8(u16), optional = true },
    { 0x11, "pending_list", array8(u16), optional = true },
  },
}

local client_type = enum(u32, { tethered = 0x01, undefined = 0xFF })

message {
  name = "Bind Mux Data Port", id = 0x00A2,
  request = {
    { 0x10, "endpoint_info", {
      { "endpoint_type", common.data_endpoint_type },
      { "interface_number", u32 },
    }, optional = true },
    { 0x11, "mux_id", u8, optional = true },
    { 0x13, "client_type", client_type, optional = true },
  },
}

message {
  name = "Configure Profile Event List", id = 0x00A7,
  request = {
    { 0x10, "register", array8(profile_identifier), optional = true },
  },
}

message {
  name = "Bind Subscription", id = 0x00AF,
  request = {
    { 0x01, "subscription_id", common.subscription_type },
  },
}

message {
  name = "Get Bind Subscription", id = 0x00B0,
  response = {
    { 0x10, "subscription_id", common.subscription_type, optional = true },
  },
}

message {
  name = "Swi Create Profile Indexed", id = 0x5558,
  request = {
    { 0x01, "profile_identifier", profile_identifier },
    { 0x10, "profile_name", string, optional = true },
    { 0x11, "pdp_type", pdp_type, optional = true },
    { 0x14, "apn_name", string, optional = true },
    { 0x15, "primary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x16, "secondary_ipv4_dns_address", ipv4(u32), optional = true },
    { 0x1B, "username", personal(string), optional = true },
    { 0x1C, "password", personal(string), optional = true },
    { 0x1D, "authentication", authentication, optional = true },
    { 0x1E, "ipv4_address_preference", ipv4(u32), optional = true },
    { 0x25, "pdp_context_number", u8, optional = true },
    { 0x2F, "apn_disabled_flag", bool, optional = true },
    { 0x3E, "roaming_disallowed_flag", bool, optional = true },
  },
  response = {
    { 0x01, "profile_identifier", profile_identifier },
  },
}

local data_call_status = enum(u8, {
  unknown = 0, activated = 1, terminated = 2,
})

local data_system = enum(u32, {
  unknown = 0, cdma1x = 1, cdma1x_evdo = 2, gprs = 3, wcdma = 4, lte = 5,
  tdscdma = 6,
})

local data_call_type = enum(u8, {
  unknown = 0, embedded = 1, tethered = 2, modem_embedded = 3,
})

local tethered_call_type = enum(u8, { non_tethered = 0, rmnet = 1, dun = 2 })

local radio_access_technology = enum(u32, {
  null_bearer = 0, ["3gpp_wcdma"] = 1, ["3gpp_geran"] = 2, ["3gpp_lte"] = 3,
  ["3gpp_tdscdma"] = 4, ["3gpp_wlan"] = 5, ["3gpp_maximum"] = 100,
  ["3gpp2_1x"] = 101, ["3gpp2_hrpd"] = 102, ["3gpp2_ehrpd"] = 103,
  ["3gpp2_wlan"] = 104, ["3gpp2_maximum"] = 200,
})

local bearer_technology_3gpp = flags(u16, {
  wcdma = 1 << 0, hsdpa = 1 << 1, hsupa = 1 << 2, hsdpa_plus = 1 << 3,
  dc_hsdpa_plus = 1 << 4, ["64qam"] = 1 << 5, hspa = 1 << 6, gprs = 1 << 7,
  edge = 1 << 8, gsm = 1 << 9, s2b = 1 << 10, lte_limited_service = 1 << 11,
  lte_fdd = 1 << 12, lte_tdd = 1 << 13,
})

local bearer_technology_3gpp2 = flags(u16, {
  reserved = 1 << 0, cdma1x_is95 = 1 << 1, cdma1x_is2000 = 1 << 2,
  cdma1x_is2000_rel_a = 1 << 3, hdr_rev_0_dpa = 1 << 4, hdr_rev_a_dpa = 1 << 5,
  hdr_rev_b_dpa = 1 << 6, hdr_rev_a_mpa = 1 << 7, hdr_rev_b_mpa = 1 << 8,
  hdr_rev_a_empa = 1 << 9, hdr_rev_b_empa = 1 << 10, hdr_rev_b_mmpa = 1 << 11,
  hdr_evdo_fmc = 1 << 12,
})

indication {
  name = "Event Report", id = 0x0001,
  tlvs = {
    { 0x10, "tx_packets_ok", u32, optional = true },
    { 0x11, "rx_packets_ok", u32, optional = true },
    { 0x12, "tx_packets_error", u32, optional = true },
    { 0x13, "rx_packets_error", u32, optional = true },
    { 0x14, "tx_overflows", u32, optional = true },
    { 0x15, "rx_overflows", u32, optional = true },
    { 0x16, "channel_rates", {
      { "tx_rate_bps", unit("bit/s", i32) },
      { "rx_rate_bps", unit("bit/s", i32) },
    }, optional = true },
    { 0x17, "data_bearer_technology", data_bearer_technology, optional = true },
    { 0x18, "dormancy_status", dormancy_status, optional = true },
    { 0x19, "tx_bytes_ok", unit("bytes", u64), optional = true },
    { 0x1A, "rx_bytes_ok", unit("bytes", u64), optional = true },
    { 0x1B, "mip_status", bool, optional = true },
    { 0x1D, "current_data_bearer_technology", data_bearer, optional = true },
    { 0x1F, "data_call_status", data_call_status, optional = true },
    { 0x20, "preferred_data_system", data_system, optional = true },
    { 0x22, "data_call_type", {
      { "data_call_type", data_call_type },
      { "tethered_call_type", tethered_call_type },
    }, optional = true },
    { 0x23, "evdo_page_monitor_period_change", {
      { "period_change", u8 },
      { "force_long_sleep", bool },
    }, optional = true },
    { 0x24, "data_systems", {
      { "preferred_network_type", data_system_network_type },
      { "networks", array8 {
        { "network_type", data_system_network_type },
        { "rat_mask", u32 },
        { "so_mask", u32 },
      } },
    }, optional = true },
    { 0x25, "tx_packets_dropped", u32, optional = true },
    { 0x26, "rx_packets_dropped", u32, optional = true },
    { 0x27, "uplink_flow_control_enabled", bool(i8), optional = true },
    { 0x28, "data_call_address_family", enum(u32, ip_family), optional = true },
    { 0x29, "pdn_filters_removed", {
      { "pdn_filter_handler", array8(u32) },
    }, optional = true },
    { 0x2A, "extended_data_bearer_technology", {
      { "data_bearer_technology", enum(u32, data_system_network_type) },
      { "radio_access_technology", radio_access_technology },
      { "extended_data_bearer_technology_3gpp", bearer_technology_3gpp },
      { "reserved1", u8 },
      { "extended_data_bearer_technology_3gpp2", bearer_technology_3gpp2 },
      { "reserved2", u8 },
      { "reserved3", u8 },
      { "reserved4", u8 },
    }, optional = true },
  },
}

indication {
  name = "Packet Service Status", id = 0x0022,
  tlvs = {
    { 0x01, "connection_status", {
      { "status", connection_status },
      { "reconfiguration_required", bool },
    } },
    { 0x10, "call_end_reason", call_end_reason, optional = true },
    { 0x11, "verbose_call_end_reason",
      verbose_call_end_reason, optional = true },
    { 0x12, "ip_family", ip_family, optional = true },
    { 0x14, "bearer_id", u8, optional = true },
    { 0x15, "xlat_capability", bool, optional = true },
    { 0x34, "extended_technology_preference",
      extended_technology_preference, optional = true },
  },
}

indication {
  name = "Extended Ip Config", id = 0x008C,
  tlvs = {
    { 0x10, "changed_ip_configuration", requested_settings, optional = true },
  },
}

indication {
  name = "Set LTE Attach PDN List", id = 0x0093,
  tlvs = {
    { 0x01, "action_result", bool },
    { 0x02, "result", {
      { "status", enum(u16, { success = 0, failure = 1 }) },
      { "error", u16 },
    } },
  },
}

local profile_change_event = enum(u8, {
  create_event = 1, delete_event = 2, modify_event = 3,
  subscription_change_event = 4,
})

indication {
  name = "Profile Changed", id = 0x00A8,
  tlvs = {
    { 0x10, "profile_event", {
      { "profile_type", profile_type },
      { "profile_index", u8 },
      { "change_event", profile_change_event },
    }, optional = true },
  },
}
