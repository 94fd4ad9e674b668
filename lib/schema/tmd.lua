-- SPDX-License-Identifier: LGPL-2.1-or-later
-- TMD: thermal mitigation device service. The host asks the modem to do less,
-- level by level, when the device gets hot.

service("TMD", 0x18, {
  title = "thermal mitigation device",
  summary = "Asks the modem to do less, level by level, when it gets hot.",
})

local SOURCE = "Linux driver qmi_tmd (GPL-2.0), as posted to linux-pm by Linaro"

message {
  name = "Get Mitigation Device List", id = 0x0020, source = SOURCE,
  response = {
    { 0x10, "mitigation_devices", array8 {
      { "name", string8 },
      { "maximum_level", u8 },
    }, optional = true },
  },
}

message {
  name = "Set Mitigation Level", id = 0x0021, source = SOURCE,
  request = {
    { 0x01, "mitigation_device", {
      { "name", string8 },
    } },
    { 0x02, "level", u8 },
  },
}
