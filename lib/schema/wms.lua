-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WMS: wireless messaging service.

service("WMS", 0x05, {
  title = "wireless messaging",
  summary = "Short messages: send, receive, store, and the settings of "
    .. "their routes.",
})

local message_format = enum(u8, {
  cdma = 0, gsm_wcdma_point_to_point = 6, gsm_wcdma_broadcast = 7, mwi = 8,
})

local cdma_cause_code = enum(u16, {
  network_address_vacant = 0x00, network_address_translation_failure = 0x01,
  network_resource_shortage = 0x02, network_failure = 0x03,
  network_invalid_teleservice_id = 0x04, network_other = 0x05,
  destination_no_page_response = 0x20, destination_busy = 0x21,
  destination_no_ack = 0x22, destination_resource_shortage = 0x23,
  destination_sms_delivery_postponed = 0x24, destination_out_of_service = 0x25,
  destination_not_at_address = 0x26, destination_other = 0x27,
  radio_interface_resource_shortage = 0x40,
  radio_interface_incompatibility = 0x41, radio_interface_other = 0x42,
  general_encoding = 0x60, general_sms_origin_denied = 0x61,
  general_sms_destination_denied = 0x62,
  general_supplementary_service_not_supported = 0x63,
  general_sms_not_supported = 0x64, general_missing_expected_parameter = 0x65,
  general_missing_mandatory_parameter = 0x66,
  general_unrecognized_parameter_value = 0x67,
  general_unexpected_parameter_value = 0x68,
  general_user_data_size_error = 0x69, general_other = 0x6A,
})

local cdma_error_class = enum(u8, {
  temporary = 0, permanent = 1, temporary_device = 2, permanent_device = 3,
})

local gsm_umts_rp_cause = enum(u16, {
  unassigned_number = 0x01, operator_determined_barring = 0x08,
  call_barred = 0x0A, reserved = 0x0B, sms_transfer_rejected = 0x15,
  memory_capacity_exceeded = 0x16, destination_out_of_order = 0x1B,
  unidentified_subscriber = 0x1C, facility_rejected = 0x1D,
  unknown_subscriber = 0x1E, network_out_of_order = 0x20,
  temporary_failure = 0x21, congestion = 0x2A, resources_unavailable = 0x2F,
  facility_not_subscribed = 0x32, facility_not_implemented = 0x45,
  invalid_sms_transfer_reference_value = 0x51,
  semantically_incorrect_message = 0x5F, invalid_mandatory_info = 0x60,
  message_type_not_implemented = 0x61, message_not_compatible_with_sms = 0x62,
  information_element_not_implemented = 0x63, protocol_error = 0x6F,
  interworking = 0x7F,
})

local gsm_umts_tp_cause = enum(u8, {
  tele_interworking_not_supported = 0x80,
  short_message_type_0_not_supported = 0x81,
  short_message_cannot_be_replaced = 0x82, unspecified_pid_error = 0x8F,
  dcs_not_supported = 0x90, message_class_not_supported = 0x91,
  unspecified_dcs_error = 0x9F, command_cannot_be_actioned = 0xA0,
  command_unsupported = 0xA1, unspecified_command_error = 0xAF,
  tpdu_not_supported = 0xB0, sc_busy = 0xC0, no_sc_subscription = 0xC1,
  sc_system_failure = 0xC2, invalid_sme_address = 0xC3,
  destination_sme_barred = 0xC4, sm_rejected_or_duplicate = 0xC5,
  vpf_not_supported = 0xC6, vp_not_supported = 0xC7,
  sim_sms_storage_full = 0xD0, no_sms_storage_capability_in_sim = 0xD1,
  ms_error = 0xD2, memory_capacity_exceeded = 0xD3,
  sim_application_toolkit_busy = 0xD4, sim_data_download_error = 0xD5,
  unspecified_error = 0xFF,
})

local message_delivery_failure_type = enum(u8, { temporary = 0, permanent = 1 })

local storage_type = enum(u8, { uim = 0x00, nv = 0x01, none = 0xFF })

local message_mode = enum(u8, { cdma = 0, gsm_wcdma = 1 })

local message_tag_type = enum(u8, {
  mt_read = 0, mt_not_read = 1, mo_sent = 2, mo_not_sent = 3,
})

local message_protocol = enum(u8, { cdma = 0, wcdma = 1 })

local message_type = enum(u8, { point_to_point = 0 })

local message_class = enum(u8, {
  class_0 = 0, class_1 = 1, class_2 = 2, class_3 = 3, none = 4, cdma = 5,
})

local receipt_action = enum(u8, {
  discard = 0x00, store_and_notify = 0x01, transfer_only = 0x02,
  transfer_and_ack = 0x03, unknown = 0xFF,
})

local transfer_indication = enum(u8, { client = 1 })

local transport_registration = enum(u8, {
  no_service = 0, in_process = 1, failure = 2, limited_service = 3,
  full_service = 4,
})

local gsm_wcdma_cause = {
  { "rp_cause", gsm_umts_rp_cause },
  { "tp_cause", gsm_umts_tp_cause },
}

local stored_message = {
  { "storage_type", storage_type },
  { "memory_index", u32 },
}

local route = {
  { "message_type", message_type },
  { "message_class", message_class },
  { "storage", storage_type },
  { "receipt_action", receipt_action },
}

local broadcast_channel = {
  { "start", u16 },
  { "end", u16 },
  { "selected", bool },
}

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Set Event Report", id = 0x0001,
  request = {
    { 0x10, "new_mt_message_indicator", {
      { "report", bool },
    }, optional = true },
  },
}

message {
  name = "Get Supported Messages", id = 0x001E,
  response = {
    { 0x10, "list", bytes16, optional = true },
  },
}

local cdma_service_option = enum(u8, { auto = 0x00, so_6 = 0x06, so_14 = 0x0E })

message {
  name = "Raw Send", id = 0x0020,
  request = {
    { 0x01, "raw_message_data", {
      { "format", message_format },
      { "raw_data", personal(bytes16) },
    } },
    { 0x10, "cdma_force_on_dc", {
      { "force", bool },
      { "service_option", cdma_service_option },
    }, optional = true },
    { 0x11, "cdma_follow_on_dc", { { "follow", bool } }, optional = true },
    { 0x12, "gsm_wcdma_link_timer", u8, optional = true },
    { 0x13, "sms_on_ims", bool, optional = true },
  },
  response = {
    { 0x01, "message_id", u16 },
    { 0x10, "cdma_cause_code", cdma_cause_code, optional = true },
    { 0x11, "cdma_error_class", cdma_error_class, optional = true },
    { 0x12, "gsm_wcdma_cause_info", gsm_wcdma_cause, optional = true },
    { 0x13, "message_delivery_failure_type",
      message_delivery_failure_type, optional = true },
  },
}

message {
  name = "Raw Write", id = 0x0021,
  request = {
    { 0x01, "raw_message_data", {
      { "storage_type", storage_type },
      { "format", message_format },
      { "raw_data", personal(bytes16) },
    } },
  },
  response = {
    { 0x01, "memory_index", u32 },
  },
}

message {
  name = "Raw Read", id = 0x0022,
  request = {
    { 0x01, "message_memory_storage_id", stored_message },
    { 0x10, "message_mode", message_mode, optional = true },
    { 0x11, "sms_on_ims", bool, optional = true },
  },
  response = {
    { 0x01, "raw_message_data", {
      { "message_tag", message_tag_type },
      { "format", message_format },
      { "raw_data", personal(bytes16) },
    } },
  },
}

message {
  name = "Modify Tag", id = 0x0023,
  request = {
    { 0x01, "message_tag", {
      { "storage_type", storage_type },
      { "memory_index", u32 },
      { "message_tag", message_tag_type },
    } },
    { 0x10, "message_mode", message_mode, optional = true },
  },
}

message {
  name = "Delete", id = 0x0024,
  request = {
    { 0x01, "memory_storage", storage_type },
    { 0x10, "memory_index", u32, optional = true },
    { 0x11, "message_tag", message_tag_type, optional = true },
    { 0x12, "message_mode", message_mode, optional = true },
  },
}

message {
  name = "Get Message Protocol", id = 0x0030,
  response = {
    { 0x01, "message_protocol", message_protocol },
  },
}

message {
  name = "List Messages", id = 0x0031,
  request = {
    { 0x01, "storage_type", storage_type },
    { 0x11, "message_tag", message_tag_type, optional = true },
    { 0x12, "message_mode", message_mode, optional = true },
  },
  response = {
    { 0x01, "message_list", array32 {
      { "memory_index", u32 },
      { "message_tag", message_tag_type },
    } },
  },
}

message {
  name = "Set Routes", id = 0x0032,
  request = {
    { 0x01, "route_list", array16(route) },
    { 0x10, "transfer_status_report", transfer_indication, optional = true },
  },
}

message {
  name = "Get Routes", id = 0x0033,
  response = {
    { 0x01, "route_list", array16(route) },
    { 0x10, "transfer_status_report", transfer_indication, optional = true },
  },
}

-- What libqmi does not have of this service is from the headers of Sierra's
-- GobiAPI (qaGobiApiSms.h), oFono's drivers/qmimodem/wms.h and Telit's TQCM
-- SDK (telit_sdk_wms.h).
local smsc_address = {
  { "type", fixed_string(3) },
  { "digits", personal(string8) },
}

message {
  name = "Get SMSC Address", id = 0x0034,
  response = {
    { 0x01, "address", smsc_address },
  },
}

message {
  name = "Set SMSC Address", id = 0x0035,
  request = {
    { 0x01, "digits", personal(string) },
    { 0x10, "type", string, optional = true },
  },
}

message {
  name = "Get Store Max Size", id = 0x0036,
  request = {
    { 0x01, "storage_type", storage_type },
    { 0x10, "message_mode", message_mode, optional = true },
  },
  response = {
    { 0x01, "max_size", u32 },
    { 0x10, "free_slots", u32, optional = true },
  },
}

local ack_failure_cause = enum(u8, {
  no_network_response = 0, network_released_link = 1, not_sent = 2,
})

message {
  name = "Send Ack", id = 0x0037,
  request = {
    { 0x01, "information", {
      { "transaction_id", u32 },
      { "message_protocol", message_protocol },
      { "success", bool },
    } },
    { 0x10, "3gpp2_failure_information", {
      { "error_class", cdma_error_class },
      { "cause_code", enum(u8, cdma_cause_code) },
    }, optional = true },
    { 0x11, "3gpp_failure_information", {
      { "rp_cause", enum(u8, gsm_umts_rp_cause) },
      { "tp_cause", gsm_umts_tp_cause },
    }, optional = true },
    { 0x12, "sms_on_ims", bool, optional = true },
  },
  response = {
    { 0x10, "failure_cause", ack_failure_cause, optional = true },
  },
}

message {
  name = "Set Memory Status", id = 0x003B,
  request = {
    { 0x01, "memory_available", bool },
  },
}

message {
  name = "Set Broadcast Activation", id = 0x003C,
  request = {
    { 0x01, "activation", {
      { "message_mode", message_mode },
      { "activate", bool },
    } },
  },
}

message {
  name = "Set Broadcast Config", id = 0x003D,
  request = {
    { 0x01, "message_mode", message_mode },
    { 0x10, "channels", array16(broadcast_channel), optional = true },
  },
}

message {
  name = "Get Broadcast Config", id = 0x003E,
  request = {
    { 0x01, "message_mode", message_mode },
  },
  response = {
    { 0x10, "config", {
      { "activated", bool },
      { "channels", array16(broadcast_channel) },
    }, optional = true },
  },
}

local domain_preference = enum(u8, {
  cs_preferred = 0, ps_preferred = 1, cs_only = 2, ps_only = 3,
})

message {
  name = "Get Domain Preference", id = 0x0040,
  response = {
    { 0x01, "preference", domain_preference },
  },
}

message {
  name = "Set Domain Preference", id = 0x0041,
  request = {
    { 0x01, "preference", domain_preference },
  },
}

message {
  name = "Send From Memory Storage", id = 0x0042,
  request = {
    { 0x01, "information", {
      { "storage_type", storage_type },
      { "memory_index", u32 },
      { "message_mode", message_mode },
    } },
    { 0x10, "sms_on_ims", bool, optional = true },
  },
  response = {
    { 0x10, "message_id", u16, optional = true },
    { 0x11, "cdma_cause_code", cdma_cause_code, optional = true },
    { 0x12, "cdma_error_class", cdma_error_class, optional = true },
    { 0x13, "gsm_wcdma_cause_info", gsm_wcdma_cause, optional = true },
    { 0x14, "message_delivery_failure_type",
      message_delivery_failure_type, optional = true },
  },
}

message {
  name = "Indication Register", id = 0x0047,
  request = {
    { 0x11, "report_transport_network_registration_status",
      bool, optional = true },
  },
}

message {
  name = "Get Transport Layer Info", id = 0x0048,
  response = {
    { 0x10, "is_registered", bool, optional = true },
    { 0x11, "transport", {
      { "type", enum(u8, { ims = 0 }) },
      { "capability", enum(u8, { cdma = 0, gsm_wcdma = 1 }) },
    }, optional = true },
  },
}

message {
  name = "Get Transport Network Registration Status", id = 0x004A,
  response = {
    { 0x10, "registration_status", transport_registration, optional = true },
  },
}

local ack_indicator = enum(u8, { send = 0, do_not_send = 1 })

local notification_type = enum(u8, {
  primary = 0, secondary_gsm = 1, secondary_umts = 2,
})

indication {
  name = "Event Report", id = 0x0001,
  tlvs = {
    { 0x10, "mt_message", stored_message, optional = true },
    { 0x11, "transfer_route_mt_message", {
      { "ack_indicator", ack_indicator },
      { "transaction_id", u32 },
      { "format", message_format },
      { "raw_data", personal(bytes16) },
    }, optional = true },
    { 0x12, "message_mode", message_mode, optional = true },
    { 0x13, "etws_message", {
      { "notification_type", notification_type },
      { "raw_data", personal(bytes16) },
    }, optional = true },
    { 0x14, "etws_plmn_information", {
      { "mcc", u16 },
      { "mnc", u16 },
    }, optional = true },
    { 0x15, "smsc_address", personal(string), optional = true },
    { 0x16, "sms_on_ims", bool, optional = true },
  },
}

indication {
  name = "Memory Full", id = 0x003F,
  tlvs = {
    { 0x01, "storage", {
      { "storage_type", storage_type },
      { "message_mode", message_mode },
    } },
  },
}

indication {
  name = "SMSC Address", id = 0x0046,
  tlvs = {
    { 0x01, "address", smsc_address },
  },
}

indication {
  name = "Transport Network Registration Status", id = 0x004B,
  tlvs = {
    { 0x01, "registration_status", transport_registration },
  },
}
