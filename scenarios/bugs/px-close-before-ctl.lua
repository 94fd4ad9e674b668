-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes its time to release a client id. The last client of a proxy
-- asks for that and leaves at once; the next comes while the answer is still to
-- come. qmi-proxy had closed the device with the first one, and counted its
-- transactions from 1 again when it opened it, so that the old answer met a new
-- request of the same number. A right proxy closes after the last answer.

return scenario {
  bug = {
    source = "libqmi 8a7cbb52, ff27888a",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.28",
  },

  faults = {
    { match = { message = "CTL Release CID", kind = "response", nth = 1 },
      delay = { ["until"] = { event = "another comes" }, within = 3 },
      must_match = true },
    { match = { message = "CTL Allocate CID", nth = 3 },
      event = "another comes", must_match = true },
  },

  story = function(modem)
    for _ = 1, 3 do
      modem:expect "CTL Release CID"
    end
  end,
  expect = {
    { must_not = { service = "CTL" }, after = "close",
      name = "the device stays open while an answer is to come" },
  },
  leaks = "fail",
}
