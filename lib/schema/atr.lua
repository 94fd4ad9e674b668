-- SPDX-License-Identifier: LGPL-2.1-or-later
-- ATR: Telit AT relay service.

service("ATR", 0xED, {
  title = "Telit AT relay",
  summary = "Carries AT commands and their answers over QMI.",
})

message {
  name = "Send", id = 0x0000,
  request = {
    { 0x01, "message", personal(string16) },
  },
}

indication {
  name = "Received", id = 0x0001,
  tlvs = {
    { 0x01, "message", personal(string16) },
  },
}
