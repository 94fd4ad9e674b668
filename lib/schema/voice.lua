-- SPDX-License-Identifier: LGPL-2.1-or-later
-- VOICE: voice service.

service("VOICE", 0x09, {
  title = "voice",
  summary = "Calls, supplementary services and USSD.",
})

local call_state = enum(u8, {
  unknown = 0x00, origination = 0x01, incoming = 0x02, conversation = 0x03,
  cc_in_progress = 0x04, alerting = 0x05, hold = 0x06, waiting = 0x07,
  disconnecting = 0x08, ["end"] = 0x09, setup = 0x0A,
})

local call_type = enum(u8, {
  voice = 0x00, voice_ip = 0x02, otapa = 0x06, non_std_otasp = 0x08,
  emergency = 0x09, sups = 0x0A,
})

local call_direction = enum(u8, { unknown = 0, mo = 1, mt = 2 })

local call_mode = enum(u8, {
  unknown = 0, cdma = 1, gsm = 2, umts = 3, lte = 4,
})

local als = enum(u8, { line_1 = 0, line_2 = 1 })

local presentation = enum(u8, {
  allowed = 0, restricted = 1, unavailable = 2, payphone = 4,
})

local alerting_type = enum(u8, { network = 0, ue = 1 })

local uss_data_coding_scheme = enum(u8, {
  unknown = 0, ascii = 1, ["8bit"] = 2, ucs2 = 3,
})

local call_end_reason = enum(u16, {
  offline = 0, cdma_lock = 20, no_service = 21, fade = 22, intercept = 23,
  reorder = 24, release_normal = 25, release_so_reject = 26, incoming_call = 27,
  alert_stop = 28, client_end = 29, activation = 30, mc_abort = 31,
  max_access_probe = 32, psist_n = 33, uim_not_present = 34,
  access_attempt_in_progress = 35, access_failure = 36, access_retry_order = 37,
  ccs_not_supported_by_bs = 38, no_response_from_bs = 39, rejected_by_bs = 40,
  incompatible = 41, access_block = 42, already_in_tc = 43,
  emergency_flashed = 44, user_call_originated_during_gps = 45,
  user_call_originated_during_sms = 46, user_call_originated_during_data = 47,
  redirection_or_handoff = 48, access_block_all = 49, otasp_spc_err = 50,
  is707b_max_access_probes = 51, access_failure_reject_order = 52,
  access_failure_retry_order = 53, timeout_t42 = 54, timeout_t40 = 55,
  service_init_failure = 56, timeout_t50 = 57, timeout_t51 = 58,
  rl_ack_timeout = 59, bad_forward_link = 60, trm_request_failed = 61,
  timeout_t41 = 62, incoming_rejected = 102, setup_rejected = 103,
  network_end = 104, no_funds = 105, no_gw_service = 106, no_cdma_service = 107,
  no_full_service = 108, max_ps_calls = 109, unknown_subscriber = 110,
  illegal_subscriber = 111, bearer_service_not_provisioned = 112,
  tele_service_not_provisioned = 113, illegal_equipment = 114,
  call_barred = 115, illegal_ss_operation = 116, ss_error_status = 117,
  ss_not_available = 118, ss_subscription_violation = 119,
  ss_incompatibility = 120, facility_not_supported = 121,
  absent_subscriber = 122, short_term_denial = 123, long_term_denial = 124,
  system_failure = 125, data_missing = 126, unexpected_data_value = 127,
  password_registration_failure = 128, negative_password_check = 129,
  num_of_password_attempts_violation = 130, position_method_failure = 131,
  unknown_alphabet = 132, ussd_busy = 133, rejected_by_user = 134,
  rejected_by_network = 135, deflection_to_served_subscriber = 136,
  special_service_code = 137, invalid_deflected_to_number = 138,
  multiparty_participants_exceeded = 139, resources_not_available = 140,
  unassigned_number = 141, no_route_to_destination = 142,
  channel_unacceptable = 143, operator_determined_barring = 144,
  normal_call_clearing = 145, user_busy = 146, no_user_responding = 147,
  user_alerting_no_answer = 148, call_rejected = 149, number_changed = 150,
  preemption = 151, destination_out_of_order = 152, invalid_number_format = 153,
  facility_rejected = 154, response_to_status_enquiry = 155,
  normal_unspecified = 156, no_circuit_or_channel_available = 157,
  network_out_of_order = 158, temporary_failure = 159,
  switching_equipment_congestion = 160, access_information_discarded = 161,
  requested_circuit_or_channel_not_available = 162,
  resources_unavailable_or_unspecified = 163, qos_unavailable = 164,
  requested_facility_not_subscribed = 165,
  incoming_calls_barred_within_cug = 166, bearer_capability_not_auth = 167,
  bearer_capability_unavailable = 168, service_option_not_available = 169,
  acm_limit_exceeded = 170, bearer_service_not_implemented = 171,
  requested_facility_not_implemented = 172,
  only_digital_information_bearer_available = 173,
  service_or_option_not_implemented = 174, invalid_transaction_identifier = 175,
  user_not_member_of_cug = 176, incompatible_destination = 177,
  invalid_transit_network_selection = 178, semantically_incorrect_message = 179,
  invalid_mandatory_information = 180, message_type_not_implemented = 181,
  message_type_not_compatible_with_protocol_state = 182,
  information_element_non_existent = 183, conditional_ie_error = 184,
  message_not_compatible_with_protocol_state = 185,
  recovery_on_timer_expired = 186, protocol_error_unspecified = 187,
  interworking_unspecified = 188, outgoing_calls_barred_within_cug = 189,
  no_cug_selection = 190, unknown_cug_index = 191, cug_index_incompatible = 192,
  cug_call_failure_unspecified = 193, clir_not_subscribed = 194,
  ccbs_possible = 195, ccbs_not_possible = 196, imsi_unknown_in_hlr = 197,
  illegal_ms = 198, imsi_unknown_in_vlr = 199, imei_not_accepted = 200,
  illegal_me = 201, plmn_not_allowed = 202, location_area_not_allowed = 203,
  roaming_not_allowed_in_this_location_area = 204,
  no_suitable_cells_in_location_area = 205, network_failure = 206,
  mac_failure = 207, synch_failure = 208, network_congestion = 209,
  gsm_authentication_unacceptable = 210, service_not_subscribed = 211,
  service_temporarily_out_of_order = 212, call_cannot_be_identified = 213,
  incorrect_semantics_in_message = 214, mandatory_information_invalid = 215,
  access_stratum_failure = 216, invalid_sim = 217, wrong_state = 218,
  access_class_blocked = 219, no_resources = 220, invalid_user_data = 221,
  timer_t3230_expired = 222, no_cell_available = 223,
  abort_message_received = 224, radio_link_lost = 225, timer_t303_expired = 226,
  cnm_mm_release_pending = 227,
  access_stratum_reject_rr_release_indication = 228,
  access_stratum_reject_rr_random_access_failure = 229,
  access_stratum_reject_rrc_release_indication = 230,
  access_stratum_reject_rrc_close_session_indication = 231,
  access_stratum_reject_rrc_open_session_failure = 232,
  access_stratum_reject_low_level_failure = 233,
  access_stratum_reject_low_level_failure_redial_not_allowed = 234,
  access_stratum_reject_low_level_immediate_retry = 235,
  access_stratum_reject_abort_radio_unavailable = 236,
  service_option_not_supported = 237, bad_request_wait_invite = 300,
  bad_request_wait_reinvite = 301, invalid_remote_uri = 302,
  remote_unsupported_media_type = 303, peer_not_reachable = 304,
  network_no_response_timeout = 305, network_no_response_hold_failure = 306,
  data_connection_lost = 307, upgrade_downgrade_rejected = 308,
  sip_403_forbidden = 309, no_network_response = 310,
  upgrade_downgrade_failed = 311, upgrade_downgrade_cancelled = 312,
  ssac_reject = 313, thermal_emergency = 314, ["1xcsfb_soft_failure"] = 315,
  ["1xcsfb_hard_failure"] = 316,
})

local alpha_data_coding_scheme = enum(u8, { gsm = 1, ucs2 = 2 })

local call_information = {
  { "id", u8 },
  { "state", call_state },
  { "type", call_type },
  { "direction", call_direction },
  { "mode", call_mode },
  { "multipart_indicator", bool },
  { "als", als },
}

local remote_party_number = {
  { "id", u8 },
  { "presentation_indicator", presentation },
  { "type", personal(string8) },
}

-- What libqmi does not have of this service is from Sierra's GobiAPI
-- (qaGobiApiVoice.h), Telit's TQCM SDK (telit_sdk_voice.h) and the headers of
-- Casa's QMI driver (qmi.h).
local ended_call = { { "id", u8 }, { "reason", call_end_reason } }

local alerting_type_info = { { "id", u8 }, { "alerttype", alerting_type } }

local uss_data = {
  { "data_coding_scheme", uss_data_coding_scheme },
  { "data", personal(bytes8) },
}

local alpha_identifier = {
  { "data_coding_scheme", alpha_data_coding_scheme },
  { "alpha", personal(bytes8) },
}

message {
  name = "Indication Register", id = 0x0003,
  request = {
    { 0x10, "dtmf_events", bool, optional = true },
    { 0x11, "voice_privacy_events", bool, optional = true },
    { 0x12, "supplementary_service_notification_events",
      bool, optional = true },
    { 0x13, "call_notification_events", bool, optional = true },
    { 0x14, "handover_events", bool, optional = true },
    { 0x15, "speech_codec_events", bool, optional = true },
    { 0x16, "ussd_notification_events", bool, optional = true },
    { 0x18, "modification_events", bool, optional = true },
    { 0x19, "uus_events", bool, optional = true },
    { 0x1A, "aoc_events", bool, optional = true },
    { 0x1B, "conference_events", bool, optional = true },
    { 0x1C, "extended_burst_type_international_information_events",
      bool, optional = true },
    { 0x1D, "mt_page_miss_information_events", bool, optional = true },
  },
}

message {
  name = "Get Supported Messages", id = 0x001E,
  response = {
    { 0x10, "list", bytes16, optional = true },
  },
}

message {
  name = "Dial Call", id = 0x0020,
  request = {
    { 0x01, "calling_number", personal(string) },
    { 0x11, "clir_type", enum(u8, { suppression = 1, invocation = 2 }),
      optional = true },
  },
  response = {
    { 0x10, "call_id", u8, optional = true },
    { 0x14, "call_end_reason", call_end_reason, optional = true },
  },
}

message {
  name = "End Call", id = 0x0021,
  request = {
    { 0x01, "call_id", u8 },
  },
  response = {
    { 0x10, "call_id", u8, optional = true },
  },
}

message {
  name = "Answer Call", id = 0x0022,
  request = {
    { 0x01, "call_id", u8 },
    { 0x15, "reject", bool, optional = true },
  },
  response = {
    { 0x10, "call_id", u8, optional = true },
  },
}

message {
  name = "Get Call Info", id = 0x0024,
  request = {
    { 0x01, "call_id", u8 },
  },
  response = {
    { 0x10, "call_information", call_information, optional = true },
    { 0x11, "remote_party_number", {
      { "presentation_indicator", presentation },
      { "number", personal(string8) },
    }, optional = true },
  },
}

message {
  name = "Burst DTMF", id = 0x0028,
  request = {
    { 0x01, "data", {
      { "call_id", u8 },
      { "digit_buffer", personal(string8) },
    } },
  },
  response = {
    { 0x10, "call_id", u8, optional = true },
  },
}

message {
  name = "Start Continuous DTMF", id = 0x0029,
  request = {
    { 0x01, "data", { { "call_id", u8 }, { "digit", personal(u8) } } },
  },
  response = {
    { 0x10, "call_id", u8, optional = true },
  },
}

message {
  name = "Stop Continuous DTMF", id = 0x002A,
  request = {
    { 0x01, "data", { { "call_id", u8 } } },
  },
  response = {
    { 0x10, "call_id", u8, optional = true },
  },
}

message {
  name = "Get All Call Info", id = 0x002F,
  response = {
    { 0x10, "call_information", array8(call_information), optional = true },
    { 0x11, "remote_party_number",
      array8(remote_party_number), optional = true },
    { 0x13, "alerting_type", array8(alerting_type_info), optional = true },
  },
}

local supplementary_service_type = enum(u8, {
  release_held_or_waiting = 0x01, release_active_accept_held_or_waiting = 0x02,
  hold_active_accept_waiting_or_held = 0x03,
  hold_all_except_specified_call = 0x04, make_conference_call = 0x05,
  explicit_call_transfer = 0x06, ccbs_activation = 0x07, end_all_calls = 0x08,
  release_specified_call = 0x09, local_hold = 0x0A, local_unhold = 0x0B,
})

message {
  name = "Manage Calls", id = 0x0031,
  request = {
    { 0x01, "service_type", supplementary_service_type },
    { 0x10, "call_id", u8, optional = true },
  },
  response = {
    { 0x10, "failure_cause", call_end_reason, optional = true },
  },
}

local supplementary_service_action = enum(u8, {
  activate = 1, deactivate = 2, register = 3, erase = 4,
})

local supplementary_service_reason = enum(u8, {
  forward_unconditional = 0x01, forward_mobile_busy = 0x02,
  forward_no_reply = 0x03, forward_unreachable = 0x04, forward_all = 0x05,
  forward_all_conditional = 0x06, all_outgoing = 0x07, outgoing_internal = 0x08,
  outgoing_internal_external_to_home = 0x09, all_incoming = 0x0A,
  incoming_roaming = 0x0B, bar_all = 0x0C, bar_all_outgoing = 0x0D,
  bar_all_incoming = 0x0E, call_waiting = 0x0F, clip = 0x10,
  clir = 0x11, colp = 0x12, colr = 0x13, cnap = 0x14,
})

message {
  name = "Set Supplementary Service", id = 0x0033,
  request = {
    { 0x01, "supplementary_service_information", {
      { "supplementary_service_action", supplementary_service_action },
      { "supplementary_service_reason", supplementary_service_reason },
    } },
    { 0x10, "service_class", u8, optional = true },
    { 0x11, "password", personal(fixed_string(4)), optional = true },
    { 0x12, "number", personal(string), optional = true },
    { 0x13, "no_reply_timer", u8, optional = true },
  },
  response = {
    { 0x10, "failure_cause", call_end_reason, optional = true },
    { 0x15, "service_status", {
      { "active", bool },
      { "provisioned", bool },
    }, optional = true },
  },
}

message {
  name = "Get Call Waiting", id = 0x0034,
  request = {
    { 0x10, "service_class", u8, optional = true },
  },
  response = {
    { 0x10, "service_class", u8, optional = true },
  },
}

message {
  name = "Get Call Barring", id = 0x0035,
  request = {
    { 0x01, "reason", supplementary_service_reason },
    { 0x10, "service_class", u8, optional = true },
  },
  response = {
    { 0x10, "service_class", u8, optional = true },
    { 0x11, "failure_cause", call_end_reason, optional = true },
  },
}

local provision = {
  { "active", bool },
  { "provision", enum(u8, {
    not_provisioned = 0, permanent = 1, restricted = 2, allowed = 3,
  }) },
}

message {
  name = "Get CLIP", id = 0x0036,
  response = {
    { 0x10, "status", { { "active", bool }, { "provisioned", bool } },
      optional = true },
    { 0x11, "failure_cause", call_end_reason, optional = true },
  },
}

message {
  name = "Get CLIR", id = 0x0037,
  response = {
    { 0x10, "status", provision, optional = true },
    { 0x11, "failure_cause", call_end_reason, optional = true },
  },
}

local forwarding = {
  { "active", bool },
  { "service_class", u8 },
  { "number", personal(string8) },
  { "no_reply_timer", u8 },
}

message {
  name = "Get Call Forwarding", id = 0x0038,
  request = {
    { 0x01, "reason", supplementary_service_reason },
    { 0x10, "service_class", u8, optional = true },
  },
  response = {
    { 0x10, "information", array8(forwarding), optional = true },
    { 0x11, "failure_cause", call_end_reason, optional = true },
  },
}

message {
  name = "Set Call Barring Password", id = 0x0039,
  request = {
    { 0x01, "information", {
      { "reason", supplementary_service_reason },
      { "old", personal(fixed_string(4)) },
      { "new", personal(fixed_string(4)) },
      { "new_again", personal(fixed_string(4)) },
    } },
  },
  response = {
    { 0x10, "failure_cause", call_end_reason, optional = true },
  },
}

local call_control_result_type = enum(u8, { voice = 0, sups = 1, ussd = 2 })

local call_control_service_type = enum(u8, {
  activate = 1, deactivate = 2, register = 3, erase = 4, interrogate = 5,
  register_password = 6, ussd = 7,
})

message {
  name = "Originate USSD", id = 0x003A,
  request = {
    { 0x01, "uss_data", uss_data },
  },
  response = {
    { 0x10, "failure_cause", call_end_reason, optional = true },
    { 0x11, "alpha_identifier", alpha_identifier, optional = true },
    { 0x12, "uss_data", uss_data, optional = true },
    { 0x13, "call_control_result_type",
      call_control_result_type, optional = true },
    { 0x14, "call_id", u8, optional = true },
    { 0x15, "call_control_supplementary_service_type",
      call_control_service_type, optional = true },
    { 0x16, "uss_data_utf16", personal(array8(u16)), optional = true },
  },
}

message {
  name = "Answer USSD", id = 0x003B,
  request = {
    { 0x01, "uss_data", uss_data },
  },
}

message {
  name = "Cancel USSD", id = 0x003C,
}

local tty_mode = enum(u8, { full = 0, vco = 1, hco = 2, off = 3 })

local service_option = enum(u16, {
  wild = 0x0000, is_96a = 0x0001, evrc = 0x0003, ["13k_is733"] = 0x0011,
  selectable_mode_vocoder = 0x0038, ["4gv_narrow_band"] = 0x0044,
  ["4gv_wide_band"] = 0x0046, ["13k"] = 0x8000, is_96 = 0x8001, wvrc = 0x8023,
})

local wcdma_amr_status = flags(u8, {
  not_supported = 1 << 0, wcdma_amr_wb = 1 << 1, gsm_hr_amr = 1 << 2,
  gsm_amr_wb = 1 << 3, gsm_amr_nb = 1 << 4,
})

local privacy = enum(u8, { standard = 0, enhanced = 1 })

local domain = enum(u8, {
  cs_only = 0, ps_only = 1, cs_preferred = 2, ps_preferred = 3,
})

message {
  name = "Set Config", id = 0x0040,
  request = {
    { 0x10, "auto_answer", bool, optional = true },
    { 0x13, "tty_mode", tty_mode, optional = true },
    { 0x16, "voice_privacy_preference", privacy, optional = true },
    { 0x18, "voice_domain_preference", domain, optional = true },
  },
  response = {
    { 0x10, "auto_answer_outcome", u8, optional = true },
    { 0x13, "tty_mode_outcome", u8, optional = true },
    { 0x16, "voice_privacy_outcome", u8, optional = true },
    { 0x18, "voice_domain_outcome", u8, optional = true },
  },
}

message {
  name = "Get Config", id = 0x0041,
  request = {
    { 0x10, "auto_answer", bool, optional = true },
    { 0x11, "air_timer", bool, optional = true },
    { 0x12, "roam_timer", bool, optional = true },
    { 0x13, "tty_mode", bool, optional = true },
    { 0x14, "preferred_voice_service_option", bool, optional = true },
    { 0x15, "amr_status", bool, optional = true },
    { 0x16, "preferred_voice_privacy", bool, optional = true },
    { 0x17, "nam_index", bool, optional = true },
    { 0x18, "voice_domain_preference", bool, optional = true },
  },
  response = {
    { 0x10, "auto_answer_status", bool, optional = true },
    { 0x11, "air_timer_count", {
      { "nam_id", u8 },
      { "air_timer", u32 },
    }, optional = true },
    { 0x12, "roam_timer_count", {
      { "nam_id", u8 },
      { "roam_timer", u32 },
    }, optional = true },
    { 0x13, "current_tty_mode", tty_mode, optional = true },
    { 0x14, "current_preferred_voice_so", {
      { "nam_id", u8 },
      { "evrc_capability", bool },
      { "home_page_voice_service_option", service_option },
      { "home_origination_voice_service_option", service_option },
      { "roaming_origination_voice_service_option", service_option },
    }, optional = true },
    { 0x15, "current_amr_status", {
      { "gsm", bool },
      { "wcdma", wcdma_amr_status },
    }, optional = true },
    { 0x16, "current_voice_privacy_preference", privacy, optional = true },
    { 0x17, "current_voice_domain_preference", domain, optional = true },
  },
}

message {
  name = "Originate USSD No Wait", id = 0x0043,
  request = {
    { 0x01, "uss_data", uss_data },
  },
}

message {
  name = "Get COLP", id = 0x004B,
  response = {
    { 0x10, "status", { { "active", bool }, { "provisioned", bool } },
      optional = true },
    { 0x11, "failure_cause", call_end_reason, optional = true },
  },
}

message {
  name = "Get COLR", id = 0x004C,
  response = {
    { 0x10, "status", { { "active", bool }, { "provisioned", bool } },
      optional = true },
    { 0x11, "failure_cause", call_end_reason, optional = true },
  },
}

indication {
  name = "DTMF", id = 0x002B,
  tlvs = {
    { 0x01, "information", {
      { "call_id", u8 },
      { "event", enum(u8, {
        burst_from_host = 0, start_from_host = 1, stop_from_host = 3,
        burst_from_network = 5, start_from_network = 6, stop_from_network = 7,
      }) },
      { "digits", personal(string8) },
    } },
  },
}

indication {
  name = "All Call Status", id = 0x002E,
  tlvs = {
    { 0x01, "call_information", array8(call_information) },
    { 0x10, "remote_party_number",
      array8(remote_party_number), optional = true },
    { 0x12, "alerting_type", array8(alerting_type_info), optional = true },
    { 0x14, "call_end_reason", array8(ended_call), optional = true },
  },
}

local supplementary_service_notification_type = enum(u8, {
  outgoing_call_is_forwarded = 0x01, outgoing_call_is_waiting = 0x02,
  outgoing_cug_call = 0x03, outgoing_calls_barred = 0x04,
  outgoing_call_is_deflected = 0x05, incoming_cug_call = 0x06,
  incoming_calls_barred = 0x07, incoming_forwarded_call = 0x08,
  incoming_deflected_call = 0x09, incoming_call_is_forwarded = 0x0A,
  unconditional_call_forward_active = 0x0B,
  conditional_call_forward_active = 0x0C, clir_suppression_rejected = 0x0D,
  call_is_on_hold = 0x0E, call_is_retrieved = 0x0F,
  call_is_in_multiparty = 0x10, incoming_call_is_ect = 0x11,
})

indication {
  name = "Supplementary Service", id = 0x0032,
  tlvs = {
    { 0x01, "info", {
      { "call_id", u8 },
      { "notification_type", supplementary_service_notification_type },
    } },
  },
}

indication {
  name = "Release USSD", id = 0x003D,
}

local user_action = enum(u8, { unknown = 0, not_required = 1, required = 2 })

indication {
  name = "USSD", id = 0x003E,
  tlvs = {
    { 0x01, "user_action", user_action },
    { 0x10, "uss_data", uss_data, optional = true },
    { 0x11, "uss_data_utf16", personal(array8(u16)), optional = true },
  },
}

indication {
  name = "Supplementary Service Request", id = 0x0042,
  tlvs = {
    { 0x01, "info", {
      { "service", enum(u8, {
        activate = 1, deactivate = 2, register = 3, erase = 4, interrogate = 5,
        register_password = 6, ussd = 7,
      }) },
      { "modified_by_call_control", bool },
    } },
    { 0x11, "reason", supplementary_service_reason, optional = true },
  },
}

indication {
  name = "Originate USSD No Wait", id = 0x0043,
  tlvs = {
    { 0x10, "error_code", u16, optional = true },
    { 0x11, "failure_cause", call_end_reason, optional = true },
    { 0x12, "uss_data", uss_data, optional = true },
    { 0x13, "alpha_identifier", alpha_identifier, optional = true },
    { 0x14, "uss_data_utf16", personal(array8(u16)), optional = true },
  },
}
