-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Once it has been asked for its SKU, the modem answers nothing but CTL: two
-- requests, then one answer, then nothing more. ModemManager kept on asking for
-- ever. A right client counts ten requests in a row without an answer, from the
-- last answer on, and takes the modem for dead then: not before, and not after.

local function is_counted(_, _, call)
  return call.service ~= "CTL" and call.message ~= "Get Factory SKU"
end

local function since(nth)
  return { where = is_counted, nth = nth, since = { event = "silence" } }
end

return scenario {
  bug = {
    source = "libqmi cc590d8d, ModemManager 7a3cbfec, b9182301",
    fault = "client: ModemManager",
    versions = "libqmi before 1.32, ModemManager before 1.20",
  },

  faults = {
    { match = { message = "DMS Get Factory SKU" },
      event = "silence", must_match = true },
    { match = since(3), event = "one answer", must_match = true },
    { match = since(), drop = true, must_match = true },
  },

  expect = {
    { exactly = 13, of = { where = is_counted }, after = { event = "silence" } },
  },
}
