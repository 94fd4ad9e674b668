-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The Quectel RG502Q answers Get Default Settings with TLVs that are empty: no
-- user name, no password, and one that nobody knows, at the end. libqmi once
-- refused the message, and later stopped the program when it printed it; oFono
-- missed the last TLV. To a right client an empty text is empty.

return scenario {
  bug = {
    source = "libqmi de362e9d, ffe3c068",
    fault = "client: libqmi",
    versions = "libqmi before 1.22.0; printing: before 1.30.0",
  },

  faults = {
    { match = { message = "WDS Get Default Settings", kind = "response" },
      tlvs = {
        drop = { "apn_name", "username", "password" },
        prepend = { [0x14] = "last.example" },
        add = { [0x1B] = "", [0x1C] = "", [0x4A] = "" },
      },
      must_match = true },
  },

  expect = {
    { stdout = "last.example" },
    { no_output = { "TLV is empty", "assert" } },
  },
  leaks = "fail",
}
