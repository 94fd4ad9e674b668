-- SPDX-License-Identifier: LGPL-2.1-or-later
-- While the client gives its id back and closes the device, the modem says by
-- twenty Sync indications that it has started anew. libqmi left its handler of
-- them in place, which then used a device that was gone. A right client ends
-- well.

return scenario {
  bug = {
    source = "libqmi df87c30e",
    fault = "client: libqmi",
    versions = "libqmi before 1.0.0",
  },

  faults = {
    { match = { message = "CTL Release CID", kind = "response" },
      before = indication("CTL Sync", {}),
      storm = { indication("CTL Sync", {}), count = 20, every = 0.01 },
      must_match = true },
  },

  story = function(modem)
    modem:expect "CTL Release CID"
  end,
  expect = { { reports = "none" } },
  leaks = "fail",
}
