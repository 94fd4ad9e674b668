-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The system selection preference of the modem says which bands it prefers,
-- and nothing of modes. ModemManager found no capability at all and gave the
-- modem up. A right client takes the modes from the bands, or from the
-- capabilities of DMS, and goes on.

return scenario {
  bug = {
    source = "ModemManager 997848ef",
    fault = "device (Pantech UML290); client: ModemManager",
    versions = "ModemManager before 0.7.990",
  },

  modem = preset "generic" {
    device = { capabilities = { radio_interfaces = { "lte" } } },
    network = { modes = { "lte" }, tells_modes = false },
  },
  faults = {
    { match = {
        message = "NAS Get System Selection Preference", kind = "response",
      },
      tlvs = { keep = { "result", "band_preference", "lte_band_preference" } },
      must_match = true },
  },
  expect = {
    { must = "NAS Register Indications",
      after = "NAS Get System Selection Preference" },
  },
}
