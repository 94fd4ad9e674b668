-- SPDX-License-Identifier: LGPL-2.1-or-later
-- FOX: Foxconn modem service.

service("FOX", 0xE3, {
  title = "Foxconn modem",
  summary = "Firmware version and unlocking of modems made by Foxconn.",
})

local firmware_version_type = enum(u8, {
  firmware_mcfg = 0, firmware_mcfg_apps = 1, apps = 2,
})

message {
  name = "Get Firmware Version", id = 0x555E,
  request = {
    { 0x01, "version_type", firmware_version_type },
  },
  response = {
    { 0x01, "version", string },
  },
}

message {
  name = "Set FCC Authentication", id = 0x5571,
  request = {
    { 0x01, "magic_string", string },
    { 0x02, "magic_number", u8 },
  },
}
