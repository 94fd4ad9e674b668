-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Four clients of a proxy count their transactions from 1, and ask all at once
-- for ids, each of another service; the modem answers in any order. In its
-- first versions qmi-proxy mixed up the answers to equal transactions, and cut
-- those of other services to eight bits. A right proxy gives requests to CTL
-- numbers of its own, and each client its own answer under its own number.

return scenario {
  bug = {
    source = "libqmi 79272970, 100be13c, 924f5d0e, fea234dd, "
      .. "freedesktop bug 94083",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.14",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response" },
      hold = { count = 4, order = "shuffle", within = 1 },
      must_match = true },
  },

  expect = {
    { at_least = 300, of = "CTL Allocate CID" },
    { at_least = 75, of = { message = "DMS Get Model",
      transaction = { min = 0x0200 } } },
  },
  leaks = "fail",
}
