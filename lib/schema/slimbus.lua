-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SLIMBUS: SLIMbus service. The host asks the audio processor for its share of
-- the SLIMbus controller and for power. It has an id above 255, so only QRTR
-- carries it.

service("SLIMBUS", 0x0301, {
  title = "SLIMbus",
  summary = "The host asks the audio processor for its share of the SLIMbus "
    .. "controller and for power.",
})

local SOURCE = "Linux 6.1, drivers/slimbus/qcom-ngd-ctrl.c"

message {
  name = "Select Instance", id = 0x0020, source = SOURCE,
  request = {
    { 0x01, "instance", u32 },
    { 0x10, "mode", enum(u32, { satellite = 1, master = 2 }),
      optional = true },
  },
}

message {
  name = "Set Power", id = 0x0021, source = SOURCE,
  request = {
    { 0x01, "power", enum(u32, { inactive = 1, active = 2 }) },
    { 0x10, "response_type", enum(u32, { synchronous = 1 }),
      optional = true },
  },
}

message {
  name = "Check Framer Status", id = 0x0022, source = SOURCE,
}
