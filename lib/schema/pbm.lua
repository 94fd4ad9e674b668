-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PBM: phonebook management service.

service("PBM", 0x0C, {
  title = "phonebook management",
  summary = "Phonebooks on the card and on the device.",
})

local session_type = enum(u8, {
  gw_primary = 0, ["1x_primary"] = 1, gw_secondary = 2, ["1x_secondary"] = 3,
  nonprovisioning_slot_1 = 4, nonprovisioning_slot_2 = 5,
  global_phonebook_slot_1 = 6, global_phonebook_slot_2 = 7,
})

local phonebook_type = flags(u16, {
  adn = 1 << 0, fdn = 1 << 1, msisdn = 1 << 2, mbdn = 1 << 3, sdn = 1 << 4,
  bdn = 1 << 5, lnd = 1 << 6, mbn = 1 << 7,
})

local emergency_number_flags = flags(u8, {
  police = 1 << 0, ambulance = 1 << 1, fire_brigade = 1 << 2,
  marine_guard = 1 << 3, mountain_rescue = 1 << 4, manual_ecall = 1 << 5,
  automatic_ecall = 1 << 6, spare = 1 << 7,
})

local alpha_string_capability = {
  { "maximum_records", u8 },
  { "used_records", u8 },
  { "maximum_string_length", u8 },
}

local card_alpha_string_capability = {
  { "session_type", session_type },
  { "maximum_records", u8 },
  { "used_records", u8 },
  { "maximum_string_length", u8 },
}

local session_numbers = {
  { "session_type", session_type },
  { "emergency_numbers", array8 {
    { "flags", emergency_number_flags },
    { "emergency_number", string8 },
  } },
}

local event_registration_flag = flags(u32, {
  record_update = 1 << 0, phonebook_ready = 1 << 1,
  emergency_number_list = 1 << 2, hidden_record_status = 1 << 3,
  aas_update = 1 << 4, gas_update = 1 << 5,
})

message {
  name = "Indication Register", id = 0x0001,
  request = {
    { 0x01, "event_registration_mask", event_registration_flag },
  },
  response = {
    { 0x10, "event_registration_mask",
      event_registration_flag, optional = true },
  },
}

message {
  name = "Get Capabilities", id = 0x0002,
  request = {
    { 0x01, "phonebook_information", {
      { "session_type", session_type },
      { "phonebook_type", phonebook_type },
    } },
  },
  response = {
    { 0x10, "capability_basic_information", {
      { "session_type", session_type },
      { "phonebook_type", phonebook_type },
      { "used_records", u16 },
      { "maximum_records", u16 },
      { "maximum_number_length", u8 },
      { "maximum_name_length", u8 },
    }, optional = true },
    { 0x11, "group_capability", {
      { "maximum_groups", u8 },
      { "maximum_group_tag_length", u8 },
    }, optional = true },
    { 0x12, "additional_number_capability", {
      { "maximum_additional_numbers", u8 },
      { "maximum_additional_number_length", u8 },
      { "maximum_additional_number_tag_length", u8 },
    }, optional = true },
    { 0x13, "email_capability", {
      { "maximum_emails", u8 },
      { "maximum_email_address_length", u8 },
    }, optional = true },
    { 0x14, "second_name_capability", {
      { "maximum_second_name_length", u8 },
    }, optional = true },
    { 0x15, "hidden_records_capability", {
      { "supported", bool },
    }, optional = true },
    { 0x16, "grouping_information_alpha_string_capability",
      alpha_string_capability, optional = true },
    { 0x17, "additional_number_alpha_string_capability",
      alpha_string_capability, optional = true },
  },
}

message {
  name = "Get All Capabilities", id = 0x0003,
  response = {
    { 0x10, "capability_basic_information", array8 {
      { "session_type", session_type },
      { "phonebooks", array8 {
        { "phonebook_type", phonebook_type },
        { "used_records", u16 },
        { "maximum_records", u16 },
        { "maximum_number_length", u8 },
        { "maximum_name_length", u8 },
      } },
    }, optional = true },
    { 0x11, "group_capability", array8 {
      { "session_type", session_type },
      { "maximum_groups", u8 },
      { "maximum_group_tag_length", u8 },
    }, optional = true },
    { 0x12, "additional_number_capability", array8 {
      { "session_type", session_type },
      { "maximum_additional_numbers", u8 },
      { "maximum_additional_number_length", u8 },
      { "maximum_additional_number_tag_length", u8 },
    }, optional = true },
    { 0x13, "email_capability", array8 {
      { "session_type", session_type },
      { "maximum_emails", u8 },
      { "maximum_email_address_length", u8 },
    }, optional = true },
    { 0x14, "second_name_capability", array8 {
      { "session_type", session_type },
      { "maximum_second_name_length", u8 },
    }, optional = true },
    { 0x15, "hidden_records_capability", array8 {
      { "session_type", session_type },
      { "supported", bool },
    }, optional = true },
    { 0x16, "grouping_information_alpha_string_capability",
      array8(card_alpha_string_capability), optional = true },
    { 0x17, "additional_number_alpha_string_capability",
      array8(card_alpha_string_capability), optional = true },
  },
}

message {
  name = "Get Emergency List", id = 0x000E,
  response = {
    { 0x10, "hardcoded_numbers", array8(string8), optional = true },
    { 0x11, "nv_numbers", array8(string8), optional = true },
    { 0x12, "card_numbers", array8(session_numbers), optional = true },
    { 0x13, "network_numbers", array8(session_numbers), optional = true },
  },
}

-- libqmi has no indications of this service. These two are from Qualcomm's
-- phonebook_manager_service_v01.h.
indication {
  name = "Record Update", id = 0x0009,
  tlvs = {
    { 0x01, "update", {
      { "session_type", session_type },
      { "phonebook_type", phonebook_type },
      { "operation", enum(u8, { add = 1, modify = 2, delete = 3 }) },
      { "record", u16 },
    } },
  },
}

indication {
  name = "Ready", id = 0x000B,
  tlvs = {
    { 0x01, "phonebook", {
      { "session_type", session_type },
      { "phonebook_type", phonebook_type },
    } },
  },
}
