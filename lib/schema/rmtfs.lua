-- SPDX-License-Identifier: LGPL-2.1-or-later
-- RMTFS: remote file system service. A modem without flash of its own reads and
-- writes its partitions through it; the host is the server here.

service("RMTFS", 0x0E, {
  title = "remote file system",
  summary = "A modem without flash of its own reads and writes its partitions "
    .. "through the host, which is the server.",
})

local SOURCE = "linux-msm rmtfs (BSD-3-Clause), qmi_rmtfs.qmi"

message {
  name = "Open", id = 0x0001, source = SOURCE,
  request = {
    { 0x01, "path", string },
  },
  response = {
    { 0x10, "caller_id", u32, optional = true },
  },
}

message {
  name = "Close", id = 0x0002, source = SOURCE,
  request = {
    { 0x01, "caller_id", u32 },
  },
}

message {
  name = "Read Write", id = 0x0003, source = SOURCE,
  request = {
    { 0x01, "caller_id", u32 },
    { 0x02, "direction", enum(u8, { read = 0, write = 1 }) },
    { 0x03, "parts", array8 {
      { "sector_address", u32 },
      { "physical_offset", u32 },
      { "sector_count", u32 },
    } },
    { 0x04, "force_sync", bool },
  },
}

message {
  name = "Allocate Buffer", id = 0x0004, source = SOURCE,
  request = {
    { 0x01, "caller_id", u32 },
    { 0x02, "buffer_size", unit("bytes", u32) },
  },
  response = {
    { 0x10, "buffer_address", u64, optional = true },
  },
}

message {
  name = "Get Device Error", id = 0x0005, source = SOURCE,
  request = {
    { 0x01, "caller_id", u32 },
  },
  response = {
    { 0x10, "status", u8, optional = true },
  },
}

indication {
  name = "Force Sync", id = 0x0006, source = SOURCE,
  tlvs = {
    { 0x01, "caller_ids", array8(u32) },
  },
}
