-- SPDX-License-Identifier: LGPL-2.1-or-later
-- An older modem tells its LTE bands in 64 bits only: its system selection
-- preference has no extended list. Told to use other bands, ModemManager filled
-- a list that was not there. A right client writes back the field that the modem
-- has told, and no other.

return scenario {
  bug = {
    source = "ModemManager f2c878e7",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.12.0",
  },

  faults = {
    { match = { message = "NAS Get System Selection Preference",
        kind = "response" },
      tlvs = { drop = { "extended_lte_band_preference",
        "nr5g_sa_band_preference", "nr5g_nsa_band_preference" } },
      must_match = true },
    { match = { message = "DMS Get Band Capabilities", kind = "response" },
      tlvs = { drop = { 0x12, 0x13 } } },
  },

  story = function(modem)
    modem:expect("NAS Get System Selection Preference", { within = 20 })
    modem:expect("NAS Set System Selection Preference", {
      within = 30,
      where = function(request)
        return request.lte_band_preference and
          not request.extended_lte_band_preference
      end,
    })
  end,
}
