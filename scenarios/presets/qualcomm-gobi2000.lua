-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Qualcomm Gobi 2000, an HSPA and EV-DO mini card of 2009 with its UMTS firmware
-- loaded. It speaks the first versions of all services: there is no UIM, and NAS
-- has none of the messages of later years. What no source tells is as in the
-- generic preset.

return {
  name = "qualcomm-gobi2000",
  source = "linux qmi_wwan.c, thinkwiki.org Qualcomm_Gobi_2000, libqmi commit "
    .. "4bc0798c",

  -- linux drivers/net/usb/qmi_wwan.c, QMI_GOBI_DEVICE: interface 0. The ids are
  -- of the cards in ThinkPads: thinkwiki.org Qualcomm_Gobi_2000.
  usb = {
    vendor = 0x05C6, product = 0x9205, interface = 0,
    manufacturer = "Qualcomm Incorporated",
    product_name = "Qualcomm Gobi 2000", serial = "",
  },

  -- libqmi commit 4bc0798c: nine services of a device of that generation,
  -- which the commit does not name.
  whole_services = true,
  services = {
    CTL = { 1, 3 }, WDS = { 1, 2 }, DMS = { 1, 1 }, NAS = { 1, 0 },
    WMS = { 1, 0 }, PDS = { 1, 0 }, [0x07] = { 1, 0 }, [0xE0] = { 1, 0 },
    [0xE1] = { 1, 0 },
  },

  errors = { unknown_message = "InvalidQmiCommand" },

  -- ModemManager, mm-broadband-modem-qmi.c: asked of NAS 1.1 and above only,
  -- the last ones of 1.8 and above.
  missing = {
    "NAS Get System Selection Preference", "NAS Set System Selection Preference",
    "NAS Get Operator Name", "NAS Get Cell Location Info",
    "NAS Get PLMN Name", "NAS Get Network Time", "NAS Get LTE Cphy CA Info",
    "NAS Register Indications", "NAS Get System Info", "NAS Get Signal Info",
    "NAS Config Signal Info", "NAS Config Signal Info v2",
    "NAS Get Tx Rx Info", "NAS Get DRX", "NAS Force Network Search",
    "NAS Incremental Network Scan", "NAS Get Supported Messages",
    "DMS Get Supported Messages", "DMS Get Factory SKU",
    "DMS Get MAC Address",
  },

  identity = {
    model = "Gobi 2000",
    revision = "D3200-STSUGN-1575", -- answer to ATI, post of a ThinkPad's owner
    meid = false,
  },

  device = {
    -- thinkwiki.org Qualcomm_Gobi_2000: technologies and bands. Rates: HSPA of
    -- 7.2 and 5.76 Mbit/s.
    capabilities = {
      max_tx_channel_rate = 5760000, max_rx_channel_rate = 7200000,
      radio_interfaces = { "cdma20001x", "evdo", "gsm", "umts" },
    },
    bands = {
      gsm_wcdma = {
        "bc_0_a_system", "bc_0_b_system", "bc_1_all_blocks", "gsm_850",
        "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_pcs_1900", "wcdma_850_us",
        "wcdma_800", "wcdma_900",
      },
      lte = {}, nr5g = false,
    },
    firmware = false,
  },

  network = {
    modes = { "gsm", "umts" },
    preferences = {
      modes = { "gsm", "umts" }, acquisition_order = { "umts", "gsm" },
      bands = {
        "gsm_850", "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_pcs_1900", "wcdma_850",
        "wcdma_800", "wcdma_900",
      },
      lte_bands = {},
    },
  },

  bearers = {
    families = { "ipv4" },
    rates = { umts = { tx = 5760000, rx = 7200000 } },
  },

  data = { aggregations = { "disabled" } },
}
