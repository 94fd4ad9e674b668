-- SPDX-License-Identifier: LGPL-2.1-or-later
-- GMS: Telit general modem service.

service("GMS", 0xE7, {
  title = "Telit general modem",
  summary = "A test message of Telit modems.",
})

message {
  name = "Test Set Value", id = 0x0F00,
  request = {
    { 0x01, "test_mandatory_value", u8 },
    { 0x10, "test_optional_value", u8, optional = true },
  },
}

message {
  name = "Test Get Value", id = 0x0F01,
  response = {
    { 0x03, "test_mandatory_value", u8 },
    { 0x10, "test_optional_value", u8, optional = true },
  },
}
