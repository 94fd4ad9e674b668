-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Quectel EC25-E, an LTE category 4 module with MDM9x07. What no source tells
-- is as in the generic preset.

return {
  name = "quectel-ec25",
  source = "openwrt/packages pull request 30185, sixfab/rpiShields issue 7, "
    .. "nerves-networking/qmi test/qmi/codec",

  usb = { -- linux drivers/net/usb/qmi_wwan.c
    vendor = 0x2C7C, product = 0x0125, interface = 4,
    manufacturer = "Quectel", product_name = "EC25", serial = "",
  },

  -- openwrt/packages pull request 30185: all 27 of a Teltonika RUT240. The
  -- version of DMS is lower than what it answers.
  services = {
    CTL = { 1, 5 }, WDS = { 1, 67 }, DMS = { 1, 0 }, NAS = { 1, 25 },
    QOS = { 1, 12 }, WMS = { 1, 10 }, [0x07] = { 1, 3 }, [0x08] = { 1, 2 },
    VOICE = { 2, 1 }, [0x0A] = { 2, 24 }, UIM = { 1, 46 }, PBM = { 1, 4 },
    [0x0F] = { 1, 0 }, LOC = { 2, 0 }, SAR = { 1, 0 }, [0x17] = { 1, 0 },
    [0x18] = { 1, 0 }, WDA = { 1, 16 }, [0x1D] = { 1, 1 }, [0x22] = { 1, 0 },
    PDC = { 1, 0 }, [0x29] = { 1, 0 }, DSD = { 1, 0 }, [0x2D] = { 1, 0 },
    [0x30] = { 1, 0 }, [0x32] = { 1, 0 }, [0x36] = { 1, 0 },
    -- not in that list:
    DPM = false, IMS = false, IMSA = false, IMSP = false, PDS = false,
  },

  -- sixfab/rpiShields issue 7: what it has not is NotSupported (94), and the
  -- whole card group of DMS is such.
  errors = { unknown_message = "NotSupported" },
  missing = {
    "DMS UIM Set PIN Protection", "DMS UIM Verify PIN",
    "DMS UIM Unblock PIN", "DMS UIM Change PIN", "DMS UIM Get PIN Status",
    "DMS UIM Get ICCID", "DMS UIM Get CK Status", "DMS UIM Set CK Protection",
    "DMS UIM Unblock CK", "DMS UIM Get IMSI", "DMS UIM Get State",
  },

  identity = {
    manufacturer = "QUALCOMM INCORPORATED",        -- nerves-networking/qmi
    model = "QUECTEL Mobile Broadband Module",     -- nerves-networking/qmi
    revision = "EC25EFAR06A11M4G",                 -- community.sixfab.com 1420
    hardware_revision = "10000",                   -- nerves-networking/qmi
  },

  device = {
    -- Quectel EC25 hardware design, EC25-E.
    capabilities = {
      max_rx_channel_rate = 150000000,
      radio_interfaces = { "gsm", "umts", "lte" },
    },
    bands = {
      gsm_wcdma = {
        "gsm_dcs_1800", "gsm_900_extended", "gsm_900_primary", "wcdma_2100",
        "wcdma_850_us", "wcdma_900",
      },
      lte = { 1, 3, 5, 7, 8, 20, 38, 40, 41 }, nr5g = false,
    },
    firmware = false,
  },

  network = {
    -- Quectel EC25 hardware design, EC25-E: the bands and nothing of 5G.
    modes = { "gsm", "umts", "lte" },
    preferences = {
      modes = { "gsm", "umts", "lte" },
      acquisition_order = { "lte", "umts", "gsm" },
      bands = {
        "gsm_dcs_1800", "gsm_900_extended", "gsm_900_primary", "wcdma_2100",
        "wcdma_850", "wcdma_900",
      },
      lte_bands = {
        "eutran_1", "eutran_3", "eutran_5", "eutran_7", "eutran_8",
        "eutran_20", "eutran_38", "eutran_40", "eutran_41",
      },
    },
  },

  bearers = {
    -- PnutCN/qmi-go: IPv4 beside IPv6 ends with internal reason 208.
    second_family_reason = 208,
    -- Quectel EC25 hardware design: category 4.
    rates = { lte = { tx = 50000000, rx = 150000000 } },
  },

  data = {
    -- openwrt/packages pull request 30185: turns down protocols 8 and 9.
    aggregations = { "disabled", "qmap" },
  },
}
