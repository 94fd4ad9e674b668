-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card is of another country and may not roam at first. The network has an
-- LTE cell with 5G beside it, and after a minute a cell of 5G alone.

return scenario {
  modem = preset "generic" {
    sim = { imsi = "262030000000001" },
    network = {
      search_seconds = 3,
      operators = {
        {
          mcc = "310", mnc = "410", name = "Étranger", short_name = "E",
          cells = {
            {
              technology = "lte", band = "eutran_66", channel = 66436,
              bandwidth = "mhz_10", cell_id = 0x0102030, area = 0x0405,
              physical_cell_id = 6, has_5gnr = true, timing_advance = 2,
              secondary = {
                {
                  band = "eutran_4", channel = 2175, bandwidth = "mhz_5",
                  physical_cell_id = 7,
                },
              },
            },
            {
              technology = "5gnr", band = "nr5g_78", channel = 640000,
              bandwidth = "5gnr_100", cell_id = 0x123456789, area = 0x0A0B0C,
              physical_cell_id = 500,
            },
          },
        },
      },
      preferences = {
        roaming = "off", lte_bands = { "eutran_4", "eutran_66" },
        acquisition_order = { "lte", "5gnr" },
      },
      time = {
        year = 2024, month = 2, day = 28, hour = 23, minute = 59, second = 50,
        zone = -20, daylight_saving = 1,
      },
    },
  },

  story = function(modem)
    modem:sleep(60)
    modem.network:cover { technology = "5gnr" }
    modem:sleep(86400)
    modem.network:set_signal { rsrp = -120 }
  end,
}
