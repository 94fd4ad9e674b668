-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SIMCom SIM7600E-H, an LTE category 4 module with MDM9x07. What no source tells
-- is as in the generic preset.

return {
  name = "simcom-sim7600e",
  source = "modemmanager-devel 2023-November/009805, forums.balena.io 3339, "
    .. "linux qmi_wwan.c",

  usb = { -- linux drivers/net/usb/qmi_wwan.c
    vendor = 0x1E0E, product = 0x9001, interface = 5,
    manufacturer = "SimTech, Incorporated",
    product_name = "SimTech, Incorporated", serial = "0123456789ABCDEF",
  },

  -- Versions of the services that clients use: openwrt/packages pull request
  -- 30185, the same on all modules with MDM9x07.
  services = {
    QOS = { 1, 12 }, WMS = { 1, 10 }, VOICE = { 2, 1 }, PBM = { 1, 4 },
    LOC = { 2, 0 }, PDC = { 1, 0 }, DSD = { 1, 0 }, DPM = false,
  },

  errors = { unknown_message = "NotSupported" },

  -- linux qmi_wwan.c, QMI_QUIRK_SET_DTR: it forgets client ids with DTR.
  clients = { survive_close = false },

  identity = { -- modemmanager-devel 2023-November/009805
    manufacturer = "QUALCOMM INCORPORATED",
    model = "0",
    revision = "LE11B08SIM7600M22", -- forums.balena.io 3339
    hardware_revision = "10000",
  },

  device = {
    -- SIMCom SIM7600E-H hardware design: rates and bands.
    capabilities = {
      max_rx_channel_rate = 150000000,
      radio_interfaces = { "gsm", "umts", "lte" },
    },
    bands = {
      gsm_wcdma = {
        "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800", "wcdma_2100",
        "wcdma_850_us", "wcdma_900",
      },
      lte = { 1, 3, 5, 7, 8, 20, 38, 40, 41 }, nr5g = false,
    },
    firmware = false,
  },

  -- modemmanager-devel 2023-November/009805: a second slot, which is empty.
  sim = { slots = { { present = false } } },

  network = {
    modes = { "gsm", "umts", "lte" },
    preferences = {
      modes = { "gsm", "umts", "lte" },
      acquisition_order = { "lte", "umts", "gsm" },
      bands = {
        "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800", "wcdma_2100",
        "wcdma_850", "wcdma_900",
      },
      lte_bands = {
        "eutran_1", "eutran_3", "eutran_5", "eutran_7", "eutran_8",
        "eutran_20", "eutran_38", "eutran_40", "eutran_41",
      },
    },
  },

  bearers = { rates = { lte = { tx = 50000000, rx = 150000000 } } },

  data = { aggregations = { "disabled", "qmap" } },

  -- ModemManager 77-mm-simtech-port-types.rules: 2 is the primary AT port.
  at = { interface = 2 },
}
