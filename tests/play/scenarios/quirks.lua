-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with every quirk of network and data that a preset can have.

return scenario {
  modem = preset "generic" {
    network = {
      refuses_both_lte_bands = true, wants_whole_acquisition_order = true,
    },
    bearers = {
      ignores_family_of_start = true, second_family_reason = 208,
      autoconnect = "enabled", attach_limit = 2,
    },
    data = { needs_endpoint = true, link_layers = { "802_3" } },
  },
}
