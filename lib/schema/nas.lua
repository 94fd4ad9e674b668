-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: network access service.

service("NAS", 0x03, {
  title = "network access",
  summary = "Registration, operators, cells, signal strength, and "
    .. "preferences for finding a network.",
})

-- Where the field is unsigned, unknown is 0xFF, which also says "no change".
local radio_interface = enum(i8, {
  none = 0x00, cdma_1x = 0x01, cdma_1xevdo = 0x02, amps = 0x03, gsm = 0x04,
  umts = 0x05, lte = 0x08, td_scdma = 0x09, ["5gnr"] = 0x0C, unknown = -1,
})

local network_scan_type = flags(u8, {
  gsm = 1 << 0, umts = 1 << 1, lte = 1 << 2, td_scdma = 1 << 3,
  ["5gnr"] = 1 << 4,
})

local network_status = flags(u8, {
  current_serving = 1 << 0, available = 1 << 1, home = 1 << 2, roaming = 1 << 3,
  forbidden = 1 << 4, not_forbidden = 1 << 5, preferred = 1 << 6,
  not_preferred = 1 << 7,
})

local change_duration = enum(u8, { power_cycle = 0, permanent = 1 })

local registration_state = enum(u8, {
  not_registered = 0, registered = 1, not_registered_searching = 2,
  registration_denied = 3, unknown = 4,
})

local attach_state = enum(u8, { unknown = 0, attached = 1, detached = 2 })

local network_type = enum(u8, { unknown = 0, ["3gpp2"] = 1, ["3gpp"] = 2 })

local roaming_indicator_status = enum(u8, { on = 0, off = 1 })

local data_capability = enum(u8, {
  none = 0x00, gprs = 0x01, edge = 0x02, hsdpa = 0x03, hsupa = 0x04,
  wcdma = 0x05, cdma = 0x06, evdo_rev_0 = 0x07, evdo_rev_a = 0x08, gsm = 0x09,
  evdo_rev_b = 0x0A, lte = 0x0B, hsdpa_plus = 0x0C, dc_hsdpa_plus = 0x0D,
})

local service_status = enum(u8, {
  none = 0, limited = 1, available = 2, limited_regional = 3, power_save = 4,
})

local network_service_domain = enum(u8, {
  none = 0, cs = 1, ps = 2, cs_ps = 3, camped = 4,
})

local hdr_personality = enum(u8, { unknown = 0, hrpd = 1, ehrpd = 2 })

local call_barring_status = enum(i32, {
  normal_only = 0, emergency_only = 1, no_calls = 2, all_calls = 3,
  unknown = -1,
})

local network_name_source = enum(u32, {
  unknown = 0, operator_plmn_list_and_plmn_network_name = 1,
  common_pcn_handset_specification_and_operator_name_string = 2, nitz = 3,
  se13 = 4, mcc_mnc = 5, service_provider_name = 6,
})

local network_description_encoding = enum(u8, {
  unspecified = 0, ascii7 = 1, unicode = 4, gsm = 9,
})

local plmn_access_technology_identifier = flags(u16, {
  gsm_compact = 1 << 6, gsm = 1 << 7, ngran = 1 << 11, eutran = 1 << 14,
  utran = 1 << 15,
})

local radio_technology_preference = flags(u16, {
  ["3gpp2"] = 1 << 0, ["3gpp"] = 1 << 1, amps_or_gsm = 1 << 2,
  cdma_or_wcdma = 1 << 3, hdr = 1 << 4, lte = 1 << 5,
})

local preference_duration = enum(u8, {
  permanent = 0, power_cycle = 1, one_call = 2, one_call_or_time = 3,
  internal_one_call_1 = 4, internal_one_call_2 = 5, internal_one_call_3 = 6,
})

-- CDMA from 0, GSM from 40, WCDMA from 80, LTE from 120, TD-SCDMA from 200, NR
-- from 250.
local active_band = enum(u16, {
  bc_0 = 0, bc_1 = 1, bc_2 = 2, bc_3 = 3, bc_4 = 4, bc_5 = 5, bc_6 = 6,
  bc_7 = 7, bc_8 = 8, bc_9 = 9, bc_10 = 10, bc_11 = 11, bc_12 = 12, bc_13 = 13,
  bc_14 = 14, bc_15 = 15, bc_16 = 16, bc_17 = 17, bc_18 = 18, bc_19 = 19,
  gsm_450 = 40, gsm_480 = 41, gsm_750 = 42, gsm_850 = 43, gsm_900_extended = 44,
  gsm_900_primary = 45, gsm_900_railways = 46, gsm_dcs_1800 = 47,
  gsm_pcs_1900 = 48, wcdma_2100 = 80, wcdma_pcs_1900 = 81, wcdma_dcs_1800 = 82,
  wcdma_1700_us = 83, wcdma_850 = 84, wcdma_800 = 85, wcdma_2600 = 86,
  wcdma_900 = 87, wcdma_1700_japan = 88, wcdma_1500_japan = 90,
  wcdma_850_japan = 91, eutran_1 = 120, eutran_2 = 121, eutran_3 = 122,
  eutran_4 = 123, eutran_5 = 124, eutran_6 = 125, eutran_7 = 126,
  eutran_8 = 127, eutran_9 = 128, eutran_10 = 129, eutran_11 = 130,
  eutran_12 = 131, eutran_13 = 132, eutran_14 = 133, eutran_17 = 134,
  eutran_33 = 135, eutran_34 = 136, eutran_35 = 137, eutran_36 = 138,
  eutran_37 = 139, eutran_38 = 140, eutran_39 = 141, eutran_40 = 142,
  eutran_18 = 143, eutran_19 = 144, eutran_20 = 145, eutran_21 = 146,
  eutran_24 = 147, eutran_25 = 148, eutran_41 = 149, eutran_42 = 150,
  eutran_43 = 151, eutran_23 = 152, eutran_26 = 153, eutran_32 = 154,
  eutran_125 = 155, eutran_126 = 156, eutran_127 = 157, eutran_28 = 158,
  eutran_29 = 159, eutran_30 = 160, eutran_66 = 161, eutran_250 = 162,
  eutran_46 = 163, eutran_27 = 164, eutran_31 = 165, eutran_47 = 166,
  eutran_48 = 167, eutran_71 = 168, tdscdma_a = 200, tdscdma_b = 201,
  tdscdma_c = 202, tdscdma_d = 203, tdscdma_e = 204, tdscdma_f = 205,
  nr5g_1 = 250, nr5g_2 = 251, nr5g_3 = 252, nr5g_5 = 253, nr5g_7 = 254,
  nr5g_8 = 255, nr5g_20 = 256, nr5g_28 = 257, nr5g_38 = 258, nr5g_41 = 259,
  nr5g_50 = 260, nr5g_51 = 261, nr5g_66 = 262, nr5g_70 = 263, nr5g_71 = 264,
  nr5g_74 = 265, nr5g_75 = 266, nr5g_76 = 267, nr5g_77 = 268, nr5g_78 = 269,
  nr5g_79 = 270, nr5g_80 = 271, nr5g_81 = 272, nr5g_82 = 273, nr5g_83 = 274,
  nr5g_84 = 275, nr5g_85 = 276, nr5g_257 = 277, nr5g_258 = 278, nr5g_259 = 279,
  nr5g_260 = 280, nr5g_261 = 281, nr5g_12 = 282, nr5g_25 = 283, nr5g_34 = 284,
  nr5g_39 = 285, nr5g_40 = 286, nr5g_65 = 287, nr5g_86 = 288, nr5g_48 = 289,
  nr5g_14 = 290, nr5g_13 = 291, nr5g_18 = 292, nr5g_26 = 293, nr5g_30 = 294,
  nr5g_29 = 295, nr5g_53 = 296, nr5g_46 = 297, nr5g_91 = 298, nr5g_92 = 299,
  nr5g_93 = 300, nr5g_94 = 301,
})

local dl_bandwidth = enum(u32, {
  mhz_1_4 = 0x00, mhz_3 = 0x01, mhz_5 = 0x02, mhz_10 = 0x03, mhz_15 = 0x04,
  mhz_20 = 0x05, ["5gnr_5"] = 0x06, ["5gnr_10"] = 0x07, ["5gnr_15"] = 0x08,
  ["5gnr_20"] = 0x09, ["5gnr_25"] = 0x0A, ["5gnr_30"] = 0x0B,
  ["5gnr_40"] = 0x0C, ["5gnr_50"] = 0x0D, ["5gnr_60"] = 0x0E,
  ["5gnr_80"] = 0x0F, ["5gnr_90"] = 0x10, ["5gnr_100"] = 0x11,
  ["5gnr_200"] = 0x12, ["5gnr_400"] = 0x13, gsm_02 = 0x14, tdscdma_16 = 0x15,
  wcdma_5 = 0x16, wcdma_10 = 0x17, ["5gnr_70"] = 0x18, unknown = 0xFF,
})

local rat_mode_preference = flags(u16, {
  cdma_1x = 1 << 0, cdma_1xevdo = 1 << 1, gsm = 1 << 2, umts = 1 << 3,
  lte = 1 << 4, td_scdma = 1 << 5, ["5gnr"] = 1 << 6,
})

local band_preference = flags(u64, {
  bc_0_a_system = 1 << 0, bc_0_b_system = 1 << 1, bc_1_all_blocks = 1 << 2,
  bc_2 = 1 << 3, bc_3_a_system = 1 << 4, bc_4_all_blocks = 1 << 5,
  bc_5_all_blocks = 1 << 6, gsm_dcs_1800 = 1 << 7, gsm_900_extended = 1 << 8,
  gsm_900_primary = 1 << 9, bc_6 = 1 << 10, bc_7 = 1 << 11, bc_8 = 1 << 12,
  bc_9 = 1 << 13, bc_10 = 1 << 14, bc_11 = 1 << 15, gsm_450 = 1 << 16,
  gsm_480 = 1 << 17, gsm_750 = 1 << 18, gsm_850 = 1 << 19,
  gsm_900_railways = 1 << 20, gsm_pcs_1900 = 1 << 21, wcdma_2100 = 1 << 22,
  wcdma_pcs_1900 = 1 << 23, wcdma_dcs_1800 = 1 << 24, wcdma_1700_us = 1 << 25,
  wcdma_850_us = 1 << 26, wcdma_800 = 1 << 27, bc_12 = 1 << 28, bc_14 = 1 << 29,
  bc_15 = 1 << 31, wcdma_2600 = 1 << 48, wcdma_900 = 1 << 49,
  wcdma_1700_japan = 1 << 50, bc_16 = 1 << 56, bc_17 = 1 << 57, bc_18 = 1 << 58,
  bc_19 = 1 << 59, wcdma_850_japan = 1 << 60, wcdma_1500 = 1 << 61,
})

local cdma_prl_preference = enum(u16, {
  a_side_only = 0x0001, b_side_only = 0x0002, any = 0x3FFF,
})

local roaming_preference = enum(u16, {
  off = 0x01, not_off = 0x02, not_flashing = 0x03, any = 0xFF,
})

local lte_band_preference = flags(u64, {
  eutran_1 = 1 << 0, eutran_2 = 1 << 1, eutran_3 = 1 << 2, eutran_4 = 1 << 3,
  eutran_5 = 1 << 4, eutran_6 = 1 << 5, eutran_7 = 1 << 6, eutran_8 = 1 << 7,
  eutran_9 = 1 << 8, eutran_10 = 1 << 9, eutran_11 = 1 << 10,
  eutran_12 = 1 << 11, eutran_13 = 1 << 12, eutran_14 = 1 << 13,
  eutran_17 = 1 << 16, eutran_18 = 1 << 17, eutran_19 = 1 << 18,
  eutran_20 = 1 << 19, eutran_21 = 1 << 20, eutran_24 = 1 << 23,
  eutran_25 = 1 << 24, eutran_26 = 1 << 25, eutran_27 = 1 << 26,
  eutran_28 = 1 << 27, eutran_29 = 1 << 28, eutran_30 = 1 << 29,
  eutran_31 = 1 << 30, eutran_32 = 1 << 31, eutran_33 = 1 << 32,
  eutran_34 = 1 << 33, eutran_35 = 1 << 34, eutran_36 = 1 << 35,
  eutran_37 = 1 << 36, eutran_38 = 1 << 37, eutran_39 = 1 << 38,
  eutran_40 = 1 << 39, eutran_41 = 1 << 40, eutran_42 = 1 << 41,
  eutran_43 = 1 << 42,
})

local network_selection_preference = enum(u8, { automatic = 0, manual = 1 })

local service_domain_preference = enum(u32, {
  cs_only = 0, ps_only = 1, cs_ps = 2, ps_attach = 3, ps_detach = 4,
})

local gsm_wcdma_acquisition_order = enum(u32, {
  automatic = 0, gsm = 1, wcdma = 2,
})

local td_scdma_band_preference = flags(u64, {
  a = 1 << 0, b = 1 << 1, c = 1 << 2, d = 1 << 3, e = 1 << 4, f = 1 << 5,
})

local registration_restriction = enum(u32, {
  unrestricted = 0, camped_only = 1, limited = 2,
})

local usage_preference = enum(u32, {
  unknown = 0, voice_centric = 1, data_centric = 2,
})

local voice_domain_preference = enum(u32, {
  cs_only = 0, ps_only = 1, cs_preferred = 2, ps_preferred = 3,
})

local network_name_display_condition = flags(u8, {
  display_registered_plmn_if_known_network = 1 << 0,
  display_spn_not_required_if_unknown_network = 1 << 1,
})

local plmn_encoding_scheme = enum(u8, { gsm = 0, ucs2le = 1 })

local plmn_name_country_initials = enum(u8, {
  initials_do_not_add = 0x00, initials_add = 0x01, initials_unspecified = 0xFF,
})

local plmn_name_spare_bits = enum(u8, {
  unknown = 0, bit_8 = 1, bits_78 = 2, bits_68 = 3, bits_58 = 4, bits_48 = 5,
  bits_38 = 6, bits_28 = 7,
})

local roaming_status = enum(u8, {
  off = 0x00, on = 0x01, blink = 0x02, out_of_neighborhood = 0x03,
  out_of_building = 0x04, preferred_system = 0x05, available_system = 0x06,
  alliance_partner = 0x07, premium_partner = 0x08, full_service = 0x09,
  partial_service = 0x0A, banner_on = 0x0B, banner_off = 0x0C,
})

local hdr_protocol_revision = enum(u8, {
  none = 0, rel_0 = 1, rel_a = 2, rel_b = 3,
})

local reject_cause = enum(u8, {
  none = 0x00, imsi_unknown_in_hlr = 0x02, illegal_ue = 0x03,
  imsi_unknown_in_vlr = 0x04, imei_not_accepted = 0x05, illegal_me = 0x06,
  ps_services_not_allowed = 0x07, ps_and_non_ps_services_not_allowed = 0x08,
  ue_identity_not_derived_by_network = 0x09, implicitly_detached = 0x0A,
  plmn_not_allowed = 0x0B, location_area_not_allowed = 0x0C,
  roaming_in_location_area_not_allowed = 0x0D,
  ps_services_in_location_area_not_allowed = 0x0E,
  no_suitable_cells_in_location_area = 0x0F,
  msc_temporarily_not_reachable = 0x10, network_failure = 0x11,
  cs_domain_not_available = 0x12, esm_failure = 0x13, mac_failure = 0x14,
  synch_failure = 0x15, congestion = 0x16,
  ue_security_capabilities_mismatch = 0x17,
  security_mode_rejected_unspecified = 0x18, csg_not_authorized = 0x19,
  non_eps_authentication_unacceptable = 0x1A,
  sms_provided_by_gprs_in_routing_area = 0x1C,
  redirection_to_5gcn_required = 0x1F, service_option_not_supported = 0x20,
  requested_service_option_not_subscribed = 0x21,
  service_option_temporarily_out_of_order = 0x22,
  requested_service_option_not_authorized = 0x23,
  call_cannot_be_identified = 0x26, cs_service_temporarily_not_available = 0x27,
  no_eps_bearer_context_activated = 0x28, severe_network_failure = 0x2A,
  retry_upon_entry_into_new_cell_0 = 0x30,
  retry_upon_entry_into_new_cell_1 = 0x31,
  retry_upon_entry_into_new_cell_2 = 0x32,
  retry_upon_entry_into_new_cell_3 = 0x33,
  retry_upon_entry_into_new_cell_4 = 0x34,
  retry_upon_entry_into_new_cell_5 = 0x35,
  retry_upon_entry_into_new_cell_6 = 0x36,
  retry_upon_entry_into_new_cell_7 = 0x37,
  retry_upon_entry_into_new_cell_8 = 0x38,
  retry_upon_entry_into_new_cell_9 = 0x39,
  retry_upon_entry_into_new_cell_10 = 0x3A,
  retry_upon_entry_into_new_cell_11 = 0x3B,
  retry_upon_entry_into_new_cell_12 = 0x3C,
  retry_upon_entry_into_new_cell_13 = 0x3D,
  retry_upon_entry_into_new_cell_14 = 0x3E,
  retry_upon_entry_into_new_cell_15 = 0x3F,
  semantically_incorrect_message = 0x5F, invalid_mandatory_information = 0x60,
  message_type_non_existent = 0x61, message_type_not_compatible = 0x62,
  information_element_non_existent = 0x63,
  conditional_information_element_error = 0x64, message_not_compatible = 0x65,
  unspecified_protocol_error = 0x6F,
})

local wcdma_hs_service = enum(u8, {
  hsdpa_hsupa_unsupported = 0, hsdpa_supported = 1, hsupa_supported = 2,
  hsdpa_hsupa_supported = 3, hsdpa_plus_supported = 4,
  hsdpa_plus_hsupa_supported = 5, dc_hsdpa_plus_supported = 6,
  dc_hsdpa_plus_hsupa_supported = 7,
})

local cell_broadcast_capability = enum(u32, { unknown = 0, off = 1, on = 2 })

local sim_reject_state = enum(u32, {
  unavailable = 0, available = 1, cs_invalid = 2, ps_invalid = 3,
  cs_ps_invalid = 4,
})

local day_of_week = enum(u8, {
  monday = 0, tuesday = 1, wednesday = 2, thursday = 3, friday = 4,
  saturday = 5, sunday = 6,
})

local daylight_savings_adjustment = enum(u8, {
  none = 0, one_hour = 1, two_hours = 2,
})

local signal_strength = {
  { "strength", unit("dBm", i8) },
  { "radio_interface", radio_interface },
}

local rssi = {
  { "rssi", unit("-1 dBm", u8) },
  { "radio_interface", radio_interface },
}

local ecio = {
  { "ecio", unit("-0.5 dB", u8) },
  { "radio_interface", radio_interface },
}

local error_rate = { { "rate", u16 }, { "radio_interface", radio_interface } }

local rsrq = {
  { "rsrq", unit("dB", i8) },
  { "radio_interface", radio_interface },
}

local plmn_radio_interface = {
  { "mcc", u16 },
  { "mnc", u16 },
  { "radio_interface", radio_interface },
}

local pcs_digit_status = {
  { "mcc", u16 },
  { "mnc", u16 },
  { "includes_pcs_digit", bool },
}

local serving_system = {
  { "registration_state", registration_state },
  { "cs_attach_state", attach_state },
  { "ps_attach_state", attach_state },
  { "selected_network", network_type },
  { "radio_interfaces", array8(radio_interface) },
}

local current_plmn = {
  { "mcc", u16 },
  { "mnc", u16 },
  { "description", string8 },
}

local cdma_system_id = { { "sid", u16 }, { "nid", u16 } }

local cdma_base_station_info = {
  { "base_station_id", personal(u16) },
  { "base_station_latitude", personal(i32) },
  { "base_station_longitude", personal(i32) },
}

local roaming_indicator = {
  { "radio_interface", enum(u8, radio_interface) },
  { "roaming_indicator", roaming_indicator_status },
}

local time_zone_3gpp2 = {
  { "leap_seconds", unit("s", u8) },
  { "local_time_offset", unit("30 min", i8) },
  { "daylight_saving_time", bool },
}

local detailed_service_status = {
  { "status", service_status },
  { "capability", network_service_domain },
  { "hdr_status", service_status },
  { "hdr_hybrid", bool },
  { "forbidden", bool },
}

local cdma_home_info = { { "mcc", u16 }, { "imsi_11_12", u8 } }

local call_barring_info = {
  { "cs_status", call_barring_status },
  { "ps_status", call_barring_status },
}

local preferred_network = {
  { "mcc", u16 },
  { "mnc", u16 },
  { "radio_access_technology", plmn_access_technology_identifier },
}

local technology_preference = {
  { "technology_preference", radio_technology_preference },
  { "technology_preference_duration", preference_duration },
}

local rf_band = {
  { "radio_interface", radio_interface },
  { "active_band_class", active_band },
  { "active_channel", u16 },
}

local extended_lte_bands = {
  { "mask_low", u64 },
  { "mask_mid_low", u64 },
  { "mask_mid_high", u64 },
  { "mask_high", u64 },
}

local nr5g_bands = {
  { "mask_0", u64 },
  { "mask_1", u64 },
  { "mask_2", u64 },
  { "mask_3", u64 },
  { "mask_4", u64 },
  { "mask_5", u64 },
  { "mask_6", u64 },
  { "mask_7", u64 },
}

local service_provider_name = {
  { "name_display_condition", network_name_display_condition },
  { "name", string8 },
}

local operator_plmn = {
  { "mcc", fixed_string(3) },
  { "mnc", fixed_string(3) },
  { "lac1", u16 },
  { "lac2", u16 },
  { "plmn_name_record_identifier", u8 },
}

local plmn_name = {
  { "name_encoding", plmn_encoding_scheme },
  { "short_country_initials", plmn_name_country_initials },
  { "long_name_spare_bits", plmn_name_spare_bits },
  { "short_name_spare_bits", plmn_name_spare_bits },
  { "long_name", bytes8 },
  { "short_name", bytes8 },
}

local lte_cell = {
  { "physical_cell_id", u16 },
  { "rsrq", unit("0.1 dB", i16) },
  { "rsrp", unit("0.1 dBm", i16) },
  { "rssi", unit("0.1 dBm", i16) },
  { "cell_selection_rx_level", i16 },
}

local hdr_service_status = {
  { "service_status", service_status },
  { "preferred_data_path", bool },
}

local gsm_service_status = {
  { "service_status", service_status },
  { "true_service_status", service_status },
  { "preferred_data_path", bool },
}

local cdma_system_info = {
  { "domain_valid", bool },
  { "domain", network_service_domain },
  { "service_capability_valid", bool },
  { "service_capability", network_service_domain },
  { "roaming_status_valid", bool },
  { "roaming_status", roaming_status },
  { "forbidden_valid", bool },
  { "forbidden", bool },
  { "prl_match_valid", bool },
  { "prl_match", bool },
  { "p_rev_valid", bool },
  { "p_rev", u8 },
  { "base_station_p_rev_valid", bool },
  { "base_station_p_rev", u8 },
  { "concurrent_service_support_valid", bool },
  { "concurrent_service_support", bool },
  { "cdma_system_id_valid", bool },
  { "sid", u16 },
  { "nid", u16 },
  { "base_station_info_valid", bool },
  { "base_station_id", personal(u16) },
  { "base_station_latitude", personal(i32) },
  { "base_station_longitude", personal(i32) },
  { "packet_zone_valid", bool },
  { "packet_zone", u16 },
  { "network_id_valid", bool },
  { "mcc", fixed_string(3) },
  { "mnc", fixed_string(3) },
}

local hdr_system_info = {
  { "domain_valid", bool },
  { "domain", network_service_domain },
  { "service_capability_valid", bool },
  { "service_capability", network_service_domain },
  { "roaming_status_valid", bool },
  { "roaming_status", roaming_status },
  { "forbidden_valid", bool },
  { "forbidden", bool },
  { "prl_match_valid", bool },
  { "prl_match", bool },
  { "personality_valid", bool },
  { "personality", hdr_personality },
  { "protocol_revision_valid", bool },
  { "protocol_revision", hdr_protocol_revision },
  { "is_856_system_id_valid", bool },
  { "is_856_system_id", fixed_string(16) },
}

local gsm_system_info_v2 = {
  { "domain_valid", bool },
  { "domain", network_service_domain },
  { "service_capability_valid", bool },
  { "service_capability", network_service_domain },
  { "roaming_status_valid", bool },
  { "roaming_status", roaming_status },
  { "forbidden_valid", bool },
  { "forbidden", bool },
  { "lac_valid", bool },
  { "lac", u16 },
  { "cid_valid", bool },
  { "cid", personal(u32) },
  { "registration_reject_info_valid", bool },
  { "registration_reject_domain", network_service_domain },
  { "registration_reject_cause", reject_cause },
  { "network_id_valid", bool },
  { "mcc", fixed_string(3) },
  { "mnc", fixed_string(3) },
  { "egprs_support_valid", bool },
  { "egprs_support", bool },
  { "dtm_support_valid", bool },
  { "dtm_support", bool },
}

local wcdma_system_info_v2 = {
  { "domain_valid", bool },
  { "domain", network_service_domain },
  { "service_capability_valid", bool },
  { "service_capability", network_service_domain },
  { "roaming_status_valid", bool },
  { "roaming_status", roaming_status },
  { "forbidden_valid", bool },
  { "forbidden", bool },
  { "lac_valid", bool },
  { "lac", u16 },
  { "cid_valid", bool },
  { "cid", personal(u32) },
  { "registration_reject_info_valid", bool },
  { "registration_reject_domain", network_service_domain },
  { "registration_reject_cause", reject_cause },
  { "network_id_valid", bool },
  { "mcc", fixed_string(3) },
  { "mnc", fixed_string(3) },
  { "hs_call_status_valid", bool },
  { "hs_call_status", wcdma_hs_service },
  { "hs_service_valid", bool },
  { "hs_service", wcdma_hs_service },
  { "primary_scrambling_code_valid", bool },
  { "primary_scrambling_code", u16 },
}

local lte_system_info_v2 = {
  { "domain_valid", bool },
  { "domain", network_service_domain },
  { "service_capability_valid", bool },
  { "service_capability", network_service_domain },
  { "roaming_status_valid", bool },
  { "roaming_status", roaming_status },
  { "forbidden_valid", bool },
  { "forbidden", bool },
  { "lac_valid", bool },
  { "lac", u16 },
  { "cid_valid", bool },
  { "cid", personal(u32) },
  { "registration_reject_info_valid", bool },
  { "registration_reject_domain", network_service_domain },
  { "registration_reject_cause", reject_cause },
  { "network_id_valid", bool },
  { "mcc", fixed_string(3) },
  { "mnc", fixed_string(3) },
  { "tac_valid", bool },
  { "tac", u16 },
}

local additional_cdma_system_info = {
  { "geo_system_index", u16 },
  { "registration_period", u16 },
}

local additional_gsm_system_info = {
  { "geo_system_index", u16 },
  { "cell_broadcast_support", cell_broadcast_capability },
}

local td_scdma_system_info_v2 = {
  { "domain_valid", bool },
  { "domain", network_service_domain },
  { "service_capability_valid", bool },
  { "service_capability", network_service_domain },
  { "roaming_status_valid", bool },
  { "roaming_status", roaming_status },
  { "forbidden_valid", bool },
  { "forbidden", bool },
  { "lac_valid", bool },
  { "lac", u16 },
  { "cid_valid", bool },
  { "cid", personal(u32) },
  { "registration_reject_info_valid", bool },
  { "registration_reject_domain", network_service_domain },
  { "registration_reject_cause", reject_cause },
  { "network_id_valid", bool },
  { "mcc", fixed_string(3) },
  { "mnc", fixed_string(3) },
  { "hs_call_status_valid", bool },
  { "hs_call_status", wcdma_hs_service },
  { "hs_service_valid", bool },
  { "hs_service", wcdma_hs_service },
  { "cell_parameter_id_valid", bool },
  { "cell_parameter_id", u16 },
  { "cell_broadcast_support_valid", bool },
  { "cell_broadcast_support", cell_broadcast_capability },
  { "cs_call_barring_status_valid", bool },
  { "cs_call_barring_status", call_barring_status },
  { "ps_call_barring_status_valid", bool },
  { "ps_call_barring_status", call_barring_status },
  { "cipher_domain_valid", bool },
  { "cipher_domain", network_service_domain },
}

local nr5g_system_info = {
  { "domain_valid", bool },
  { "domain", network_service_domain },
  { "service_capability_valid", bool },
  { "service_capability", network_service_domain },
  { "roaming_status_valid", bool },
  { "roaming_status", roaming_status },
  { "forbidden_valid", bool },
  { "forbidden", bool },
  { "lac_valid", bool },
  { "lac", u16 },
  { "cid_valid", bool },
  { "cid", personal(u32) },
  { "registration_reject_info_valid", bool },
  { "registration_reject_domain", network_service_domain },
  { "registration_reject_cause", u8 },
  { "network_id_valid", bool },
  { "mcc", fixed_string(3) },
  { "mnc", fixed_string(3) },
  { "tac_valid", bool },
  { "tac", u16 },
}

local cdma_signal_strength = {
  { "rssi", unit("dBm", i8) },
  { "ecio", unit("-0.5 dB", i16) },
}

local hdr_signal_strength = {
  { "rssi", unit("dBm", i8) },
  { "ecio", unit("-0.5 dB", i16) },
  { "sinr", u8 },
  { "io", unit("dBm", i32) },
}

local lte_signal_strength = {
  { "rssi", unit("dBm", i8) },
  { "rsrq", unit("dB", i8) },
  { "rsrp", unit("dBm", i16) },
  { "snr", unit("0.1 dB", i16) },
}

local nr5g_signal_strength = {
  { "rsrp", unit("dBm", i16) },
  { "snr", unit("0.1 dB", i16) },
}

local signal_report = { { "rate", u8 }, { "average_period", u8 } }

local rx_chain = {
  { "is_radio_tuned", bool },
  { "rx_power", unit("0.1 dBm", i32) },
  { "ecio", unit("0.1 dB", i32) },
  { "rscp", unit("0.1 dBm", i32) },
  { "rsrp", unit("0.1 dBm", i32) },
  { "phase", unit("0.01 degrees", u32) },
}

local universal_time = {
  { "year", u16 },
  { "month", u8 },
  { "day", u8 },
  { "hour", u8 },
  { "minute", u8 },
  { "second", u8 },
  { "day_of_week", day_of_week },
}

local network_time = {
  { "universal_time", universal_time },
  { "timezone_offset", unit("15 min", i8) },
  { "daylight_savings_adjustment", daylight_savings_adjustment },
  { "radio_interface", radio_interface },
}

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Abort", id = 0x0001,
  request = {
    { 0x01, "transaction_id", u16 },
  },
}

message {
  name = "Set Event Report", id = 0x0002,
  request = {
    { 0x10, "signal_strength_indicator", {
      { "report", bool },
      { "thresholds", array8(unit("dBm", i8)) },
    }, optional = true },
    { 0x11, "rf_band_information", bool, optional = true },
    { 0x12, "registration_reject_reason", bool, optional = true },
    { 0x13, "rssi_indicator", {
      { "report", bool },
      { "rssi_delta", u8 },
    }, optional = true },
    { 0x14, "ecio_indicator", {
      { "report", bool },
      { "ecio_delta", u8 },
    }, optional = true },
    { 0x15, "io_indicator", {
      { "report", bool },
      { "io_delta", u8 },
    }, optional = true },
    { 0x16, "sinr_indicator", {
      { "report", bool },
      { "sinr_delta", u8 },
    }, optional = true },
    { 0x17, "error_rate_indicator", bool, optional = true },
    { 0x19, "ecio_threshold", {
      { "report", bool },
      { "thresholds", array8(i16) },
    }, optional = true },
    { 0x1A, "sinr_threshold", {
      { "report", bool },
      { "thresholds", bytes8 },
    }, optional = true },
    { 0x1B, "lte_snr_delta", {
      { "report", bool },
      { "snr_delta", u8 },
    }, optional = true },
    { 0x1C, "lte_rsrp_delta", {
      { "report", bool },
      { "rsrp_delta", u8 },
    }, optional = true },
  },
}

message {
  name = "Register Indications", id = 0x0003,
  request = {
    { 0x10, "system_selection_preference", bool, optional = true },
    { 0x12, "ddtm_events", bool, optional = true },
    { 0x13, "serving_system_events", bool, optional = true },
    { 0x14, "dual_standby_preference", bool, optional = true },
    { 0x15, "subscription_info", bool, optional = true },
    { 0x17, "network_time", bool, optional = true },
    { 0x18, "system_info", bool, optional = true },
    { 0x19, "signal_info", bool, optional = true },
    { 0x1A, "error_rate", bool, optional = true },
    { 0x1B, "hdr_new_uati_assigned", bool, optional = true },
    { 0x1C, "hdr_session_closed", bool, optional = true },
    { 0x1D, "managed_roaming", bool, optional = true },
    { 0x1E, "current_plmn_name", bool, optional = true },
    { 0x1F, "embms_status", bool, optional = true },
    { 0x20, "rf_band_information", bool, optional = true },
    { 0x21, "network_reject_information", {
      { "enable_network_reject_indications", bool },
      { "supress_system_info_indications", bool },
    }, optional = true },
  },
}

message {
  name = "Get Supported Messages", id = 0x001E,
  response = {
    { 0x10, "list", bytes16, optional = true },
  },
}

local signal_strength_request = flags(u16, {
  rssi = 1 << 0, ecio = 1 << 1, io = 1 << 2, sinr = 1 << 3, error_rate = 1 << 4,
  rsrq = 1 << 5, lte_snr = 1 << 6, lte_rsrp = 1 << 7,
})

message {
  name = "Get Signal Strength", id = 0x0020,
  request = {
    { 0x10, "request_mask", signal_strength_request, optional = true },
  },
  response = {
    { 0x01, "signal_strength", signal_strength },
    { 0x10, "strength_list", array16(signal_strength), optional = true },
    { 0x11, "rssi_list", array16(rssi), optional = true },
    { 0x12, "ecio_list", array16(ecio), optional = true },
    { 0x13, "io", unit("dBm", i32), optional = true },
    { 0x14, "sinr", u8, optional = true },
    { 0x15, "error_rate_list", array16(error_rate), optional = true },
    { 0x16, "rsrq", rsrq, optional = true },
    { 0x17, "lte_snr", unit("0.1 dB", i16), optional = true },
    { 0x18, "lte_rsrp", unit("dBm", i16), optional = true },
  },
}

local network_scan_result = enum(u32, {
  success = 0, abort = 1, radio_link_failure = 2,
})

message {
  name = "Network Scan", id = 0x0021,
  request = {
    { 0x10, "network_type", network_scan_type, optional = true },
  },
  response = {
    { 0x10, "network_information", array16 {
      { "mcc", u16 },
      { "mnc", u16 },
      { "network_status", network_status },
      { "description", string8 },
    }, optional = true },
    { 0x11, "radio_access_technology",
      array16(plmn_radio_interface), optional = true },
    { 0x12, "mnc_pcs_digit_include_status",
      array16(pcs_digit_status), optional = true },
    { 0x13, "network_scan_result", network_scan_result, optional = true },
  },
}

local network_register_type = enum(u8, { automatic = 1, manual = 2 })

message {
  name = "Initiate Network Register", id = 0x0022,
  request = {
    { 0x01, "action", network_register_type },
    { 0x10, "manual_registration_info_3gpp",
      plmn_radio_interface, optional = true },
    { 0x11, "change_duration", change_duration, optional = true },
    { 0x12, "mnc_pcs_digit_include_status", bool, optional = true },
  },
}

local ps_attach_action = enum(u8, { attach = 1, detach = 2 })

message {
  name = "Attach Detach", id = 0x0023,
  request = {
    { 0x10, "action", ps_attach_action },
  },
}

message {
  name = "Get Serving System", id = 0x0024,
  response = {
    { 0x01, "serving_system", serving_system },
    { 0x10, "roaming_indicator", roaming_indicator_status, optional = true },
    { 0x11, "data_service_capability",
      array8(data_capability), optional = true },
    { 0x12, "current_plmn", current_plmn, optional = true },
    { 0x13, "cdma_system_id", cdma_system_id, optional = true },
    { 0x14, "cdma_base_station_info", cdma_base_station_info, optional = true },
    { 0x15, "roaming_indicator_list",
      array8(roaming_indicator), optional = true },
    { 0x16, "default_roaming_indicator",
      roaming_indicator_status, optional = true },
    { 0x17, "time_zone_3gpp2", time_zone_3gpp2, optional = true },
    { 0x18, "cdma_p_rev", u8, optional = true },
    { 0x1A, "time_zone_3gpp", unit("15 min", i8), optional = true },
    { 0x1B, "daylight_saving_time_adjustment_3gpp",
      unit("h", u8), optional = true },
    { 0x1C, "lac_3gpp", u16, optional = true },
    { 0x1D, "cid_3gpp", personal(u32), optional = true },
    { 0x1E, "concurrent_service_info_3gpp2", bool, optional = true },
    { 0x1F, "prl_indicator_3gpp2", bool, optional = true },
    { 0x20, "dtm_support", bool, optional = true },
    { 0x21, "detailed_service_status",
      detailed_service_status, optional = true },
    { 0x22, "cdma_system_info", cdma_home_info, optional = true },
    { 0x23, "hdr_personality", hdr_personality, optional = true },
    { 0x24, "lte_tac", u16, optional = true },
    { 0x25, "call_barring_status", call_barring_info, optional = true },
    { 0x26, "umts_primary_scrambling_code", u16, optional = true },
    { 0x27, "mnc_pcs_digit_include_status", pcs_digit_status, optional = true },
    { 0x29, "network_name_source", network_name_source, optional = true },
  },
}

local network_description_display = enum(u8, {
  no = 0x00, yes = 0x01, unknown = 0xFF,
})

message {
  name = "Get Home Network", id = 0x0025,
  response = {
    { 0x01, "home_network", current_plmn },
    { 0x10, "home_system_id", cdma_system_id, optional = true },
    { 0x11, "home_network_3gpp2_ext", {
      { "mcc", u16 },
      { "mnc", u16 },
      { "display_description", network_description_display },
      { "description_encoding", network_description_encoding },
      { "description", bytes8 },
    }, optional = true },
    { 0x12, "home_network_3gpp_mnc", {
      { "is_3gpp", bool },
      { "includes_pcs_digit", bool },
    }, optional = true },
    { 0x13, "network_name_source", network_name_source, optional = true },
  },
}

message {
  name = "Get Preferred Networks", id = 0x0026,
  response = {
    { 0x10, "preferred_networks", array16(preferred_network), optional = true },
    { 0x11, "static_preferred_networks",
      array16(preferred_network), optional = true },
    { 0x12, "mnc_pcs_digit_include_status",
      array8(pcs_digit_status), optional = true },
    { 0x13, "static_mnc_pcs_digit_include_status",
      array8(pcs_digit_status), optional = true },
  },
}

message {
  name = "Set Preferred Networks", id = 0x0027,
  request = {
    { 0x10, "preferred_networks", array16(preferred_network), optional = true },
    { 0x11, "mnc_pcs_digit_include_status",
      array8(pcs_digit_status), optional = true },
    { 0x12, "clear_previous_preferred_networks", bool, optional = true },
  },
}

message {
  name = "Set Technology Preference", id = 0x002A,
  request = {
    { 0x01, "current", technology_preference },
  },
}

message {
  name = "Get Technology Preference", id = 0x002B,
  response = {
    { 0x01, "active", technology_preference },
    { 0x10, "persistent", radio_technology_preference, optional = true },
  },
}

message {
  name = "Get RF Band Information", id = 0x0031,
  response = {
    { 0x01, "list", array8(rf_band) },
    { 0x11, "extended_list", array8 {
      { "radio_interface", radio_interface },
      { "active_band_class", active_band },
      { "active_channel", u32 },
    }, optional = true },
    { 0x12, "bandwidth_list", array8 {
      { "radio_interface", radio_interface },
      { "bandwidth", dl_bandwidth },
    }, optional = true },
  },
}

message {
  name = "Set System Selection Preference", id = 0x0033,
  request = {
    { 0x10, "emergency_mode", bool, optional = true },
    { 0x11, "mode_preference", rat_mode_preference, optional = true },
    { 0x12, "band_preference", band_preference, optional = true },
    { 0x13, "cdma_prl_preference", cdma_prl_preference, optional = true },
    { 0x14, "roaming_preference", roaming_preference, optional = true },
    { 0x15, "lte_band_preference", lte_band_preference, optional = true },
    { 0x16, "network_selection_preference", {
      { "mode", network_selection_preference },
      { "mcc", u16 },
      { "mnc", u16 },
    }, optional = true },
    { 0x17, "change_duration", change_duration, optional = true },
    { 0x18, "service_domain_preference",
      service_domain_preference, optional = true },
    { 0x19, "gsm_wcdma_acquisition_order_preference",
      gsm_wcdma_acquisition_order, optional = true },
    { 0x1A, "mnc_pcs_digit_include_status", bool, optional = true },
    { 0x1D, "td_scdma_band_preference",
      td_scdma_band_preference, optional = true },
    { 0x1E, "acquisition_order_preference",
      array8(radio_interface), optional = true },
    { 0x1F, "network_selection_registration_restriction",
      registration_restriction, optional = true },
    { 0x21, "usage_preference", usage_preference, optional = true },
    { 0x23, "voice_domain_preference",
      voice_domain_preference, optional = true },
    { 0x24, "extended_lte_band_preference",
      extended_lte_bands, optional = true },
    { 0x2F, "nr5g_sa_band_preference", nr5g_bands, optional = true },
    { 0x30, "nr5g_nsa_band_preference", nr5g_bands, optional = true },
  },
}

message {
  name = "Get System Selection Preference", id = 0x0034,
  response = {
    { 0x10, "emergency_mode", bool, optional = true },
    { 0x11, "mode_preference", rat_mode_preference, optional = true },
    { 0x12, "band_preference", band_preference, optional = true },
    { 0x13, "cdma_prl_preference", cdma_prl_preference, optional = true },
    { 0x14, "roaming_preference", roaming_preference, optional = true },
    { 0x15, "lte_band_preference", lte_band_preference, optional = true },
    { 0x16, "network_selection_preference",
      network_selection_preference, optional = true },
    { 0x18, "service_domain_preference",
      service_domain_preference, optional = true },
    { 0x19, "gsm_wcdma_acquisition_order_preference",
      gsm_wcdma_acquisition_order, optional = true },
    { 0x1A, "td_scdma_band_preference",
      td_scdma_band_preference, optional = true },
    { 0x1B, "manual_network_selection", pcs_digit_status, optional = true },
    { 0x1C, "acquisition_order_preference",
      array8(radio_interface), optional = true },
    { 0x1D, "network_selection_registration_restriction",
      registration_restriction, optional = true },
    { 0x1F, "usage_preference", usage_preference, optional = true },
    { 0x20, "voice_domain_preference",
      voice_domain_preference, optional = true },
    { 0x22, "disabled_modes", rat_mode_preference, optional = true },
    { 0x23, "extended_lte_band_preference",
      extended_lte_bands, optional = true },
    { 0x2C, "nr5g_sa_band_preference", nr5g_bands, optional = true },
    { 0x2D, "nr5g_nsa_band_preference", nr5g_bands, optional = true },
  },
}

message {
  name = "Get Operator Name", id = 0x0039,
  response = {
    { 0x10, "service_provider_name", service_provider_name, optional = true },
    { 0x11, "operator_plmn_list", array16(operator_plmn), optional = true },
    { 0x12, "operator_plmn_name", array8(plmn_name), optional = true },
    { 0x13, "operator_string_name", string, optional = true },
    { 0x14, "nitz_information", plmn_name, optional = true },
  },
}

local wcdma_rrc_state = enum(u32, {
  disconnected = 0, cell_pch = 1, ura_pch = 2, cell_fach = 3, cell_dch = 4,
})

message {
  name = "Get Cell Location Info", id = 0x0043,
  response = {
    { 0x10, "geran_info_v2", {
      { "cell_id", personal(u32) },
      { "plmn", plmn(fixed_bytes(3)) },
      { "lac", u16 },
      { "geran_absolute_rf_channel_number", u16 },
      { "base_station_identity_code", u8 },
      { "timing_advance", unit("bit periods", u32) },
      { "rx_level", u16 },
      { "cell", array8 {
        { "cell_id", personal(u32) },
        { "plmn", plmn(fixed_bytes(3)) },
        { "lac", u16 },
        { "geran_absolute_rf_channel_number", u16 },
        { "base_station_identity_code", u8 },
        { "rx_level", u16 },
      } },
    }, optional = true },
    { 0x11, "umts_info_v2", {
      { "cell_id", personal(u16) },
      { "plmn", plmn(fixed_bytes(3)) },
      { "lac", u16 },
      { "utra_absolute_rf_channel_number", u16 },
      { "primary_scrambling_code", u16 },
      { "rscp", unit("dBm", i16) },
      { "ecio", unit("dB", i16) },
      { "cell", array8 {
        { "utra_absolute_rf_channel_number", u16 },
        { "primary_scrambling_code", u16 },
        { "rscp", unit("dBm", i16) },
        { "ecio", unit("dB", i16) },
      } },
      { "neighboring_geran", array8 {
        { "geran_absolute_rf_channel_number", u16 },
        { "network_color_code", u8 },
        { "base_station_color_code", u8 },
        { "rssi", i16 },
      } },
    }, optional = true },
    { 0x12, "cdma_info", {
      { "system_id", u16 },
      { "network_id", u16 },
      { "base_station_id", personal(u16) },
      { "reference_pn", u16 },
      { "latitude", personal(u32) },
      { "longitude", personal(u32) },
    }, optional = true },
    { 0x13, "intrafrequency_lte_info_v2", {
      { "ue_in_idle", bool },
      { "plmn", plmn(fixed_bytes(3)) },
      { "tracking_area_code", u16 },
      { "global_cell_id", personal(u32) },
      { "eutra_absolute_rf_channel_number", u16 },
      { "serving_cell_id", u16 },
      { "cell_reselection_priority", u8 },
      { "s_non_intra_search_threshold", u8 },
      { "serving_cell_low_threshold", u8 },
      { "s_intra_search_threshold", u8 },
      { "cell", array8(lte_cell) },
    }, optional = true },
    { 0x14, "interfrequency_lte_info", {
      { "ue_in_idle", bool },
      { "frequency", array8 {
        { "eutra_absolute_rf_channel_number", u16 },
        { "cell_selection_rx_level_low_threshold", u8 },
        { "cell_selection_rx_level_high_threshold", u8 },
        { "cell_reselection_priority", u8 },
        { "cell", array8(lte_cell) },
      } },
    }, optional = true },
    { 0x15, "lte_info_neighboring_gsm", {
      { "ue_in_idle", bool },
      { "frequency", array8 {
        { "cell_reselection_priority", u8 },
        { "cell_reselection_high_threshold", u8 },
        { "cell_reselection_low_threshold", u8 },
        { "ncc_permitted", u8 },
        { "cell", array8 {
          { "geran_absolute_rf_channel_number", u16 },
          { "band_is_1900", bool },
          { "cell_id_valid", bool },
          { "base_station_identity_code", u8 },
          { "rssi", unit("0.1 dBm", i16) },
          { "cell_selection_rx_level", i16 },
        } },
      } },
    }, optional = true },
    { 0x16, "lte_info_neighboring_wcdma", {
      { "ue_in_idle", bool },
      { "frequency", array8 {
        { "utra_absolute_rf_channel_number", u16 },
        { "cell_reselection_priority", u8 },
        { "cell_reselection_high_threshold", u16 },
        { "cell_reselection_low_threshold", u16 },
        { "cell", array8 {
          { "primary_scrambling_code", u16 },
          { "cpich_rscp", unit("0.1 dBm", i16) },
          { "cpich_ecno", unit("0.1 dB", i16) },
          { "cell_selection_rx_level", i16 },
        } },
      } },
    }, optional = true },
    { 0x17, "umts_cell_id", personal(u32), optional = true },
    { 0x18, "umts_info_neighboring_lte", {
      { "rrc_state", wcdma_rrc_state },
      { "frequency", array8 {
        { "eutra_absolute_rf_channel_number", u16 },
        { "physical_cell_id", u16 },
        { "rsrp", unit("dBm", f32) },
        { "rsrq", unit("dB", f32) },
        { "cell_selection_rx_level", i16 },
        { "is_tdd", bool },
      } },
    }, optional = true },
    { 0x1E, "lte_info_timing_advance", unit("us", u32), optional = true },
    { 0x2E, "nr5g_arfcn", u32, optional = true },
    { 0x2F, "nr5g_cell_information", {
      { "plmn", plmn(fixed_bytes(3)) },
      { "tracking_area_code", fixed_bytes(3) },
      { "global_cell_id", personal(u64) },
      { "physical_cell_id", u16 },
      { "rsrq", unit("0.1 dB", i16) },
      { "rsrp", unit("0.1 dBm", i16) },
      { "snr", unit("0.1 dB", i16) },
    }, optional = true },
  },
}

local yes_no_unknown = enum(u32, { ["false"] = 0, ["true"] = 1, unknown = 2 })

local plmn_language_id = enum(u32, { unknown = 0, zh_trad = 1, zh_simp = 2 })

message {
  name = "Get PLMN Name", id = 0x0044,
  request = {
    { 0x01, "plmn", { { "mcc", u16 }, { "mnc", u16 } } },
    { 0x10, "suppress_sim_error", bool, optional = true },
    { 0x11, "mnc_pcs_digit_include_status", bool, optional = true },
    { 0x12, "always_send_plmn_name", bool, optional = true },
    { 0x13, "use_static_table_only", bool, optional = true },
    { 0x14, "csg_id", personal(u32), optional = true },
    { 0x15, "radio_access_technology",
      enum(u8, radio_interface), optional = true },
    { 0x16, "send_all_information", bool, optional = true },
  },
  response = {
    { 0x10, "3gpp_eons_plmn_name", {
      { "service_provider_name_encoding", network_description_encoding },
      { "service_provider_name", bytes8 },
      { "short_name_encoding", network_description_encoding },
      { "short_name_country_initials", plmn_name_country_initials },
      { "short_name_spare_bits", plmn_name_spare_bits },
      { "short_name", bytes8 },
      { "long_name_encoding", network_description_encoding },
      { "long_name_country_initials", plmn_name_country_initials },
      { "long_name_spare_bits", plmn_name_spare_bits },
      { "long_name", bytes8 },
    }, optional = true },
    { 0x11, "display_bit_information", {
      { "service_provider_name_set", yes_no_unknown },
      { "plmn_name_set", yes_no_unknown },
    }, optional = true },
    { 0x12, "network_information", yes_no_unknown, optional = true },
    { 0x13, "plmn_name_with_language_id", array8 {
      { "long_name", array8(u16) },
      { "short_name", array8(u16) },
      { "language_id", plmn_language_id },
    }, optional = true },
    { 0x14, "additional_information", array8(u16), optional = true },
    { 0x15, "network_name_source", network_name_source, optional = true },
  },
}

local lte_voice_domain = enum(u32, {
  none = 0, ims = 1, ["1x"] = 2, ["3gpp"] = 3,
})

local lte_registration_domain = enum(u32, {
  not_applicable = 0, cs_only = 1, ps_only = 2, cs_ps = 3, limited_service = 4,
})

local lte_cell_access_status = enum(u32, {
  normal_only = 0x00, emergency_only = 0x01, no_calls = 0x02, all_calls = 0x03,
  unknown = 0xFF,
})

message {
  name = "Get System Info", id = 0x004D,
  response = {
    { 0x10, "cdma_service_status", hdr_service_status, optional = true },
    { 0x11, "hdr_service_status", hdr_service_status, optional = true },
    { 0x12, "gsm_service_status", gsm_service_status, optional = true },
    { 0x13, "wcdma_service_status", gsm_service_status, optional = true },
    { 0x14, "lte_service_status", gsm_service_status, optional = true },
    { 0x15, "cdma_system_info", cdma_system_info, optional = true },
    { 0x16, "hdr_system_info", hdr_system_info, optional = true },
    { 0x17, "gsm_system_info_v2", gsm_system_info_v2, optional = true },
    { 0x18, "wcdma_system_info_v2", wcdma_system_info_v2, optional = true },
    { 0x19, "lte_system_info_v2", lte_system_info_v2, optional = true },
    { 0x1A, "additional_cdma_system_info",
      additional_cdma_system_info, optional = true },
    { 0x1B, "additional_hdr_system_info", {
      { "geo_system_index", u16 },
    }, optional = true },
    { 0x1C, "additional_gsm_system_info",
      additional_gsm_system_info, optional = true },
    { 0x1D, "additional_wcdma_system_info",
      additional_gsm_system_info, optional = true },
    { 0x1E, "additional_lte_system_info", {
      { "geo_system_index", u16 },
    }, optional = true },
    { 0x1F, "gsm_call_barring_status", call_barring_info, optional = true },
    { 0x20, "wcdma_call_barring_status", call_barring_info, optional = true },
    { 0x21, "lte_voice_support", bool, optional = true },
    { 0x22, "gsm_cipher_domain", network_service_domain, optional = true },
    { 0x23, "wcdma_cipher_domain", network_service_domain, optional = true },
    { 0x24, "td_scdma_service_status", gsm_service_status, optional = true },
    { 0x25, "td_scdma_system_info_v2",
      td_scdma_system_info_v2, optional = true },
    { 0x26, "lte_embms_coverage_info_support", bool, optional = true },
    { 0x27, "sim_reject_info", sim_reject_state, optional = true },
    { 0x29, "ims_voice_support", bool, optional = true },
    { 0x2A, "lte_voice_domain", lte_voice_domain, optional = true },
    { 0x2B, "cdma_registration_zone_id", u16, optional = true },
    { 0x2C, "gsm_routing_area_code", u8, optional = true },
    { 0x2D, "wcdma_routing_area_code", u8, optional = true },
    { 0x2E, "cdma_resolved_mcc", u16, optional = true },
    { 0x2F, "network_selection_registration_restriction",
      registration_restriction, optional = true },
    { 0x31, "lte_registration_domain",
      lte_registration_domain, optional = true },
    { 0x34, "lte_embms_coverage_info_trace_id", u16, optional = true },
    { 0x44, "lte_cell_access_status", lte_cell_access_status, optional = true },
    { 0x4A, "nr5g_service_status_info", gsm_service_status, optional = true },
    { 0x4B, "nr5g_system_info", nr5g_system_info, optional = true },
    { 0x4E, "eutra_with_nr5g_availability", bool, optional = true },
    { 0x4F, "dcnr_restriction_info", bool, optional = true },
    { 0x50, "nr5g_tracking_area_code", fixed_bytes(3), optional = true },
  },
}

message {
  name = "Get Signal Info", id = 0x004F,
  response = {
    { 0x10, "cdma_signal_strength", cdma_signal_strength, optional = true },
    { 0x11, "hdr_signal_strength", hdr_signal_strength, optional = true },
    { 0x12, "gsm_signal_strength", unit("dBm", i8), optional = true },
    { 0x13, "wcdma_signal_strength", cdma_signal_strength, optional = true },
    { 0x14, "lte_signal_strength", lte_signal_strength, optional = true },
    { 0x15, "tdma_signal_strength", unit("dBm", i8), optional = true },
    { 0x16, "tdma_signal_strength_extended", {
      { "rssi", unit("dBm", i32) },
      { "rscp", unit("dBm", i32) },
      { "ecio", unit("dBm", i32) },
      { "sinr", unit("dB", i32) },
    }, optional = true },
    { 0x17, "5g_signal_strength", nr5g_signal_strength, optional = true },
    { 0x18, "5g_signal_strength_extended", unit("dB", i16), optional = true },
    { 0x19, "wcdma_rscp", unit("-1 dBm", i16), optional = true },
  },
}

message {
  name = "Config Signal Info", id = 0x0050,
  request = {
    { 0x10, "rssi_threshold", array8(unit("dBm", i8)), optional = true },
    { 0x11, "ecio_threshold", array8(unit("-0.5 dB", i16)), optional = true },
    { 0x12, "sinr_threshold", bytes8, optional = true },
    { 0x13, "lte_snr_threshold", array8(unit("0.1 dB", i16)), optional = true },
    { 0x14, "io_threshold", array8(unit("dBm", i32)), optional = true },
    { 0x15, "rsrq_threshold", array8(unit("dB", i8)), optional = true },
    { 0x16, "rsrp_threshold", array8(unit("dBm", i16)), optional = true },
    { 0x17, "lte_report", signal_report, optional = true },
    { 0x18, "rscp_threshold", array8(unit("dBm", i8)), optional = true },
  },
}

message {
  name = "Get Tx Rx Info", id = 0x005A,
  request = {
    { 0x01, "radio_interface", radio_interface },
  },
  response = {
    { 0x10, "rx_chain_0_info", rx_chain, optional = true },
    { 0x11, "rx_chain_1_info", rx_chain, optional = true },
    { 0x12, "tx_info", {
      { "is_in_traffic", bool },
      { "tx_power", unit("0.1 dBm", i32) },
    }, optional = true },
    { 0x15, "rx_chain_2_info", rx_chain, optional = true },
    { 0x16, "rx_chain_3_info", rx_chain, optional = true },
  },
}

local cdma_pilot_type = enum(u32, { active = 0, neighbor = 1 })

message {
  name = "Get CDMA Position Info", id = 0x0065,
  response = {
    { 0x10, "cdma_position_info", {
      { "ui_in_idle_mode", i8 },
      { "basestations", array8 {
        { "pilot_type", cdma_pilot_type },
        { "system_id", u16 },
        { "network_id", u16 },
        { "base_station_id", personal(u16) },
        { "pilot_pn", u16 },
        { "pilot_strength", u16 },
        { "latitude", personal(i32) },
        { "longitude", personal(i32) },
        { "gps_time_in_milliseconds", unit("ms", u64) },
      } },
    }, optional = true },
  },
}

message {
  name = "Force Network Search", id = 0x0067,
}

message {
  name = "Config Signal Info v2", id = 0x006C,
  request = {
    { 0x10, "cdma_rssi_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x11, "cdma_rssi_delta", unit("0.1 dBm", u16), optional = true },
    { 0x12, "cdma_ecio_threshold_list",
      array8(unit("0.1 dB", i16)), optional = true },
    { 0x13, "cdma_ecio_delta", unit("0.1 dB", u16), optional = true },
    { 0x14, "hdr_rssi_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x15, "hdr_rssi_delta", unit("0.1 dBm", u16), optional = true },
    { 0x16, "hdr_ecio_threshold_list",
      array8(unit("0.1 dB", i16)), optional = true },
    { 0x17, "hdr_ecio_delta", unit("0.1 dB", u16), optional = true },
    { 0x18, "hdr_sinr_threshold_list", array8(i16), optional = true },
    { 0x19, "hdr_sinr_delta", u16, optional = true },
    { 0x1A, "hdr_io_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x1B, "hdr_io_delta", unit("0.1 dBm", u16), optional = true },
    { 0x1C, "gsm_rssi_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x1D, "gsm_rssi_delta", unit("0.1 dBm", u16), optional = true },
    { 0x1E, "wcdma_rssi_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x1F, "wcdma_rssi_delta", unit("0.1 dBm", u16), optional = true },
    { 0x20, "wcdma_ecio_threshold_list",
      array8(unit("0.1 dB", i16)), optional = true },
    { 0x21, "wcdma_ecio_delta", unit("0.1 dB", u16), optional = true },
    { 0x22, "lte_rssi_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x23, "lte_rssi_delta", unit("0.1 dBm", u16), optional = true },
    { 0x24, "lte_snr_threshold_list",
      array8(unit("0.1 dB", i16)), optional = true },
    { 0x25, "lte_snr_delta", unit("0.1 dB", u16), optional = true },
    { 0x26, "lte_rsrq_threshold_list",
      array8(unit("0.1 dB", i16)), optional = true },
    { 0x27, "lte_rsrq_delta", unit("0.1 dB", u16), optional = true },
    { 0x28, "lte_rsrp_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x29, "lte_rsrp_delta", unit("0.1 dBm", u16), optional = true },
    { 0x2A, "lte_report", signal_report, optional = true },
    { 0x33, "nr5g_snr_threshold_list",
      array8(unit("0.1 dB", i16)), optional = true },
    { 0x34, "nr5g_snr_delta", unit("0.1 dB", u16), optional = true },
    { 0x35, "nr5g_rsrp_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x36, "nr5g_rsrp_delta", unit("0.1 dBm", u16), optional = true },
    { 0x37, "nr5g_report", signal_report, optional = true },
    { 0x38, "nr5g_rsrq_threshold_list",
      array8(unit("0.1 dB", i16)), optional = true },
    { 0x39, "nr5g_rsrq_delta", unit("0.1 dB", u16), optional = true },
    { 0x3A, "wcdma_rscp_threshold_list",
      array8(unit("0.1 dBm", i16)), optional = true },
    { 0x3B, "wcdma_rscp_delta", unit("0.1 dBm", u16), optional = true },
  },
}

message {
  name = "Get Network Time", id = 0x007D,
  response = {
    { 0x10, "3gpp2_time", network_time, optional = true },
    { 0x11, "3gpp_time", network_time, optional = true },
  },
}

message {
  name = "Incremental Network Scan", id = 0x0085,
  request = {
    { 0x10, "network_type", network_scan_type, optional = true },
  },
}

local drx = enum(u32, {
  unknown = 0, cn6_t32 = 6, cn7_t64 = 7, cn8_t128 = 8, cn9_t256 = 9,
})

message {
  name = "Get DRX", id = 0x0089,
  response = {
    { 0x10, "info", drx, optional = true },
  },
}

local scell_state = enum(u32, {
  deconfigured = 0, deactivated = 1, activated = 2,
})

message {
  name = "Get LTE Cphy CA Info", id = 0x00AC,
  response = {
    { 0x11, "dl_bandwidth", dl_bandwidth, optional = true },
    { 0x12, "phy_ca_agg_scell_info", {
      { "physical_cell_id", u16 },
      { "rx_channel", u16 },
      { "dl_bandwidth", dl_bandwidth },
      { "lte_band", active_band },
      { "state", scell_state },
    }, optional = true },
    { 0x13, "phy_ca_agg_pcell_info", {
      { "physical_cell_id", u16 },
      { "rx_channel", u16 },
      { "dl_bandwidth", dl_bandwidth },
      { "lte_band", active_band },
    }, optional = true },
    { 0x14, "scell_index", u8, optional = true },
    { 0x15, "phy_ca_agg_secondary_cells", array8 {
      { "physical_cell_id", u16 },
      { "rx_channel", u16 },
      { "dl_bandwidth", dl_bandwidth },
      { "lte_band", active_band },
      { "state", scell_state },
      { "cell_index", u8 },
    }, optional = true },
  },
}

message {
  name = "Get ENDC Config", id = 0x00E8,
  response = {
    { 0x10, "enabled", bool, optional = true },
    { 0x11, "immediate_scg_release", bool, optional = true },
  },
}

local swi_modem_mode = enum(u8, {
  powering_off = 0x00, factory_test = 0x01, offline = 0x02, offline_amps = 0x03,
  offline_cdma = 0x04, online = 0x05, low_power = 0x06, resetting = 0x07,
  network_test = 0x08, offline_request = 0x09, pseudo_online = 0x0A,
  resetting_modem = 0x0B, unknown = 0xFF,
})

local swi_system_mode = enum(u8, {
  no_service = 0x00, amps = 0x01, cdma = 0x02, gsm = 0x03, hdr = 0x04,
  wcdma = 0x05, gps = 0x06, wlan = 0x08, lte = 0x09, unknown = 0xFF,
})

local swi_ims_reg_state = enum(u8, {
  no_srv = 0x00, in_prog = 0x01, failed = 0x02, limited = 0x03, full_srv = 0x04,
  unknown = 0xFF,
})

local swi_ps_state = enum(u8, {
  attached = 0x00, detached = 0x01, unknown = 0xFF,
})

local swi_emm_state = enum(u8, {
  deregistered = 0x00, reg_initiated = 0x01, registered = 0x02,
  tau_initiated = 0x03, sr_initiated = 0x04, dereg_initiated = 0x05,
  invalid = 0x06, unknown = 0xFF,
})

local swi_emm_connection_state = enum(u8, {
  rrc_idle = 0x00, waiting_rrc_cfm = 0x01, rrc_connecting = 0x02,
  rrc_releasing = 0x03, unknown = 0xFF,
})

message {
  name = "Swi Get Status", id = 0x5556, vendor = 0x1199,
  response = {
    { 0x01, "common_info_v2", {
      { "temperature", unit("degC", i8) },
      { "modem_mode", swi_modem_mode },
      { "system_mode", swi_system_mode },
      { "ims_registration_state", swi_ims_reg_state },
      { "packet_service_state", swi_ps_state },
    } },
    { 0x10, "lte_info", {
      { "band", enum(u8, active_band) },
      { "bandwidth", enum(u8, dl_bandwidth) },
      { "rx_channel", u16 },
      { "tx_channel", u16 },
      { "emm_state", swi_emm_state },
      { "emm_sub_state", u8 },
      { "emm_connection_state", swi_emm_connection_state },
    }, optional = true },
  },
}

indication {
  name = "Event Report", id = 0x0002,
  tlvs = {
    { 0x10, "signal_strength", signal_strength, optional = true },
    { 0x11, "rf_band_information", array8(rf_band), optional = true },
    { 0x12, "registration_reject_reason", {
      { "service_domain", network_service_domain },
      { "reject_cause", u16 },
    }, optional = true },
    { 0x13, "rssi", rssi, optional = true },
    { 0x14, "ecio", ecio, optional = true },
    { 0x15, "io", unit("dBm", i32), optional = true },
    { 0x16, "sinr", u8, optional = true },
    { 0x17, "error_rate", error_rate, optional = true },
    { 0x18, "rsrq", rsrq, optional = true },
    { 0x19, "lte_snr", unit("0.1 dB", i16), optional = true },
    { 0x1A, "lte_rsrp", unit("dBm", i16), optional = true },
  },
}

indication {
  name = "Serving System", id = 0x0024,
  tlvs = {
    { 0x01, "serving_system", serving_system },
    { 0x10, "roaming_indicator", roaming_indicator_status, optional = true },
    { 0x11, "data_service_capability",
      array8(data_capability), optional = true },
    { 0x12, "current_plmn", current_plmn, optional = true },
    { 0x13, "cdma_system_id", cdma_system_id, optional = true },
    { 0x14, "cdma_base_station_info", cdma_base_station_info, optional = true },
    { 0x15, "roaming_indicator_list",
      array8(roaming_indicator), optional = true },
    { 0x16, "default_roaming_indicator",
      roaming_indicator_status, optional = true },
    { 0x17, "time_zone_3gpp2", time_zone_3gpp2, optional = true },
    { 0x18, "cdma_p_rev", u8, optional = true },
    { 0x19, "plmn_name_flag_3gpp", bool(i8), optional = true },
    { 0x1A, "time_zone_3gpp", unit("15 min", i8), optional = true },
    { 0x1B, "daylight_saving_time_adjustment_3gpp",
      unit("h", u8), optional = true },
    { 0x1C, "universal_time_and_local_time_zone_3gpp", {
      { "year", u16 },
      { "month", u8 },
      { "day", u8 },
      { "hour", u8 },
      { "minute", u8 },
      { "second", u8 },
      { "time_zone", unit("15 min", u8) },
    }, optional = true },
    { 0x1D, "lac_3gpp", u16, optional = true },
    { 0x1E, "cid_3gpp", personal(u32), optional = true },
    { 0x1F, "concurrent_service_info_3gpp2", bool, optional = true },
    { 0x20, "prl_indicator_3gpp2", bool, optional = true },
    { 0x21, "dtm_support", bool, optional = true },
    { 0x22, "detailed_service_status",
      detailed_service_status, optional = true },
    { 0x23, "cdma_system_info", cdma_home_info, optional = true },
    { 0x24, "hdr_personality", hdr_personality, optional = true },
    { 0x25, "lte_tac", u16, optional = true },
    { 0x26, "call_barring_status", call_barring_info, optional = true },
    { 0x27, "plmn_not_changed_indication", bool, optional = true },
    { 0x28, "umts_primary_scrambling_code", u16, optional = true },
    { 0x29, "mnc_pcs_digit_include_status", pcs_digit_status, optional = true },
    { 0x2B, "network_name_source", network_name_source, optional = true },
  },
}

indication {
  name = "Operator Name", id = 0x003A,
  tlvs = {
    { 0x10, "service_provider_name", service_provider_name, optional = true },
    { 0x11, "operator_plmn_list", array16(operator_plmn), optional = true },
    { 0x12, "operator_plmn_name", array8(plmn_name), optional = true },
    { 0x13, "operator_string_name", string, optional = true },
    { 0x14, "nitz_information", plmn_name, optional = true },
  },
}

indication {
  name = "Network Time", id = 0x004C,
  tlvs = {
    { 0x01, "universal_time", universal_time },
    { 0x10, "timezone_offset", unit("15 min", i8), optional = true },
    { 0x11, "daylight_savings_adjustment",
      daylight_savings_adjustment, optional = true },
    { 0x12, "radio_interface", radio_interface, optional = true },
  },
}

indication {
  name = "System Info", id = 0x004E,
  tlvs = {
    { 0x10, "cdma_service_status", hdr_service_status, optional = true },
    { 0x11, "hdr_service_status", hdr_service_status, optional = true },
    { 0x12, "gsm_service_status", gsm_service_status, optional = true },
    { 0x13, "wcdma_service_status", gsm_service_status, optional = true },
    { 0x14, "lte_service_status", gsm_service_status, optional = true },
    { 0x15, "cdma_system_info", cdma_system_info, optional = true },
    { 0x16, "hdr_system_info", hdr_system_info, optional = true },
    { 0x17, "gsm_system_info_v2", gsm_system_info_v2, optional = true },
    { 0x18, "wcdma_system_info_v2", wcdma_system_info_v2, optional = true },
    { 0x19, "lte_system_info_v2", lte_system_info_v2, optional = true },
    { 0x1A, "additional_cdma_system_info",
      additional_cdma_system_info, optional = true },
    { 0x1B, "additional_hdr_system_info", {
      { "geo_system_index", u16 },
    }, optional = true },
    { 0x1C, "additional_gsm_system_info",
      additional_gsm_system_info, optional = true },
    { 0x1D, "additional_wcdma_system_info",
      additional_gsm_system_info, optional = true },
    { 0x1E, "additional_lte_system_info", {
      { "geo_system_index", u16 },
    }, optional = true },
    { 0x1F, "gsm_call_barring_status", call_barring_info, optional = true },
    { 0x20, "wcdma_call_barring_status", call_barring_info, optional = true },
    { 0x21, "lte_voice_support", bool, optional = true },
    { 0x22, "gsm_cipher_domain", network_service_domain, optional = true },
    { 0x23, "wcdma_cipher_domain", network_service_domain, optional = true },
    { 0x24, "plmn_not_changed_indication", bool, optional = true },
    { 0x25, "td_scdma_service_status", gsm_service_status, optional = true },
    { 0x26, "td_scma_system_info_v2",
      td_scdma_system_info_v2, optional = true },
    { 0x27, "lte_embms_coverage_info_support", bool, optional = true },
    { 0x28, "sim_reject_info", sim_reject_state, optional = true },
    { 0x4C, "nr5g_service_status_info", gsm_service_status, optional = true },
    { 0x4D, "nr5g_system_info", nr5g_system_info, optional = true },
    { 0x50, "eutra_with_nr5g_availability", bool, optional = true },
    { 0x51, "dcnr_restriction_info", bool, optional = true },
    { 0x52, "nr5g_tracking_area_code", fixed_bytes(3), optional = true },
  },
}

indication {
  name = "Signal Info", id = 0x0051,
  tlvs = {
    { 0x10, "cdma_signal_strength", cdma_signal_strength, optional = true },
    { 0x11, "hdr_signal_strength", hdr_signal_strength, optional = true },
    { 0x12, "gsm_signal_strength", unit("dBm", i8), optional = true },
    { 0x13, "wcdma_signal_strength", cdma_signal_strength, optional = true },
    { 0x14, "lte_signal_strength", lte_signal_strength, optional = true },
    { 0x15, "tdma_signal_strength", unit("dBm", i8), optional = true },
    { 0x17, "5g_signal_strength", nr5g_signal_strength, optional = true },
    { 0x18, "5g_signal_strength_extended", unit("dB", i16), optional = true },
    { 0x19, "wcdma_rscp", unit("-1 dBm", i16), optional = true },
  },
}

indication {
  name = "Network Reject", id = 0x0068,
  tlvs = {
    { 0x01, "radio_interface", enum(u8, radio_interface) },
    { 0x02, "service_domain", network_service_domain },
    { 0x03, "reject_cause", reject_cause },
    { 0x10, "plmn", pcs_digit_status, optional = true },
    { 0x11, "closed_subscriber_group", personal(u32), optional = true },
  },
}

local incremental_network_scan_status = enum(u32, {
  complete = 0, partial = 1, aborted = 2,
})

indication {
  name = "Incremental Network Scan", id = 0x0085,
  tlvs = {
    { 0x01, "status", incremental_network_scan_status },
    { 0x10, "network_information", array16 {
      { "mcc", u16 },
      { "mnc", u16 },
      { "network_status", network_status },
      { "radio_interface", radio_interface },
      { "includes_pcs_digit", bool },
      { "description", string8 },
    }, optional = true },
  },
}
