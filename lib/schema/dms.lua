-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: device management service.

service("DMS", 0x02, {
  title = "device management",
  summary = "Identity of the device, its operating mode, PIN of the card, "
    .. "firmware images, time and locks.",
})

local uim_pin_id = enum(u8, { pin = 1, pin2 = 2 })

local uim_pin_status = enum(u8, {
  not_initialized = 0, enabled_not_verified = 1, enabled_verified = 2,
  disabled = 3, blocked = 4, permanently_blocked = 5, unblocked = 6,
  changed = 7,
})

local operating_mode = enum(u8, {
  online = 0x00, low_power = 0x01, factory_test = 0x02, offline = 0x03,
  reset = 0x04, shutting_down = 0x05, persistent_low_power = 0x06,
  mode_only_low_power = 0x07, unknown = 0xFF,
})

local activation_state = enum(u16, {
  not_activated = 0x00, activated = 0x01, connecting = 0x02, connected = 0x03,
  otasp_authenticated = 0x04, otasp_nam = 0x05, otasp_mdn = 0x06,
  otasp_imsi = 0x07, otasp_prl = 0x08, otasp_spc = 0x09, otasp_committed = 0x0A,
})

local uim_facility = enum(u8, { pn = 0, pu = 1, pp = 2, pc = 3, pf = 4 })

local uim_facility_state = enum(u8, {
  deactivated = 0, activated = 1, blocked = 2,
})

local uim_state = enum(u8, {
  initialization_completed = 0x00, locked_or_failed = 0x01, not_present = 0x02,
  reserved = 0x03, unknown = 0xFF,
})

local firmware_image_type = enum(u8, { modem = 0, pri = 1 })

local boot_image_download_mode = enum(u8, { normal = 0, boot_and_recovery = 1 })

local power_state = {
  { "power_state_flags", u8 },
  { "battery_level", unit("%", u8) },
}

local pin_retries = {
  { "verify_retries_left", u8 },
  { "unblock_retries_left", u8 },
}

local pin_status = {
  { "current_status", uim_pin_status },
  { "verify_retries_left", u8 },
  { "unblock_retries_left", u8 },
}

local firmware_image = {
  { "type", firmware_image_type },
  { "unique_id", fixed_bytes(16) },
  { "build_id", string8 },
}

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Set Event Report", id = 0x0001,
  request = {
    { 0x10, "power_state_reporting", bool, optional = true },
    { 0x11, "battery_level_report_limits", {
      { "lower_limit", unit("%", u8) },
      { "upper_limit", unit("%", u8) },
    }, optional = true },
    { 0x12, "pin_state_reporting", bool, optional = true },
    { 0x13, "activation_state_reporting", bool, optional = true },
    { 0x14, "operating_mode_reporting", bool, optional = true },
    { 0x15, "uim_state_reporting", bool, optional = true },
    { 0x16, "wireless_disable_state_reporting", bool, optional = true },
    { 0x17, "prl_init_reporting", bool, optional = true },
  },
}

message {
  name = "Get Supported Messages", id = 0x001E,
  response = {
    { 0x10, "list", bytes16, optional = true },
  },
}

local data_service_capability = enum(u8, {
  none = 0, cs = 1, ps = 2, simultaneous_cs_ps = 3, non_simultaneous_cs_ps = 4,
})

local sim_capability = enum(u8, { not_supported = 1, supported = 2 })

local radio_interface = enum(u8, {
  cdma20001x = 1, evdo = 2, gsm = 4, umts = 5, lte = 8, tds = 9, ["5gnr"] = 10,
})

message {
  name = "Get Capabilities", id = 0x0020,
  response = {
    { 0x01, "info", {
      { "max_tx_channel_rate", unit("bit/s", u32) },
      { "max_rx_channel_rate", unit("bit/s", u32) },
      { "data_service_capability", data_service_capability },
      { "sim_capability", sim_capability },
      { "radio_interface_list", array8(radio_interface) },
    } },
  },
}

message {
  name = "Get Manufacturer", id = 0x0021,
  response = {
    { 0x01, "manufacturer", string },
  },
}

message {
  name = "Get Model", id = 0x0022,
  response = {
    { 0x01, "model", string },
  },
}

message {
  name = "Get Revision", id = 0x0023,
  response = {
    { 0x01, "revision", string },
  },
}

message {
  name = "Get MSISDN", id = 0x0024,
  response = {
    { 0x01, "msisdn", personal(string) },
  },
}

message {
  name = "Get IDs", id = 0x0025,
  response = {
    { 0x10, "esn", personal(string), optional = true },
    { 0x11, "imei", personal(string), optional = true },
    { 0x12, "meid", personal(string), optional = true },
    { 0x13, "imei_software_version", personal(string), optional = true },
  },
}

message {
  name = "Get Power State", id = 0x0026,
  response = {
    { 0x01, "info", power_state },
  },
}

message {
  name = "UIM Set PIN Protection", id = 0x0027,
  request = {
    { 0x01, "info", {
      { "pin_id", uim_pin_id },
      { "protection_enabled", bool },
      { "pin", personal(string8) },
    } },
  },
  response = {
    { 0x10, "pin_retries_status", pin_retries, optional = true },
  },
}

message {
  name = "UIM Verify PIN", id = 0x0028,
  request = {
    { 0x01, "info", {
      { "pin_id", uim_pin_id },
      { "pin", personal(string8) },
    } },
  },
  response = {
    { 0x10, "pin_retries_status", pin_retries, optional = true },
  },
}

message {
  name = "UIM Unblock PIN", id = 0x0029,
  request = {
    { 0x01, "info", {
      { "pin_id", uim_pin_id },
      { "puk", personal(string8) },
      { "new_pin", personal(string8) },
    } },
  },
  response = {
    { 0x10, "pin_retries_status", pin_retries, optional = true },
  },
}

message {
  name = "UIM Change PIN", id = 0x002A,
  request = {
    { 0x01, "info", {
      { "pin_id", uim_pin_id },
      { "old_pin", personal(string8) },
      { "new_pin", personal(string8) },
    } },
  },
  response = {
    { 0x10, "pin_retries_status", pin_retries, optional = true },
  },
}

message {
  name = "UIM Get PIN Status", id = 0x002B,
  response = {
    { 0x11, "pin1_status", pin_status, optional = true },
    { 0x12, "pin2_status", pin_status, optional = true },
  },
}

message {
  name = "Get Hardware Revision", id = 0x002C,
  response = {
    { 0x01, "revision", string },
  },
}

local offline_reason = flags(u16, {
  host_image_misconfiguration = 1 << 0, pri_image_misconfiguration = 1 << 1,
  pri_version_incompatible = 1 << 2, device_memory_full = 1 << 3,
})

message {
  name = "Get Operating Mode", id = 0x002D,
  response = {
    { 0x01, "mode", operating_mode },
    { 0x10, "offline_reason", offline_reason, optional = true },
    { 0x11, "hardware_restricted_mode", bool, optional = true },
  },
}

message {
  name = "Set Operating Mode", id = 0x002E,
  request = {
    { 0x01, "mode", operating_mode },
  },
}

local time_source = enum(u16, { device = 0, cdma_network = 1, hdr_network = 2 })

message {
  name = "Get Time", id = 0x002F,
  response = {
    { 0x01, "device_time", {
      { "time_count", unit("1.25 ms", u48) },
      { "time_source", time_source },
    } },
    { 0x10, "system_time", unit("ms", u64), optional = true },
    { 0x11, "user_time", unit("ms", u64), optional = true },
  },
}

message {
  name = "Get PRL Version", id = 0x0030,
  response = {
    { 0x01, "version", u16 },
    { 0x10, "prl_only_preference", bool, optional = true },
  },
}

message {
  name = "Get Activation State", id = 0x0031,
  response = {
    { 0x01, "info", activation_state },
  },
}

message {
  name = "Activate Automatic", id = 0x0032,
  request = {
    { 0x01, "activation_code", string8 },
  },
}

message {
  name = "Activate Manual", id = 0x0033,
  request = {
    { 0x01, "info", personal {
      { "service_programming_code", personal(fixed_string(6)) },
      { "system_identification_number", u16 },
      { "mobile_directory_number", personal(string8) },
      { "mobile_identification_number", personal(string8) },
    } },
    { 0x11, "mn_ha_key", personal(string8), optional = true },
    { 0x12, "mn_aaa_key", personal(string8), optional = true },
    { 0x13, "prl", {
      { "prl_total_length", u16 },
      { "prl_segment", array16_sequenced(u8) },
    }, optional = true },
  },
}

message {
  name = "Get User Lock State", id = 0x0034,
  response = {
    { 0x01, "enabled", bool },
  },
}

message {
  name = "Set User Lock State", id = 0x0035,
  request = {
    { 0x01, "info", {
      { "enabled", bool },
      { "lock_code", personal(fixed_string(4)) },
    } },
  },
}

message {
  name = "Set User Lock Code", id = 0x0036,
  request = {
    { 0x01, "info", {
      { "old_code", personal(fixed_string(4)) },
      { "new_code", personal(fixed_string(4)) },
    } },
  },
}

message {
  name = "Read User Data", id = 0x0037,
  response = {
    { 0x01, "user_data", bytes16 },
  },
}

message {
  name = "Write User Data", id = 0x0038,
  request = {
    { 0x01, "user_data", bytes16 },
  },
}

message {
  name = "Read ERI File", id = 0x0039,
  response = {
    { 0x01, "eri_file", bytes16 },
  },
}

message {
  name = "Restore Factory Defaults", id = 0x003A,
  request = {
    { 0x01, "service_programming_code", personal(fixed_string(6)) },
  },
}

message {
  name = "Validate Service Programming Code", id = 0x003B,
  request = {
    { 0x01, "service_programming_code", personal(fixed_string(6)) },
  },
}

message {
  name = "UIM Get ICCID", id = 0x003C,
  response = {
    { 0x01, "iccid", personal(string) },
  },
}

message {
  name = "Set Firmware ID", id = 0x003E,
}

message {
  name = "UIM Get CK Status", id = 0x0040,
  request = {
    { 0x01, "facility", uim_facility },
  },
  response = {
    { 0x01, "ck_status", {
      { "facility_state", uim_facility_state },
      { "verify_retries_left", u8 },
      { "unblock_retries_left", u8 },
    } },
    { 0x10, "operation_blocking_facility", bool, optional = true },
  },
}

message {
  name = "UIM Set CK Protection", id = 0x0041,
  request = {
    { 0x01, "facility", {
      { "facility", uim_facility },
      { "facility_state", uim_facility_state },
      { "facility_depersonalization_control_key", personal(string8) },
    } },
  },
  response = {
    { 0x10, "verify_retries_left", u8, optional = true },
  },
}

message {
  name = "UIM Unblock CK", id = 0x0042,
  request = {
    { 0x01, "facility", {
      { "facility", uim_facility },
      { "facility_control_key", personal(string8) },
    } },
  },
  response = {
    { 0x10, "unblock_retries_left", u8, optional = true },
  },
}

message {
  name = "UIM Get IMSI", id = 0x0043,
  response = {
    { 0x01, "imsi", personal(string) },
  },
}

message {
  name = "UIM Get State", id = 0x0044,
  response = {
    { 0x01, "state", uim_state },
  },
}

local band_capability = flags(u64, {
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

local lte_band_capability = flags(u64, {
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

message {
  name = "Get Band Capabilities", id = 0x0045,
  response = {
    { 0x01, "band_capability", band_capability },
    { 0x10, "lte_band_capability", lte_band_capability, optional = true },
    { 0x12, "extended_lte_band_capability", array16(u16), optional = true },
    { 0x13, "nr5g_band_capability", array16(u16), optional = true },
  },
}

message {
  name = "Get Factory SKU", id = 0x0046,
  response = {
    { 0x01, "sku", string },
  },
}

message {
  name = "Get Firmware Preference", id = 0x0047,
  response = {
    { 0x01, "list", array8(firmware_image) },
  },
}

message {
  name = "Set Firmware Preference", id = 0x0048,
  request = {
    { 0x01, "list", array8(firmware_image) },
    { 0x10, "download_override", bool, optional = true },
    { 0x11, "modem_storage_index", u8, optional = true },
  },
  response = {
    { 0x01, "image_download_list", array8(firmware_image_type) },
  },
}

message {
  name = "List Stored Images", id = 0x0049,
  response = {
    { 0x01, "list", array8 {
      { "type", firmware_image_type },
      { "maximum_images", u8 },
      { "index_of_running_image", u8 },
      { "sublist", array8 {
        { "storage_index", u8 },
        { "failure_count", u8 },
        { "unique_id", fixed_bytes(16) },
        { "build_id", string8 },
      } },
    } },
  },
}

message {
  name = "Delete Stored Image", id = 0x004A,
  request = {
    { 0x01, "image_details", firmware_image },
  },
}

local time_reference_type = enum(u32, { user = 0 })

message {
  name = "Set Time", id = 0x004B,
  request = {
    { 0x01, "time_value", unit("ms", u64) },
    { 0x10, "time_reference_type", time_reference_type, optional = true },
  },
}

message {
  name = "Get Stored Image Info", id = 0x004C,
  request = {
    { 0x01, "image_details", firmware_image },
  },
  response = {
    { 0x10, "boot_version", {
      { "major_version", u16 },
      { "minor_version", u16 },
    }, optional = true },
    { 0x11, "pri_version", {
      { "pri_version", u32 },
      { "pri_info", fixed_string(32) },
    }, optional = true },
    { 0x12, "oem_lock_id", u32, optional = true },
  },
}

message {
  name = "Get Alt Net Config", id = 0x004D,
  response = {
    { 0x01, "config", bool },
  },
}

message {
  name = "Set Alt Net Config", id = 0x004E,
  request = {
    { 0x01, "config", bool },
  },
}

message {
  name = "Get Boot Image Download Mode", id = 0x004F,
  response = {
    { 0x10, "mode", boot_image_download_mode, optional = true },
  },
}

message {
  name = "Set Boot Image Download Mode", id = 0x0050,
  request = {
    { 0x01, "mode", boot_image_download_mode },
  },
}

message {
  name = "Get Software Version", id = 0x0051,
  response = {
    { 0x01, "version", string },
  },
}

message {
  name = "Set Service Programming Code", id = 0x0052,
  request = {
    { 0x01, "current_code", personal(fixed_string(6)) },
    { 0x02, "new_code", personal(fixed_string(6)) },
  },
}

local mac_type = enum(u32, { wlan = 0, bt = 1 })

message {
  name = "Get MAC Address", id = 0x005C,
  request = {
    { 0x01, "device", mac_type },
  },
  response = {
    { 0x10, "mac_address", personal(bytes8), optional = true },
  },
}

local hp_device_mode = enum(u8, { fastboot = 5 })

message {
  name = "HP Change Device Mode", id = 0x5556, vendor = 0x03F0,
  request = {
    { 0x01, "mode", hp_device_mode },
  },
}

message {
  name = "Swi Get Current Firmware", id = 0x5556, vendor = 0x1199,
  response = {
    { 0x10, "model", string, optional = true },
    { 0x11, "boot_version", string, optional = true },
    { 0x12, "amss_version", string, optional = true },
    { 0x13, "sku_id", string, optional = true },
    { 0x14, "package_id", string, optional = true },
    { 0x15, "carrier_id", string, optional = true },
    { 0x16, "pri_version", string, optional = true },
    { 0x17, "carrier", string, optional = true },
    { 0x18, "config_version", string, optional = true },
  },
}

message {
  name = "Swi Get USB Composition", id = 0x555B, vendor = 0x1199,
  response = {
    { 0x10, "current", u8, optional = true },
    { 0x11, "supported", bytes8, optional = true },
  },
}

message {
  name = "Swi Set USB Composition", id = 0x555C, vendor = 0x1199,
  request = {
    { 0x01, "current", u8 },
  },
}

local foxconn_firmware_version_type = enum(u8, {
  firmware_mcfg = 0, firmware_mcfg_apps = 1, apps = 2,
})

message {
  name = "Foxconn Get Firmware Version", id = 0x555E, vendor = 0x0489,
  request = {
    { 0x01, "version_type", foxconn_firmware_version_type },
  },
  response = {
    { 0x01, "version", string },
  },
}

message {
  name = "Set FCC Authentication", id = 0x555F,
}

local foxconn_device_mode = enum(u8, {
  unknown = 0x00, fastboot_online = 0x05, fastboot_ota = 0x0A,
})

message {
  name = "Foxconn Change Device Mode", id = 0x5562, vendor = 0x0489,
  request = {
    { 0x01, "mode", foxconn_device_mode },
  },
}

message {
  name = "Foxconn Set FCC Authentication", id = 0x5571, vendor = 0x0489,
  request = {
    { 0x01, "value", u8 },
  },
}

-- The same number from the same vendor means this on newer devices. 0x0490 is
-- no vendor; it only tells the two apart, as it does in libqmi.
message {
  name = "Foxconn Set FCC Authentication v2", id = 0x5571, vendor = 0x0490,
  request = {
    { 0x01, "magic_string", string },
    { 0x02, "magic_number", u8 },
  },
}

indication {
  name = "Event Report", id = 0x0001,
  tlvs = {
    { 0x10, "power_state", power_state, optional = true },
    { 0x11, "pin1_status", pin_status, optional = true },
    { 0x12, "pin2_status", pin_status, optional = true },
    { 0x13, "activation_state", activation_state, optional = true },
    { 0x14, "operating_mode", operating_mode, optional = true },
    { 0x15, "uim_state", uim_state, optional = true },
    { 0x16, "wireless_disable_state", bool, optional = true },
    { 0x17, "prl_init_notification", bool, optional = true },
  },
}
