-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMS: IP multimedia subsystem settings service.

service("IMS", 0x12, {
  title = "IP multimedia subsystem settings",
  summary = "Which IMS services are enabled, and the policy of their data "
    .. "bearers.",
})

message {
  name = "Set IMS Policy Manager Settings", id = 0x0047,
  request = {
    { 0x14, "acs_priority", u8, optional = true },
    { 0x15, "isim_priority", u8, optional = true },
    { 0x16, "nv_priority", u8, optional = true },
    { 0x17, "pco_priority", u8, optional = true },
    { 0x18, "service_mask", u64, optional = true },
    { 0x19, "apns", fixed_array(6, string8), optional = true },
  },
  response = {
    { 0x10, "ims_settings_error", u32, optional = true },
  },
}

message {
  name = "Get IMS Policy Manager Settings", id = 0x0048,
  response = {
    { 0x10, "ims_settings_error", u32, optional = true },
    { 0x15, "acs_priority", u8, optional = true },
    { 0x16, "isim_priority", u8, optional = true },
    { 0x17, "nv_priority", u8, optional = true },
    { 0x18, "pco_priority", u8, optional = true },
    { 0x19, "service_mask", u64, optional = true },
    { 0x1A, "apns", fixed_array(6, string8), optional = true },
  },
}

local call_mode_preference = enum(u8, {
  none = 0, cellular = 1, wifi = 2, wifi_only = 3, cellular_only = 4, ims = 5,
})

message {
  name = "Set IMS Services Enabled Setting", id = 0x008F,
  request = {
    { 0x10, "ims_voice_over_lte_enable", bool, optional = true },
    { 0x11, "ims_video_telephony_service_enable", bool, optional = true },
    { 0x14, "ims_voice_wifi_service_enable", bool, optional = true },
    { 0x15, "ims_call_mode_preference", call_mode_preference, optional = true },
    { 0x18, "ims_service_enabled", bool, optional = true },
    { 0x19, "ims_ut_service_enable", bool, optional = true },
    { 0x1A, "ims_sms_service_enable", bool, optional = true },
    { 0x1C, "ims_ussd_service_enabled", bool, optional = true },
    { 0x1E, "ims_presence_enabled", bool, optional = true },
    { 0x1F, "ims_autoconfig_enabled", bool, optional = true },
    { 0x20, "ims_xdm_client_enabled", bool, optional = true },
    { 0x21, "ims_rcs_enabled", bool, optional = true },
    { 0x25, "ims_carrier_config", bool, optional = true },
  },
}

message {
  name = "Get IMS Services Enabled Setting", id = 0x0090,
  response = {
    { 0x11, "ims_voice_service_enabled", bool, optional = true },
    { 0x12, "ims_video_telephony_service_enabled", bool, optional = true },
    { 0x15, "ims_voice_wifi_service_enabled", bool, optional = true },
    { 0x18, "ims_registration_service_enabled", bool, optional = true },
    { 0x19, "ims_ut_service_enabled", bool, optional = true },
    { 0x1A, "ims_sms_service_enabled", bool, optional = true },
    { 0x1C, "ims_ussd_service_enabled", bool, optional = true },
  },
}

message {
  name = "Bind", id = 0x0098,
  request = {
    { 0x01, "binding", u32 },
  },
}

indication {
  name = "IMS Policy Manager Settings Ind", id = 0x0049,
  tlvs = {
    { 0x14, "acs_priority", u8, optional = true },
    { 0x15, "isim_priority", u8, optional = true },
    { 0x16, "nv_priority", u8, optional = true },
    { 0x17, "pco_priority", u8, optional = true },
    { 0x18, "service_mask", u64, optional = true },
    { 0x19, "apns", fixed_array(6, string8), optional = true },
  },
}

indication {
  name = "IMS Services Enabled Setting", id = 0x0091,
  tlvs = {
    { 0x10, "ims_voice_over_lte_enable", bool, optional = true },
    { 0x11, "ims_video_telephony_service_enable", bool, optional = true },
    { 0x14, "ims_voice_wifi_service_enable", bool, optional = true },
    { 0x18, "ims_service_enabled", bool, optional = true },
    { 0x19, "ims_ut_service_enable", bool, optional = true },
    { 0x1A, "ims_sms_service_enable", bool, optional = true },
    { 0x1C, "ims_ussd_service_enabled", bool, optional = true },
    { 0x1E, "ims_presence_enabled", bool, optional = true },
    { 0x1F, "ims_autoconfig_enabled", bool, optional = true },
    { 0x20, "ims_xdm_client_enabled", bool, optional = true },
    { 0x21, "ims_rcs_enabled", bool, optional = true },
    { 0x25, "ims_carrier_config", bool, optional = true },
  },
}
