-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SSCTL: subsystem control service. The host tells a processor that another one
-- starts or stops, and asks it to shut down by itself.

service("SSCTL", 0x2B, {
  title = "subsystem control",
  summary = "Tells a processor that another one starts or stops, and asks it "
    .. "to shut down by itself.",
})

local SOURCE = "Linux 6.1, drivers/remoteproc/qcom_sysmon.c"

message {
  name = "Shutdown", id = 0x0021, source = SOURCE,
}

message {
  name = "Subsystem Event", id = 0x0023, source = SOURCE,
  request = {
    { 0x01, "subsystem", string8 },
    { 0x02, "event", enum(u32, {
      before_powerup = 0, after_powerup = 1, before_shutdown = 2,
      after_shutdown = 3,
    }) },
    { 0x10, "cause", enum(u32, { forced = 0, graceful = 1 }),
      optional = true },
  },
}

indication {
  name = "Shutdown Ready", id = 0x0021, source = SOURCE,
}
