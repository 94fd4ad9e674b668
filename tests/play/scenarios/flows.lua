-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A Sierra modem on which the network opens a flow once there is a call. At
-- each DMS Get Model: the flow is suspended, it is resumed, the modem is on
-- GSM, it is on LTE with a 5G cell beside it, it is on 5G.

local with_5gnr = {
  { technology = "lte", band = "eutran_38", channel = 37900,
    bandwidth = "mhz_20", cell_id = 1, area = 1, physical_cell_id = 1,
    has_5gnr = true },
}

return scenario {
  modem = preset "generic" {
    usb = { vendor = 0x1199 },
    network = { operators = {
      { mcc = "001", mnc = "01", name = "one", short_name = "one", cells = {
        { technology = "lte", band = "eutran_7", channel = 2850,
          bandwidth = "mhz_20", cell_id = 2, area = 1, physical_cell_id = 2 },
        { technology = "gsm", band = "gsm_900_extended", channel = 62,
          bandwidth = "gsm_02", cell_id = 3, area = 2, physical_cell_id = 3 },
      } },
      { mcc = "001", mnc = "03", name = "three", short_name = "three", cells = {
        { technology = "5gnr", band = "nr5g_78", channel = 632628,
          cell_id = 4, area = 3, physical_cell_id = 4 },
      } },
      { mcc = "001", mnc = "02", name = "two", short_name = "two",
        cells = with_5gnr },
    }, preferences = { lte_bands = { "eutran_7", "eutran_38" } } },
  },

  story = function(modem)
    modem:expect "WDS Start Network"
    assert(modem.flows:open() == 1)
    modem.bearers:count { tx_bytes_ok = 3000, tx_packets_ok = 2 }
    modem.flows:count(1, { tx_bytes_ok = 1500, tx_packets_ok = 1 })
    modem:expect "DMS Get Model"
    modem.flows:suspend(1)
    modem:expect "DMS Get Model"
    modem.flows:suspend(1, false)
    modem:expect "DMS Get Model"
    modem.network:cover { technology = "gsm" }
    modem:expect "DMS Get Model"
    modem.network:cover { operator = "00102" }
    modem:expect "DMS Get Model"
    modem.network:cover { operator = "00103" }
  end,
}
