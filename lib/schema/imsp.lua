-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMSP: IP multimedia subsystem presence service.

service("IMSP", 0x1F, {
  title = "IP multimedia subsystem presence",
  summary = "Whether the presence enabler of IMS is ready.",
})

local enabler_state = enum(u32, {
  uninitialized = 1, initialized = 2, airplane = 3, registered = 4,
})

message {
  name = "Get Enabler State", id = 0x0024,
  response = {
    { 0x10, "enabler_state", enabler_state, optional = true },
  },
}
