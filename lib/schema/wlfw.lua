-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WLFW: WLAN firmware service. The host boots the Wi-Fi firmware with it: gives
-- it memory, board data and calibration, and sets its mode.

service("WLFW", 0x45, {
  title = "WLAN firmware",
  summary = "The host boots the Wi-Fi firmware: gives it memory, board data "
    .. "and calibration, and sets its mode.",
})

local ATH10K = "Linux 6.1, drivers/net/wireless/ath/ath10k/qmi_wlfw_v01.c"
local ATH11K = "Linux 6.1, drivers/net/wireless/ath/ath11k/qmi.c"
local BOTH = "Linux 6.1, drivers/net/wireless/ath: ath10k/qmi_wlfw_v01.c, "
  .. "ath11k/qmi.c"

local calibration = enum(u32, {
  index_0 = 0, index_1 = 1, index_2 = 2, index_3 = 3, index_4 = 4, none = 0xFF,
})

local pipe_direction = enum(u32, { none = 0, ["in"] = 1, out = 2, both = 3 })

local memory_type = enum(u32, {
  msa = 0, ddr = 1, board_data = 2, m3 = 3, calibration = 4, dpd = 5,
})

local pipe_flags = flags(u32, {
  no_snoop = 1 << 0, byte_swap_data = 1 << 1, swizzle_descriptors = 1 << 2,
  disable_interrupt = 1 << 3, enable_poll = 1 << 4,
})

message {
  name = "Indication Register", id = 0x0020, source = BOTH,
  request = {
    { 0x10, "fw_ready_enable", bool, optional = true },
    { 0x11, "initiate_cal_download_enable", bool, optional = true },
    { 0x12, "initiate_cal_update_enable", bool, optional = true },
    { 0x13, "msa_ready_enable", bool, optional = true },
    { 0x14, "pin_connect_result_enable", bool, optional = true },
    { 0x15, "client_id", u32, optional = true },
    { 0x16, "request_mem_enable", bool, optional = true },
    { 0x17, "mem_ready_enable", bool, optional = true },
    { 0x18, "fw_init_done_enable", bool, optional = true },
    -- One byte in ath11k.
    { 0x19, "rejuvenate_enable", bool(u32), optional = true },
    { 0x1A, "xo_cal_enable", bool, optional = true },
    { 0x1B, "cal_done_enable", bool, optional = true },
  },
  response = {
    { 0x10, "fw_status", flags(u64, {
      already_registered = 1 << 0, fw_ready = 1 << 1, msa_ready = 1 << 2,
      mem_ready = 1 << 3, fw_init_done = 1 << 4,
    }), optional = true },
  },
}

message {
  name = "Set Mode", id = 0x0022, source = BOTH,
  request = {
    { 0x01, "mode", enum(u32, {
      mission = 0, ftm = 1, epping = 2, waltest = 3, off = 4, ccpm = 5,
      qvit = 6, calibration = 7,
    }) },
    { 0x10, "hw_debug", bool, optional = true },
  },
}

message {
  name = "Set Configuration", id = 0x0023, source = BOTH,
  request = {
    { 0x10, "host_version", string, optional = true },
    { 0x11, "target_pipes", array8 {
      { "pipe", u32 },
      { "direction", pipe_direction },
      { "entries", u32 },
      { "maximum_size", unit("bytes", u32) },
      { "flags", pipe_flags },
    }, optional = true },
    { 0x12, "service_pipes", array8 {
      { "service_id", u32 },
      { "direction", pipe_direction },
      { "pipe", u32 },
    }, optional = true },
    { 0x13, "shadow_registers", array8 {
      { "id", u16 },
      { "offset", u16 },
    }, optional = true },
    { 0x14, "shadow_registers_v2", array8 {
      { "address", u32 },
    }, optional = true },
  },
}

message {
  name = "Get Capabilities", id = 0x0024, source = BOTH,
  response = {
    { 0x10, "chip_info", {
      { "chip_id", u32 },
      { "chip_family", u32 },
    }, optional = true },
    { 0x11, "board_info", { { "board_id", u32 } }, optional = true },
    { 0x12, "soc_info", { { "soc_id", u32 } }, optional = true },
    { 0x13, "fw_version_info", {
      { "fw_version", u32 },
      { "fw_build_timestamp", string8 },
    }, optional = true },
    { 0x14, "fw_build_id", string, optional = true },
    { 0x15, "num_macs", u8, optional = true },
    { 0x16, "voltage", unit("mV", u32), optional = true },
    { 0x17, "time_frequency", unit("Hz", u32), optional = true },
    { 0x18, "otp_version", u32, optional = true },
    { 0x19, "eeprom_read_timeout", u32, optional = true },
  },
}

message {
  name = "Download Board Data", id = 0x0025, source = BOTH,
  request = {
    { 0x01, "valid", bool },
    { 0x10, "file_id", calibration, optional = true },
    { 0x11, "total_size", unit("bytes", u32), optional = true },
    { 0x12, "segment", u32, optional = true },
    { 0x13, "data", bytes16, optional = true },
    { 0x14, "last", bool, optional = true },
    { 0x15, "type", enum(u8, { bin = 0, elf = 1, regdb = 4 }),
      optional = true },
  },
}

message {
  name = "Report Calibration", id = 0x0026, source = ATH10K,
  request = {
    { 0x01, "calibrations", array8(calibration) },
    { 0x10, "xo_calibration", u8, optional = true },
  },
}

message {
  name = "Download Calibration", id = 0x0027, source = ATH10K,
  request = {
    { 0x01, "valid", bool },
    { 0x10, "file_id", calibration, optional = true },
    { 0x11, "total_size", unit("bytes", u32), optional = true },
    { 0x12, "segment", u32, optional = true },
    { 0x13, "data", bytes16, optional = true },
    { 0x14, "last", bool, optional = true },
  },
}

message {
  name = "Update Calibration", id = 0x0029, source = ATH10K,
  request = {
    { 0x01, "calibration", calibration },
    { 0x02, "segment", u32 },
  },
  response = {
    { 0x10, "file_id", calibration, optional = true },
    { 0x11, "total_size", unit("bytes", u32), optional = true },
    { 0x12, "segment", u32, optional = true },
    { 0x13, "data", bytes16, optional = true },
    { 0x14, "last", bool, optional = true },
  },
}

message {
  name = "Set MSA Info", id = 0x002D, source = ATH10K,
  request = {
    { 0x01, "address", u64 },
    { 0x02, "size", unit("bytes", u32) },
  },
  response = {
    { 0x03, "regions", array8 {
      { "address", u64 },
      { "size", unit("bytes", u32) },
      { "secure", bool },
    } },
  },
}

message {
  name = "MSA Ready", id = 0x002E, source = ATH10K,
}

message {
  name = "Set Initial Configuration", id = 0x002F, source = BOTH,
  request = {
    { 0x10, "enable_fw_log", bool, optional = true },
  },
}

message {
  name = "Diagnostic Read", id = 0x0030, source = ATH10K,
  request = {
    { 0x01, "offset", u32 },
    { 0x02, "memory_type", u32 },
    { 0x03, "size", unit("bytes", u32) },
  },
  response = {
    { 0x10, "data", bytes16, optional = true },
  },
}

message {
  name = "Diagnostic Write", id = 0x0031, source = ATH10K,
  request = {
    { 0x01, "offset", u32 },
    { 0x02, "memory_type", u32 },
    { 0x03, "data", bytes16 },
  },
}

message {
  name = "Set Battery Voltage", id = 0x0032, source = ATH10K,
  request = {
    { 0x01, "voltage", unit("uV", u64) },
  },
}

message {
  name = "Set MAC Address", id = 0x0033, source = ATH10K,
  request = {
    { 0x10, "mac_address", personal(fixed_bytes(6)), optional = true },
  },
}

message {
  name = "Set Host Capabilities", id = 0x0034, source = BOTH,
  request = {
    -- "daemon support", one byte on some old firmware, in ath10k.
    { 0x10, "clients", u32, optional = true },
    { 0x11, "wake_msi", u32, optional = true },
    { 0x12, "gpios", array8(u32), optional = true },
    { 0x13, "nm_modem", u8, optional = true },
    { 0x14, "bdf_support", bool, optional = true },
    { 0x15, "bdf_cache_support", bool, optional = true },
    { 0x16, "m3_support", bool, optional = true },
    { 0x17, "m3_cache_support", bool, optional = true },
    { 0x18, "cal_filesys_support", bool, optional = true },
    { 0x19, "cal_cache_support", bool, optional = true },
    { 0x1A, "cal_done", bool, optional = true },
    { 0x1B, "mem_bucket", u32, optional = true },
    { 0x1C, "mem_cfg_mode", u8, optional = true },
  },
}

message {
  name = "Respond Memory", id = 0x0036, source = BOTH,
  request = {
    { 0x01, "segments", array8 {
      { "address", u64 },
      { "size", unit("bytes", u32) },
      { "type", memory_type },
      -- Of ath11k only.
      { "restore", bool },
    } },
  },
}

message {
  name = "Rejuvenate Acknowledge", id = 0x003A, source = ATH10K,
}

message {
  name = "Set Dynamic Feature Mask", id = 0x003B, source = ATH10K,
  request = {
    { 0x10, "mask", flags(u64, { fw_rejuvenate = 1 << 0 }), optional = true },
  },
  response = {
    { 0x10, "previous_mask", flags(u64, { fw_rejuvenate = 1 << 0 }),
      optional = true },
    { 0x11, "current_mask", flags(u64, { fw_rejuvenate = 1 << 0 }),
      optional = true },
  },
}

message {
  name = "Set M3 Info", id = 0x003C, source = BOTH,
  request = {
    { 0x01, "address", u64 },
    { 0x02, "size", unit("bytes", u32) },
  },
}

message {
  name = "Get Device Info", id = 0x004C, source = ATH11K,
  response = {
    { 0x10, "bar_address", u64, optional = true },
    { 0x11, "bar_size", unit("bytes", u32), optional = true },
  },
}

indication { name = "Firmware Ready", id = 0x0021, source = BOTH }

indication {
  name = "Initiate Calibration Download", id = 0x0028, source = ATH10K,
  tlvs = {
    { 0x01, "calibration", calibration },
  },
}

indication {
  name = "Initiate Calibration Update", id = 0x002A, source = ATH10K,
  tlvs = {
    { 0x01, "calibration", calibration },
    { 0x02, "total_size", unit("bytes", u32) },
  },
}

indication { name = "MSA Ready", id = 0x002B, source = ATH10K }

indication {
  name = "Pin Connect Result", id = 0x002C, source = ATH10K,
  tlvs = {
    { 0x10, "power_pin_result", u32, optional = true },
    { 0x11, "phy_io_pin_result", u32, optional = true },
    { 0x12, "rf_pin_result", u32, optional = true },
  },
}

indication {
  name = "Request Memory", id = 0x0035, source = BOTH,
  tlvs = {
    { 0x01, "segments", array8 {
      { "size", unit("bytes", u32) },
      { "type", memory_type },
      { "ranges", array8 {
        { "offset", u64 },
        { "size", unit("bytes", u32) },
        { "secure", bool },
      } },
    } },
  },
}

indication { name = "Memory Ready", id = 0x0037, source = BOTH }

indication { name = "Firmware Init Done", id = 0x0038, source = BOTH }

indication {
  name = "Rejuvenate", id = 0x0039, source = ATH10K,
  tlvs = {
    { 0x10, "cause", u8, optional = true },
    { 0x11, "requesting_subsystem", u8, optional = true },
    { 0x12, "line_number", u16, optional = true },
    { 0x13, "function_name", string, optional = true },
  },
}

indication {
  name = "XO Calibration", id = 0x003D, source = ATH10K,
  tlvs = {
    { 0x01, "xo_calibration", u8 },
  },
}

indication { name = "Cold Boot Calibration Done", id = 0x003E, source = ATH11K }
