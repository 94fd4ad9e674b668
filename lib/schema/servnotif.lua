-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SERVNOTIF: service registry notifier. Tells when a protection domain of a
-- processor goes down and comes up again, and restarts one.

service("SERVNOTIF", 0x42, {
  title = "service registry notifier",
  summary = "Tells when a protection domain of a processor goes down and comes "
    .. "up again, and restarts one.",
})

local SOURCE = "Linux 6.1, drivers/soc/qcom/pdr_internal.h"

local state = enum(u32, {
  locator_error = 0x00000001, down = 0x0FFFFFFF, up = 0x1FFFFFFF,
  early_down = 0x2FFFFFFF, uninitialized = 0x7FFFFFFF,
})

message {
  name = "Register Listener", id = 0x0020, source = SOURCE,
  request = {
    { 0x01, "enable", bool },
    { 0x02, "service_path", string },
  },
  response = {
    { 0x10, "state", state, optional = true },
  },
}

message {
  name = "Acknowledge State", id = 0x0023, source = SOURCE,
  request = {
    { 0x01, "service_path", string },
    { 0x02, "transaction_id", u16 },
  },
}

message {
  name = "Restart Domain", id = 0x0024, source = SOURCE,
  request = {
    { 0x01, "service_path", string },
  },
}

indication {
  name = "State Updated", id = 0x0022, source = SOURCE,
  tlvs = {
    { 0x01, "state", state },
    { 0x02, "service_path", string },
    { 0x03, "transaction_id", u16 },
  },
}
