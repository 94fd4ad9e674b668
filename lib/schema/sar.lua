-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SAR: specific absorption rate service.

service("SAR", 0x11, {
  title = "specific absorption rate",
  summary = "The transmit power state that limits radiation near a body.",
})

message {
  name = "RF Set State", id = 0x0001,
  request = {
    { 0x01, "state", u32 },
  },
}

message {
  name = "RF Get State", id = 0x0002,
  response = {
    { 0x10, "state", u32, optional = true },
  },
}
