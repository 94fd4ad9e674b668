-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem of GSM and UMTS prefers, by its system selection preference, CDMA
-- and EV-DO too, and bands of every kind. ModemManager believed it, took it
-- for a CDMA modem and asked it for its activation. A right client believes
-- only what the capabilities of DMS name as well.

return scenario {
  bug = {
    source = "ModemManager c2952e0a",
    fault = "device (Gobi 3000); client: ModemManager",
    versions = "ModemManager before 0.7.990",
  },

  modem = preset "generic" {
    device = { capabilities = { radio_interfaces = { "gsm", "umts" } } },
    network = { modes = { "gsm", "umts" } },
  },
  faults = {
    { match = {
        message = "NAS Get System Selection Preference", kind = "response",
      },
      tlvs = {
        keep = {
          "result", "mode_preference", "band_preference", "roaming_preference",
        },
        replace = {
          mode_preference = bytes.hex "0f 00",
          band_preference = bytes.hex "ff ff ff 3f ff ff ff ff",
          roaming_preference = bytes.hex "ff 00",
        },
      },
      must_match = true },
  },
  expect = {
    { must = "DMS Get Capabilities" },
    { must = "DMS Get IDs" },
    { must_not = "DMS Get Activation State" },
  },
}
