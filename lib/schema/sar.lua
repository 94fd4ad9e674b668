-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SAR: specific absorption rate service.

service("SAR", 0x11, {
  title = "specific absorption rate",
  summary = "The transmit power state that limits radiation near a body.",
})

local rf_state = enum(u32, {
  ["0"] = 0, ["1"] = 1, ["2"] = 2, ["3"] = 3, ["4"] = 4, ["5"] = 5, ["6"] = 6,
  ["7"] = 7, ["8"] = 8, ["9"] = 9, ["10"] = 10, ["11"] = 11, ["12"] = 12,
  ["13"] = 13, ["14"] = 14, ["15"] = 15, ["16"] = 16, ["17"] = 17, ["18"] = 18,
  ["19"] = 19, ["20"] = 20,
})

message {
  name = "RF Set State", id = 0x0001,
  request = {
    { 0x01, "state", rf_state },
  },
}

message {
  name = "RF Get State", id = 0x0002,
  response = {
    { 0x10, "state", rf_state, optional = true },
  },
}
