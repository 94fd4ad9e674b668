-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The LTE part of Get System Info says that it knows no network, and has zeros
-- in place of MCC and MNC. libqmi could not show an empty string of fixed size,
-- and showed nothing of what comes behind it either. To a right client both are
-- empty and the tracking area is there.

return scenario {
  bug = {
    source = "libqmi 22405e4c",
    fault = "client: libqmi, where it prints messages",
    versions = "libqmi before 1.36.0",
  },

  faults = {
    { match = { message = "NAS Get System Info", kind = "response" },
      tlvs = {
        replace = {
          lte_system_info_v2 = bytes.hex(
            "01 04 01 02 01 00 01 00 00 00 00 01 0C F6 E7 02 01 02 0F 00 "
            .. "00 00 00 00 00 00 01 4D BE"),
        },
      },
      must_match = true },
  },

  expect = {
    { stdout = "[Tt]ac = '48717'" },
    { no_stdout = "invalid string" },
  },
  leaks = "fail",
}
