-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Pantech UML290, a stick for LTE, CDMA and GSM. After the start the card cannot
-- be reached for long. What no source tells is as in the generic preset.

return {
  name = "pantech-uml290",
  source = "ModemManager commits 997848ef and c3822282",

  -- linux drivers/net/usb/qmi_wwan.c, in older versions with the product; bound
  -- by class, so that the number of the interface is not told.
  usb = {
    vendor = 0x106C, product = 0x3718,
    manufacturer = "Pantech, Incorporated",
    product_name = "PANTECH UML290", serial = "",
  },

  services = {
    DPM = false, WDA = false, DSD = false, IMS = false, IMSA = false,
    IMSP = false,
  },
  identity = { manufacturer = "PANTECH", model = "UML290" },

  device = {
    capabilities = { -- ModemManager commit 997848ef, Get Capabilities
      max_tx_channel_rate = 5742000, max_rx_channel_rate = 7200000,
      data_service = "simultaneous_cs_ps", has_sim = true,
      radio_interfaces = { "cdma20001x", "evdo", "gsm", "umts", "lte" },
    },
    -- The band preference of that commit has the first three; LTE band 13 is
    -- that of its operator.
    bands = {
      gsm_wcdma = {
        "bc_0_a_system", "bc_0_b_system", "bc_1_all_blocks", "gsm_850",
        "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_pcs_1900", "wcdma_850_us",
        "wcdma_900",
      },
      lte = { 13 }, nr5g = false,
    },
    firmware = false,
    prl = { version = 1, only = false },
  },

  sim = {
    -- ModemManager commit c3822282: UimUninitialized (37) for long; for how
    -- long, it does not say.
    dms_seconds = 10,
  },

  network = {
    modes = { "cdma_1x", "cdma_1xevdo", "gsm", "umts", "lte" },
    preferences = {
      modes = { "cdma_1x", "cdma_1xevdo", "gsm", "umts", "lte" },
      acquisition_order = {
        "lte", "cdma_1xevdo", "cdma_1x", "umts", "gsm",
      },
      bands = {
        "bc_0_a_system", "bc_0_b_system", "bc_1_all_blocks", "gsm_850",
        "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_pcs_1900", "wcdma_850",
        "wcdma_900",
      },
      lte_bands = { "eutran_13" },
    },
    -- ModemManager commit 997848ef: the preference says nothing of modes.
    tells_modes = false,
  },

  data = { link_layers = { "802_3" }, aggregations = { "disabled" } },
}
