-- SPDX-License-Identifier: LGPL-2.1-or-later
-- ZTE MF190, an HSPA stick with four services that knows 802.3 only. What no
-- source tells is as in the generic preset.

return {
  name = "zte-mf190",
  source = "ModemManager commits 39148081 and 9be34aff, wiki.archlinux.org "
    .. "ZTE_MF110/MF190",

  -- wiki.archlinux.org ZTE_MF110/MF190: ids and text; linux qmi_wwan.c: the
  -- interface.
  usb = {
    vendor = 0x19D2, product = 0x0124, interface = 5,
    manufacturer = "ZTE,Incorporated",
    product_name = "ZTE WCDMA Technologies MSM", serial = "",
  },

  whole_services = true,
  services = { -- ModemManager commit 39148081: all of them
    CTL = { 1, 2 }, WDS = { 1, 3 }, DMS = { 1, 2 }, NAS = { 1, 0 },
  },

  errors = { unknown_message = "InvalidQmiCommand" },
  missing = { -- of NAS versions above 1.0: ModemManager mm-broadband-modem-qmi.c
    "NAS Get System Selection Preference", "NAS Set System Selection Preference",
    "NAS Get Operator Name", "NAS Get Cell Location Info",
    "NAS Get System Info", "NAS Get Signal Info", "NAS Config Signal Info",
    "NAS Config Signal Info v2", "NAS Register Indications",
  },

  quirks = {
    refuses_raw_ip = true, -- ModemManager commit 9be34aff: error 45
  },

  identity = { manufacturer = "ZTE INCORPORATED", model = "MF190" },

  device = {
    -- wiki.archlinux.org ZTE_MF110/MF190: rates and technologies.
    capabilities = {
      max_tx_channel_rate = 4500000, max_rx_channel_rate = 7200000,
      radio_interfaces = { "gsm", "umts" },
    },
    bands = { lte = {}, nr5g = false },
    firmware = false,
  },

  network = {
    modes = { "gsm", "umts" },
    preferences = {
      modes = { "gsm", "umts" }, acquisition_order = { "umts", "gsm" },
      lte_bands = {},
    },
  },

  bearers = {
    families = { "ipv4" },
    rates = { umts = { tx = 4500000, rx = 7200000 } },
  },

  data = {
    link_layers = { "802_3" }, aggregations = { "disabled" },
  },

  at = { interface = 4 }, -- ModemManager 77-mm-zte-port-types.rules: primary
}
