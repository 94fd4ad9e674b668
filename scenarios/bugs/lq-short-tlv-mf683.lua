-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The ZTE MF683 answers Get Serving System with a detailed status (TLV 0x21) of
-- four bytes, one less than there should be, at the end of the message. libqmi
-- read the fifth all the same, from beyond the message. A right client passes
-- over that TLV and shows the rest.

return scenario {
  bug = {
    source = "libqmi 4c98ff41",
    fault = "device: ZTE MF683; client: libqmi",
    versions = "libqmi before 1.0.0",
  },

  faults = {
    { match = { message = "NAS Get Serving System", kind = "response" },
      tlvs = {
        drop = "detailed_service_status", add = { [0x21] = "\2\3\0\0" },
      },
      must_match = true },
  },

  expect = {
    { stdout = "qmimic" },
    { no_stdout = "Hybrid" },
  },
  leaks = "fail",
}
