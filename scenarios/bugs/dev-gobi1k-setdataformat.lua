-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The Gobi 1000 with firmware of 2008 does not answer CTL Set Data Format, and
-- does everything else. ModemManager called the port dead. A right client goes
-- on without that format.

return scenario {
  bug = {
    source = "ModemManager 60845f10",
    fault = "device: Qualcomm Gobi 1000",
    versions = "ModemManager before 0.7.991",
  },

  modem = preset "generic" { services = { WDA = false } },

  faults = {
    { match = { message = "CTL Set Data Format" }, drop = true,
      must_match = true },
  },

  expect = {
    { must = { message = "DMS Get Model", kind = "response" },
      after = "CTL Set Data Format" },
  },
  leaks = "fail",
}
