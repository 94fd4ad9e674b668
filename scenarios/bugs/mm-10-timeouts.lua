-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem answers nothing but CTL: nine requests, then one answer, then
-- nothing more. ModemManager kept on asking for ever. A right client counts ten
-- requests in a row without an answer, from the last answer on, and takes the
-- modem for dead then: not before, and not after.

return scenario {
  bug = {
    source = "libqmi cc590d8d, ModemManager 7a3cbfec, b9182301",
    fault = "client: ModemManager",
    versions = "libqmi before 1.32, ModemManager before 1.20",
  },

  faults = {
    { match = { message = "NAS *", nth = 10 }, event = "one answer",
      must_match = true },
    { match = { message = "NAS *", nth = { max = 20 } },
      drop = true, must_match = true },
    { match = { message = "NAS *" }, drop = true,
      event = "more than ten" },
  },

  expect = {
    { exactly = 20, of = { service = "NAS" } },
    { must = { message = "CTL Release CID" } },
  },
}
