-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Huawei E392u-12, an LTE category 3 stick with MDM9200. What no source tells is
-- as in the generic preset.

return {
  name = "huawei-e392",
  source = "musicnaut.iki.fi/e392.html, modemmanager-devel "
    .. "2013-November/000515, ddimension/wwand docs/STATUS.md",

  -- Linux binds it by class, so that the number of the interface is not told.
  usb = {
    vendor = 0x12D1, product = 0x1506, -- ModemManager mm-plugin-huawei rules
    manufacturer = "Huawei Technologies", product_name = "HUAWEI Mobile",
    serial = "",
  },

  services = { -- no DSD: ddimension/wwand docs/STATUS.md
    DSD = false, DPM = false, IMS = false, IMSA = false, IMSP = false,
  },

  identity = {
    manufacturer = "Huawei Technologies Co., Ltd.", -- musicnaut.iki.fi
    model = "E392",                                 -- musicnaut.iki.fi
    revision = "11.836.13.00.76", -- modemmanager-devel 2013-November/000515
  },

  device = {
    -- LTE category 3: 3GPP TS 36.306.
    capabilities = {
      max_tx_channel_rate = 50000000, max_rx_channel_rate = 100000000,
      radio_interfaces = { "gsm", "umts", "lte" },
    },
    bands = { -- musicnaut.iki.fi, masks for AT^SYSCFGEX
      gsm_wcdma = {
        "gsm_850", "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_900",
      },
      lte = { 1, 3, 7, 8, 20 }, nr5g = false,
    },
    firmware = false,
  },

  sim = {
    -- ddimension/wwand docs/STATUS.md: InvalidArgument (48).
    file_errors = { ["3F00/7FFF/6F7B"] = "InvalidArgument" },
  },

  network = {
    modes = { "gsm", "umts", "lte" },
    preferences = {
      modes = { "gsm", "umts", "lte" },
      acquisition_order = { "lte", "umts", "gsm" },
      bands = {
        "gsm_850", "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_900",
      },
      lte_bands = {
        "eutran_1", "eutran_3", "eutran_7", "eutran_8", "eutran_20",
      },
    },
  },

  data = { aggregations = { "disabled" } },
}
