-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Get Cell Location Info names networks in BCD: 32 F4 51 is 234-15. libqmi took
-- these three bytes for a text in UTF-8, which they are not, and passed over the
-- cell. A right client shows the network and the cell.

return scenario {
  bug = {
    source = "libqmi 84e0bffa (issue 47)",
    fault = "client: libqmi",
    versions = "libqmi before 1.28.0",
  },

  faults = {
    { match = { message = "NAS Get Cell Location Info", kind = "response" },
      tlvs = { patch = { intrafrequency_lte_info_v2 = { [1] = "\x32\xF4\x51" } } },
      must_match = true },
  },

  expect = {
    { stdout = { "23415", "Tracking Area Code: '4097'" } },
  },
  leaks = "fail",
}
