-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Answers to Get Model in turn: with a result of eight bytes, with a second result
-- that says the contrary, without any, and with half of one. uqmi and oFono took
-- only a result of exactly four bytes and called the first answer a failure. A
-- right client reads what it needs of the first result: the first two are good,
-- the others are not.

local function answer(nth, model, changes)
  return {
    match = { message = "DMS Get Model", kind = "response", nth = nth },
    set = { model = model }, tlvs = changes, must_match = nth == 1,
  }
end

return scenario {
  bug = {
    source = "uqmi: qmi_check_message_status(); oFono: drivers/qmimodem/qmi.c",
    fault = "client: uqmi, oFono",
    versions = "uqmi of 2026, oFono before 2.0",
  },

  modem = preset "quectel-ec25", -- oFono knows its plugin

  faults = {
    answer(1, "LONG", { grow = { result = 4 } }),
    answer(2, "TWICE", { duplicate = { result = "\1\0\3\0" } }),
    answer(3, "NONE", { drop = "result" }),
    answer(4, "SHORT", { resize = { result = 2 } }),
  },

  expect = {
    { stdout = "LONG" },
    { no_stdout = { "NONE", "SHORT" } },
  },
  leaks = "fail",
}
