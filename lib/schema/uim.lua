-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: user identity module service.

service("UIM", 0x0B, {
  title = "user identity module",
  summary = "The card: its state, slots, files, PINs and logical channels.",
})

local session_type = enum(u8, {
  primary_gw_provisioning = 0, primary_1x_provisioning = 1,
  secondary_gw_provisioning = 2, secondary_1x_provisioning = 3,
  nonprovisioning_slot_1 = 4, nonprovisioning_slot_2 = 5, card_slot_1 = 6,
  card_slot_2 = 7, logical_channel_slot_1 = 8, logical_channel_slot_2 = 9,
  tertiary_gw_provisioning = 10, tertiary_1x_provisioning = 11,
  quaternary_gw_provisioning = 12, quaternary_1x_provisioning = 13,
  quinary_gw_provisioning = 14, quinary_1x_provisioning = 15,
  nonprovisioning_slot_3 = 16, nonprovisioning_slot_4 = 17,
  nonprovisioning_slot_5 = 18, card_slot_3 = 19, card_slot_4 = 20,
  card_slot_5 = 21, logical_channel_slot_3 = 22, logical_channel_slot_4 = 23,
  logical_channel_slot_5 = 24,
})

local pin_id = enum(u8, {
  unknown = 0, pin1 = 1, pin2 = 2, upin = 3, hidden_key = 4,
})

local personalization_feature = enum(u8, {
  gw_network = 0, gw_network_subset = 1, gw_service_provider = 2,
  gw_corporate = 3, gw_uim = 4, ["1x_network_type_1"] = 5,
  ["1x_network_type_2"] = 6, ["1x_hrpd"] = 7, ["1x_service_provider"] = 8,
  ["1x_corporate"] = 9, ["1x_ruim"] = 10, gw_service_provider_name = 11,
  gw_sp_ehplmn = 12, gw_iccid = 13, gw_impi = 14,
  gw_network_subset_service_provider = 15, gw_carrier = 16,
})

local card_state = enum(u8, { absent = 0, present = 1, error = 2 })

local pin_state = enum(u8, {
  not_initialized = 0, enabled_not_verified = 1, enabled_verified = 2,
  disabled = 3, blocked = 4, permanently_blocked = 5,
})

local card_error = enum(u8, {
  unknown = 0, power_down = 1, poll = 2, no_atr_received = 3,
  voltage_mismatch = 4, parity = 5, possibly_removed = 6, technical = 7,
})

local application_type = enum(u8, {
  unknown = 0, sim = 1, usim = 2, ruim = 3, csim = 4, isim = 5,
})

local application_state = enum(u8, {
  unknown = 0, detected = 1, pin1_or_upin_pin_required = 2,
  puk1_or_upin_puk_required = 3, check_personalization_state = 4,
  pin1_blocked = 5, illegal = 6, ready = 7,
})

local personalization_state = enum(u8, {
  unknown = 0, in_progress = 1, ready = 2, code_required = 3,
  puk_code_required = 4, permanently_blocked = 5,
})

local personalization_feature_status = enum(u8, {
  gw_network = 0, gw_network_subset = 1, gw_service_provider = 2,
  gw_corporate = 3, gw_uim = 4, ["1x_network_type_1"] = 5,
  ["1x_network_type_2"] = 6, ["1x_hrpd"] = 7, ["1x_service_provider"] = 8,
  ["1x_corporate"] = 9, ["1x_ruim"] = 10, unknown = 11,
  gw_service_provider_name = 12, gw_sp_ehplmn = 13, gw_iccid = 14, gw_impi = 15,
  gw_network_subset_service_provider = 16, gw_carrier = 17,
})

local file_control_information = enum(u8, {
  no_data = 0, fcp = 1, fci = 2, fci_with_interfaces = 3, fmd = 4,
})

local physical_card_state = enum(u32, { unknown = 0, absent = 1, present = 2 })

local slot_state = enum(u32, { inactive = 0, active = 1 })

local card_protocol = enum(u32, { unknown = 0, icc = 1, uicc = 2 })

local session = {
  { "session_type", session_type },
  { "application_identifier", bytes8 },
}

local file = { { "file_id", u16 }, { "file_path", bytes8 } }

local card_result = { { "sw1", u8 }, { "sw2", u8 } }

local retries_remaining = {
  { "verify_retries_left", u8 },
  { "unblock_retries_left", u8 },
}

local refresh_file = { { "file_id", u16 }, { "path", bytes8 } }

local card_status = {
  { "index_gw_primary", u16 },
  { "index_1x_primary", u16 },
  { "index_gw_secondary", u16 },
  { "index_1x_secondary", u16 },
  { "cards", array8 {
    { "card_state", card_state },
    { "upin_state", pin_state },
    { "upin_retries", u8 },
    { "upuk_retries", u8 },
    { "error_code", card_error },
    { "applications", array8 {
      { "type", application_type },
      { "state", application_state },
      { "personalization_state", personalization_state },
      { "personalization_feature", personalization_feature_status },
      { "personalization_retries", u8 },
      { "personalization_unblock_retries", u8 },
      { "application_identifier_value", bytes8 },
      { "upin_replaces_pin1", bool },
      { "pin1_state", pin_state },
      { "pin1_retries", u8 },
      { "puk1_retries", u8 },
      { "pin2_state", pin_state },
      { "pin2_retries", u8 },
      { "puk2_retries", u8 },
    } },
  } },
}

local personalization_retries = {
  { "feature", personalization_feature },
  { "verify_left", u8 },
  { "unblock_left", u8 },
}

local physical_slot_status = {
  { "physical_card_status", physical_card_state },
  { "physical_slot_status", slot_state },
  { "logical_slot", u8 },
  { "iccid", personal(bcd(bytes8)) },
}

local physical_slot_information = {
  { "card_protocol", card_protocol },
  { "valid_applications", u8 },
  { "atr_value", bytes8 },
  { "is_euicc", bool },
}

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Get Supported Messages", id = 0x001E,
  response = {
    { 0x10, "list", bytes16, optional = true },
  },
}

message {
  name = "Read Transparent", id = 0x0020,
  request = {
    { 0x01, "session", session },
    { 0x02, "file", file },
    { 0x03, "read_information", { { "offset", u16 }, { "length", u16 } } },
    { 0x10, "response_in_indication_token", u32, optional = true },
    { 0x11, "encrypt_data", bool, optional = true },
  },
  response = {
    { 0x10, "card_result", card_result, optional = true },
    { 0x11, "read_result", personal(bytes16), optional = true },
    { 0x12, "response_in_indication_token", u32, optional = true },
    { 0x13, "encrypted_data", bool, optional = true },
  },
}

message {
  name = "Read Record", id = 0x0021,
  request = {
    { 0x01, "session", session },
    { 0x02, "file", file },
    { 0x03, "record", {
      { "record_number", u16 },
      { "record_length", unit("bytes", u16) },
    } },
    { 0x10, "last_record", u16, optional = true },
    { 0x11, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "card_result", card_result, optional = true },
    { 0x11, "read_result", personal(bytes16), optional = true },
    { 0x12, "additional_read_result", personal(bytes16), optional = true },
    { 0x13, "response_in_indication_token", u32, optional = true },
  },
}

-- Qualcomm user_identity_module_v01.h, as the Refresh messages that libqmi does
-- not know.
message {
  name = "Write Transparent", id = 0x0022,
  request = {
    { 0x01, "session", session },
    { 0x02, "file", file },
    { 0x03, "write_transparent", {
      { "offset", u16 },
      { "data", personal(bytes16) },
    } },
    { 0x10, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "card_result", card_result, optional = true },
    { 0x11, "response_in_indication_token", u32, optional = true },
  },
}

message {
  name = "Write Record", id = 0x0023,
  request = {
    { 0x01, "session", session },
    { 0x02, "file", file },
    { 0x03, "write_record", {
      { "record_number", u16 },
      { "record", personal(bytes16) },
    } },
    { 0x10, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "card_result", card_result, optional = true },
    { 0x11, "response_in_indication_token", u32, optional = true },
  },
}

local file_type = enum(u8, {
  transparent = 0, cyclic = 1, linear_fixed = 2, dedicated_file = 3,
  master_file = 4,
})

local security_attribute_logic = enum(u8, {
  always = 0, never = 1, ["and"] = 2, ["or"] = 3, single = 4,
})

local security_attribute = flags(u16, {
  pin1 = 1 << 0, pin2 = 1 << 1, upin = 1 << 2, adm = 1 << 3,
})

message {
  name = "Get File Attributes", id = 0x0024,
  request = {
    { 0x01, "session", session },
    { 0x02, "file", file },
    { 0x10, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "card_result", card_result, optional = true },
    { 0x11, "file_attributes", {
      { "file_size", unit("bytes", u16) },
      { "file_id", u16 },
      { "file_type", file_type },
      { "record_size", unit("bytes", u16) },
      { "record_count", u16 },
      { "read_security_attributes_logic", security_attribute_logic },
      { "read_security_attributes", security_attribute },
      { "write_security_attributes_logic", security_attribute_logic },
      { "write_security_attributes", security_attribute },
      { "increase_security_attributes_logic", security_attribute_logic },
      { "increase_security_attributes", security_attribute },
      { "deactivate_security_attributes_logic", security_attribute_logic },
      { "deactivate_security_attributes", security_attribute },
      { "activate_security_attributes_logic", security_attribute_logic },
      { "activate_security_attributes", security_attribute },
      { "raw_data", bytes16 },
    }, optional = true },
    { 0x12, "response_in_indication_token", u32, optional = true },
  },
}

message {
  name = "Set PIN Protection", id = 0x0025,
  request = {
    { 0x01, "session", session },
    { 0x02, "info", {
      { "pin_id", pin_id },
      { "pin_enabled", bool },
      { "pin_value", personal(string8) },
    } },
    { 0x11, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "retries_remaining", retries_remaining, optional = true },
    { 0x12, "response_in_indication_token", u32, optional = true },
  },
}

message {
  name = "Verify PIN", id = 0x0026,
  request = {
    { 0x01, "session", session },
    { 0x02, "info", {
      { "pin_id", pin_id },
      { "pin_value", personal(string8) },
    } },
    { 0x12, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "retries_remaining", retries_remaining, optional = true },
    { 0x12, "response_in_indication_token", u32, optional = true },
    { 0x13, "card_result", card_result, optional = true },
  },
}

message {
  name = "Unblock PIN", id = 0x0027,
  request = {
    { 0x01, "session", session },
    { 0x02, "info", {
      { "pin_id", pin_id },
      { "puk", personal(string8) },
      { "new_pin", personal(string8) },
    } },
    { 0x11, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "retries_remaining", retries_remaining, optional = true },
    { 0x12, "response_in_indication_token", u32, optional = true },
    { 0x13, "card_result", card_result, optional = true },
  },
}

message {
  name = "Change PIN", id = 0x0028,
  request = {
    { 0x01, "session", session },
    { 0x02, "info", {
      { "pin_id", pin_id },
      { "old_pin", personal(string8) },
      { "new_pin", personal(string8) },
    } },
    { 0x11, "response_in_indication_token", u32, optional = true },
  },
  response = {
    { 0x10, "retries_remaining", retries_remaining, optional = true },
    { 0x12, "response_in_indication_token", u32, optional = true },
    { 0x13, "card_result", card_result, optional = true },
  },
}

local depersonalization_operation = enum(u8, { deactivate = 0, unblock = 1 })

message {
  name = "Depersonalization", id = 0x0029,
  request = {
    { 0x01, "info", {
      { "feature", personalization_feature },
      { "operation", depersonalization_operation },
      { "control_key", personal(string8) },
    } },
    { 0x10, "slot", u8, optional = true },
  },
  response = {
    { 0x10, "retries_remaining", {
      { "verify_left", u8 },
      { "unblock_left", u8 },
    }, optional = true },
  },
}

message {
  name = "Refresh Register", id = 0x002A,
  request = {
    { 0x01, "session", session },
    { 0x02, "info", {
      { "register_flag", bool },
      { "vote_for_init", bool },
      { "files", array16(refresh_file) },
    } },
  },
}

message {
  name = "Refresh OK", id = 0x002B,
  request = {
    { 0x01, "session", session },
    { 0x02, "ok_to_refresh", bool },
  },
}

message {
  name = "Refresh Complete", id = 0x002C,
  request = {
    { 0x01, "session", session },
    { 0x02, "info", { { "refresh_success", bool } } },
  },
}

local refresh_stage = enum(u8, {
  wait_for_ok = 0, start = 1, end_with_success = 2, end_with_failure = 3,
})

local refresh_mode = enum(u8, {
  reset = 0, init = 1, init_fcn = 2, fcn = 3, init_full_fcn = 4, app_reset = 5,
  ["3g_reset"] = 6,
})

local refresh_event = {
  { "stage", refresh_stage },
  { "mode", refresh_mode },
  { "session_type", session_type },
  { "application_identifier", bytes8 },
  { "files", array16(refresh_file) },
}

message {
  name = "Refresh Get Last Event", id = 0x002D,
  request = {
    { 0x01, "session", session },
  },
  response = {
    { 0x10, "event", refresh_event, optional = true },
  },
}

local event_registration_flag = flags(u32, {
  card_status = 1 << 0, sap_connection = 1 << 1, extended_card_status = 1 << 2,
  physical_slot_status = 1 << 4,
})

message {
  name = "Register Events", id = 0x002E,
  request = {
    { 0x01, "event_registration_mask", event_registration_flag },
  },
  response = {
    { 0x10, "event_registration_mask",
      event_registration_flag, optional = true },
  },
}

message {
  name = "Get Card Status", id = 0x002F,
  response = {
    { 0x10, "card_status", card_status, optional = true },
  },
}

message {
  name = "Power Off SIM", id = 0x0030,
  request = {
    { 0x01, "slot", u8 },
  },
}

message {
  name = "Power On SIM", id = 0x0031,
  request = {
    { 0x01, "slot", u8 },
  },
}

message {
  name = "Change Provisioning Session", id = 0x0038,
  request = {
    { 0x01, "session_change", {
      { "session_type", session_type },
      { "activate", bool },
    } },
    { 0x10, "application_information", {
      { "slot", u8 },
      { "application_identifier", bytes8 },
    }, optional = true },
  },
}

local configuration = flags(u32, {
  automatic_selection = 1 << 0, personalization_status = 1 << 1,
  halt_subscription = 1 << 2,
})

message {
  name = "Get Configuration", id = 0x003A,
  request = {
    { 0x10, "configuration_mask", configuration, optional = true },
  },
  response = {
    { 0x10, "automatic_selection", bool, optional = true },
    { 0x11, "personalization_status",
      array8(personalization_retries), optional = true },
    { 0x12, "halt_subscription", bool, optional = true },
    { 0x13, "personalization_status_other", array8 {
      { "slot", array8(personalization_retries) },
    }, optional = true },
  },
}

message {
  name = "Send APDU", id = 0x003B,
  request = {
    { 0x01, "slot", u8 },
    { 0x02, "apdu", personal(bytes16) },
    { 0x10, "channel_id", u8, optional = true },
    { 0x11, "procedure_bytes", u8, optional = true },
  },
  response = {
    { 0x10, "apdu_response", personal(bytes16), optional = true },
  },
}

message {
  name = "Logical Channel", id = 0x003F,
  request = {
    { 0x01, "slot", u8 },
    { 0x10, "aid", bytes8, optional = true },
    { 0x11, "channel_id", u8, optional = true },
    { 0x12, "file_control_information",
      file_control_information, optional = true },
    { 0x13, "terminate_application", u8, optional = true },
  },
  response = {
    { 0x10, "channel_id", u8, optional = true },
    { 0x11, "card_result", card_result, optional = true },
    { 0x12, "select_response", personal(bytes8), optional = true },
  },
}

message {
  name = "Open Logical Channel", id = 0x0042,
  request = {
    { 0x01, "slot", u8 },
    { 0x10, "aid", bytes8, optional = true },
    { 0x11, "file_control_information",
      file_control_information, optional = true },
  },
  response = {
    { 0x10, "channel_id", u8, optional = true },
    { 0x11, "card_result", card_result, optional = true },
    { 0x12, "select_response", personal(bytes8), optional = true },
  },
}

message {
  name = "Refresh Register All", id = 0x0044,
  request = {
    { 0x01, "session", session },
    { 0x02, "info", { { "register_flag", bool } } },
  },
}

message {
  name = "Switch Slot", id = 0x0046,
  request = {
    { 0x01, "logical_slot", u8 },
    { 0x02, "physical_slot", u32 },
  },
}

message {
  name = "Get Slot Status", id = 0x0047,
  response = {
    { 0x10, "physical_slot_status",
      array8(physical_slot_status), optional = true },
    { 0x11, "physical_slot_information",
      array8(physical_slot_information), optional = true },
    { 0x12, "slot_eid", array8 {
      { "eid", personal(bytes8) },
    }, optional = true },
  },
}

message {
  name = "Remote Unlock", id = 0x005D,
  request = {
    { 0x10, "simlock_data", personal(bytes16), optional = true },
    { 0x12, "simlock_extended_data", personal(bytes16), optional = true },
  },
}

indication {
  name = "Card Status", id = 0x0032,
  tlvs = {
    { 0x10, "card_status", card_status, optional = true },
  },
}

indication {
  name = "Refresh", id = 0x0033,
  tlvs = {
    { 0x10, "event", refresh_event, optional = true },
  },
}

indication {
  name = "Slot Status", id = 0x0048,
  tlvs = {
    { 0x10, "physical_slot_status",
      array8(physical_slot_status), optional = true },
    { 0x11, "physical_slot_information",
      array8(physical_slot_information), optional = true },
    { 0x12, "slot_eid", array8 {
      { "eid", personal(bytes8) },
    }, optional = true },
  },
}
