-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SSC: Snapdragon sensor core service.

service("SSC", 0x190, {
  title = "Snapdragon sensor core",
  summary = "Carries the messages of the sensor core, which have an "
    .. "encoding of their own.",
})

local report_type = enum(u8, { small = 0, large = 1 })

message {
  name = "Control", id = 0x0020,
  request = {
    { 0x01, "data", bytes16 },
    { 0x10, "report_type", report_type, optional = true },
  },
  response = {
    { 0x10, "client_id", u64, optional = true },
    { 0x11, "response", u32, optional = true },
  },
}

indication {
  name = "Report Small", id = 0x0021,
  tlvs = {
    { 0x01, "client_id", u64 },
    { 0x02, "data", bytes16 },
  },
}

indication {
  name = "Report Large", id = 0x0022,
  tlvs = {
    { 0x01, "client_id", u64 },
    { 0x02, "data", bytes16 },
  },
}
