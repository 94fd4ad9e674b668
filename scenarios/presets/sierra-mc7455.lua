-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Sierra Wireless MC7455, an LTE category 6 module with MDM9x30. What no source
-- tells is as in the generic preset.

return {
  name = "sierra-mc7455",
  source = "libqmi test-message.c, libqmi-devel 2015-November/001400 and "
    .. "2017-March/002216, 4IceG/luci-app-modemband issue 4",

  -- modemmanager-devel 2017-June/004853: two QMI functions, 8 and 10; the
  -- texts are from forum.sierrawireless.com 8499.
  usb = {
    vendor = 0x1199, product = 0x9071, interface = 8,
    manufacturer = "Sierra Wireless, Incorporated", product_name = "MC7455",
    serial = "LQ54510003041005",
  },

  -- From PDC on: 4IceG/luci-app-modemband issue 4. Only that end of the list
  -- has been seen; what comes before is what clients have been seen to use on
  -- this family, with the generic versions.
  services = {
    QOS = { 1, 12 }, WMS = { 1, 10 }, VOICE = { 2, 1 }, PBM = { 1, 4 },
    LOC = { 2, 0 }, SAR = { 1, 0 },
    PDC = { 1, 0 }, [0x29] = { 1, 0 }, DSD = { 1, 0 }, [0x2B] = { 1, 0 },
    [0x2E] = { 1, 0 }, [0x30] = { 1, 0 }, [0x31] = { 1, 0 },
    [0x36] = { 1, 0 }, [0xE1] = { 1, 0 }, [0xF0] = { 1, 0 },
    [0xF3] = { 1, 0 }, [0xF5] = { 1, 0 }, [0xF6] = { 1, 0 }, DPM = false,
    PDS = false,
    IMS = false, IMSA = false, IMSP = false,
  },

  -- libqmi-devel 2015-November/001400 and 2016-December/001853: the card group
  -- of DMS is InvalidQmiCommand (71).
  errors = { unknown_message = "InvalidQmiCommand" },
  missing = {
    "DMS UIM Verify PIN", "DMS UIM Get PIN Status", "DMS UIM Get CK Status",
  },

  -- libqmi-devel 2017-October/002440, of the MC7430 of the same family.
  quirks = { counts_indications = true },

  identity = { -- libqmi test-message.c
    manufacturer = "Sierra Wireless, Incorporated",
    model = "MC7455",
    revision = "SWI9X30C_02.33.03.00",
  },

  device = {
    -- Sierra Wireless MC7455 product brief.
    capabilities = {
      max_rx_channel_rate = 300000000, radio_interfaces = { "umts", "lte" },
    },
    bands = {
      gsm_wcdma = {
        "wcdma_2100", "wcdma_pcs_1900", "wcdma_dcs_1800", "wcdma_1700_us",
        "wcdma_850_us", "wcdma_900",
      },
      lte = { 1, 2, 3, 4, 5, 7, 8, 12, 13, 20, 25, 26, 29, 30, 41 },
      nr5g = false,
    },
    -- The form of the ids: ModemManager commit e37e81c2; the versions:
    -- libqmi test-message.c.
    firmware = {
      images = {
        {
          type = "modem", index = 1, unique_id = "?_?",
          build_id = "02.33.03.00_?", boot_version = { 1, 0 },
        },
        {
          type = "pri", index = 1, unique_id = "002.072_000",
          build_id = "02.33.03.00_GENERIC", pri_version = 2,
          pri_info = "GENERIC",
        },
      },
    },
    -- libqmi test-message.c: a NUL ends each text.
    sierra = {
      boot_version = "SWI9X30C_02.33.03.00\0",
      amss_version = "SWI9X30C_02.33.03.00\0",
      sku_id = "1102476\0", package_id = false, carrier_id = "1\0",
      pri_version = "000.005\0", carrier = "GENERIC\0",
      config_version = "002.072_000\0",
    },
  },

  network = {
    -- Sierra Wireless MC7455 product brief: no GSM; the bands.
    modes = { "umts", "lte" },
    preferences = {
      modes = { "umts", "lte" },
      acquisition_order = { "lte", "umts" },
      bands = {
        "wcdma_2100", "wcdma_pcs_1900", "wcdma_dcs_1800", "wcdma_1700_us",
        "wcdma_850", "wcdma_900",
      },
      lte_bands = {
        "eutran_1", "eutran_2", "eutran_3", "eutran_4", "eutran_5",
        "eutran_7", "eutran_8", "eutran_12", "eutran_13", "eutran_20",
        "eutran_25", "eutran_26", "eutran_29", "eutran_30", "eutran_41",
      },
    },
  },

  -- forum.sierrawireless.com 11017: "IMS reg state: No Srv" on LTE.
  ims = { enabled = { registration = false } },

  bearers = {
    -- Sierra Wireless MC7455 product brief: category 6.
    rates = { lte = { tx = 50000000, rx = 300000000 } },
  },

  data = {
    link_layer = "raw_ip", -- libqmi-devel 2017-March/002216: at the start
    aggregations = { "disabled", "qmap" },
  },
}
