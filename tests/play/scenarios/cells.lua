-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Networks of all kinds: LTE with a 5G cell beside it, 5G alone, EV-DO and 1x. One
-- network is as good as home, one is forbidden by the card. After a minute only
-- CDMA is heard, and at last only the network that the card forbids, which turns
-- the modem away.

return scenario {
  modem = preset "generic" {
    sim = { efs = {
      EHPLMN = { "00101", "310260" }, FPLMN = { "26203" },
      OPLMNwAcT = { "26202" },
    } },
    network = {
      modes = { "cdma_1x", "cdma_1xevdo", "gsm", "umts", "lte", "5gnr" },
      operators = {
        {
          mcc = "310", mnc = "260", name = "Twin",
          cells = {
            {
              technology = "lte", band = "eutran_3", channel = 1300,
              bandwidth = "mhz_20", cell_id = 0x10, area = 1,
              physical_cell_id = 1,
              has_5gnr = { band = "nr5g_78", channel = 640000 },
              neighbours = {
                { physical_cell_id = 2, rsrq = -12, rsrp = -100, rssi = -70 },
                {
                  channel = 2850, physical_cell_id = 3, rsrq = -13,
                  rsrp = -105, rssi = -75,
                },
                {
                  channel = 2850, physical_cell_id = 4, rsrq = -14,
                  rsrp = -106, rssi = -76,
                },
              },
            },
            {
              technology = "umts", band = "wcdma_2100", channel = 10700,
              cell_id = 0x20, area = 2, physical_cell_id = 5,
              neighbours = {
                {
                  channel = 10725, physical_cell_id = 6, rscp = -90,
                  ecio = -8,
                },
              },
            },
            {
              technology = "gsm", band = "gsm_900_extended", channel = 50,
              cell_id = 0x30, area = 3, physical_cell_id = 7,
              neighbours = {
                {
                  cell_id = 0x31, area = 3, channel = 51,
                  physical_cell_id = 8, rssi = -91,
                },
              },
            },
            {
              technology = "cdma_1xevdo", band = "bc_0", channel = 425,
              cell_id = 0x40, area = 0, physical_cell_id = 9, sid = 4145,
              nid = 7, base_station_id = 1234,
            },
            {
              technology = "cdma_1x", band = "bc_0", channel = 384,
              cell_id = 0x41, area = 0, physical_cell_id = 9, sid = 4145,
              nid = 7, base_station_id = 1234, latitude = 533520,
              longitude = -1070000,
            },
          },
        },
        {
          mcc = "262", mnc = "03", name = "Forbidden",
          reject = "illegal_me",
          cells = {
            {
              technology = "lte", band = "eutran_7", channel = 2850,
              bandwidth = "mhz_10", cell_id = 0x50, area = 5,
              physical_cell_id = 10,
            },
          },
        },
        {
          mcc = "262", mnc = "02", name = "Preferred",
          cells = {
            {
              technology = "5gnr", band = "nr5g_28", channel = 150000,
              bandwidth = "5gnr_10", cell_id = 0x60, area = 6,
              physical_cell_id = 11,
            },
          },
        },
      },
      preferences = {
        modes = { "cdma_1x", "cdma_1xevdo", "gsm", "umts", "lte", "5gnr" },
        acquisition_order = {
          "lte", "5gnr", "umts", "gsm", "cdma_1xevdo", "cdma_1x",
        },
        bands = {
          "bc_0_a_system", "gsm_900_extended", "wcdma_2100",
        },
      },
    },
  },

  story = function(modem)
    modem:sleep(60)
    modem.network:cover { technology = "cdma_1xevdo" }
    modem:sleep(60)
    modem.network:cover { technology = "cdma_1x" }
    modem:sleep(60)
    modem.network:set_signal { rssi = -100 }
    modem:sleep(60)
    modem.network:cover { operator = "26203" }
    modem:sleep(60)
    modem.network:cover { technology = "gsm" }
    modem:sleep(60)
    modem.network:cover { technology = "umts" }
  end,
}
