-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Behind the 15 digits of the IMEI come ten bytes of garbage in the same TLV.
-- libqmi gave all of them to its callers, who printed them. A right client
-- knows how long an IMEI is.

return scenario {
  bug = {
    source = "libqmi 5906ac7b",
    fault = "device: firmware that does not end its string; client: libqmi",
    versions = "libqmi before 1.0.0",
  },

  faults = {
    { match = { message = "DMS Get IDs", kind = "response" },
      tlvs = {
        replace = {
          imei = "353613048805199" ..
            bytes.hex "02 B0 1C 0E 02 84 E3 A6 01 3D",
        },
      },
      must_match = true },
  },

  expect = {
    { stdout = "353613048805199" },
    { no_stdout = "353613048805199[^'\n]" },
  },
  leaks = "fail",
}
