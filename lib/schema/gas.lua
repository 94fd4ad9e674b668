-- SPDX-License-Identifier: LGPL-2.1-or-later
-- GAS: Telit general application service.

service("GAS", 0xE8, {
  title = "Telit general application",
  summary = "Firmware slots, USB composition and the like of Telit modems.",
})

local usb_composition_endpoint_type = enum(u8, { hsusb = 0, hsic = 1 })

local firmware_auto_sim_mode = enum(u8, {
  disable = 0, enable = 1, enable_one_shot = 2, pending_one_shot = 3,
})

local stored_firmware = {
  { "index", u8 },
  { "name", string8 },
  { "version", string8 },
  { "pri_revision", string8 },
}

message {
  name = "DMS Set USB Composition", id = 0x0203,
  request = {
    { 0x01, "usb_composition", u32 },
    { 0x02, "endpoint_type", usb_composition_endpoint_type },
    { 0x03, "composition_persistence", bool },
    { 0x04, "immediate_setting", bool },
    { 0x05, "reboot_after_setting", bool },
  },
}

message {
  name = "DMS Get USB Composition", id = 0x0204,
  response = {
    { 0x03, "usb_composition", u32 },
    { 0x04, "endpoint_type", usb_composition_endpoint_type },
    { 0x05, "composition_persistence", bool },
    { 0x06, "immediate_setting", bool },
    { 0x07, "reboot_after_setting", bool },
  },
}

message {
  name = "DMS Set Active Firmware", id = 0x0206,
  request = {
    { 0x10, "carrier_name", string, optional = true },
    { 0x11, "slot_index", u8, optional = true },
    { 0x12, "version", string, optional = true },
  },
}

local firmware_listing_mode = enum(u8, {
  active_firmware = 0, all_firmware = 1, specific_firmware = 2,
})

message {
  name = "DMS Get Firmware List", id = 0x0208,
  request = {
    { 0x01, "mode", firmware_listing_mode },
    { 0x10, "slot_index", u8, optional = true },
    { 0x11, "name", string, optional = true },
    { 0x12, "version", string, optional = true },
  },
  response = {
    { 0x01, "mode", firmware_listing_mode },
    { 0x10, "stored_firmware_1", stored_firmware, optional = true },
    { 0x11, "stored_firmware_2", stored_firmware, optional = true },
    { 0x12, "stored_firmware_3", stored_firmware, optional = true },
    { 0x13, "stored_firmware_4", stored_firmware, optional = true },
  },
}

message {
  name = "DMS Set Firmware Auto Sim", id = 0x0222,
  request = {
    { 0x01, "auto_sim_mode", firmware_auto_sim_mode },
    { 0x10, "config_id", u8, optional = true },
  },
}

message {
  name = "DMS Get Firmware Auto Sim", id = 0x0223,
  response = {
    { 0x03, "auto_sim_mode", firmware_auto_sim_mode },
    { 0x10, "config_id", u8, optional = true },
  },
}

message {
  name = "DMS Get Ethernet PDU MAC Address", id = 0x022D,
  response = {
    { 0x03, "mac_address_0", personal(bytes8) },
    { 0x10, "mac_address_1", personal(bytes8), optional = true },
  },
}
