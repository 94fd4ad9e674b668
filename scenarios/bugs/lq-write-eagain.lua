-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The driver is busy with the request before: three times write() fails with
-- EAGAIN and takes nothing. libqmi lost the request and told an error. A right
-- client writes it again, and it arrives once.

return scenario {
  tier = "preload",
  bug = {
    source = "libqmi a4347d4d",
    fault = "client: libqmi",
    versions = "libqmi before 1.0.0",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response",
        fields = { allocation_info = { service = "dms" } } },
      device = { call = "write", error = "EAGAIN", count = 3 },
      must_match = true },
  },

  expect = {
    { exactly = 1, of = "DMS Get Model" },
  },
  leaks = "fail",
}
