-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Sierra Wireless EM7455 as Lenovo ships it, an LTE category 6 card with
-- MDM9x30: it stays in low power until FCC authentication. What no source tells
-- is as in the generic preset.

return {
  name = "sierra-em7455",
  source = "openwrt/packages issue 10565, 4IceG/luci-app-modemband issue 4, "
    .. "ModemManager data/dispatcher-fcc-unlock",

  -- linux drivers/net/usb/qmi_wwan.c: two QMI functions, 8 and 10. Text of the
  -- product: forum.sierrawireless.com.
  usb = {
    vendor = 0x1199, product = 0x9079, interface = 8,
    manufacturer = "Sierra Wireless, Incorporated",
    product_name = "Sierra Wireless EM7455 Qualcomm Snapdragon X7 LTE-A",
    serial = "",
  },

  -- 4IceG/luci-app-modemband issue 4: the end of the list, from PDC on. What
  -- comes before is what clients use on this family.
  services = {
    QOS = { 1, 12 }, WMS = { 1, 10 }, VOICE = { 2, 1 }, PBM = { 1, 4 },
    LOC = { 2, 0 }, SAR = { 1, 0 },
    PDC = { 1, 0 }, [0x29] = { 1, 0 }, DSD = { 1, 0 }, [0x2B] = { 1, 0 },
    [0x2E] = { 1, 0 }, [0x30] = { 1, 0 }, [0x31] = { 1, 0 },
    [0x36] = { 1, 0 }, [0xE1] = { 1, 0 }, [0xF0] = { 1, 0 },
    [0xF3] = { 1, 0 }, [0xF5] = { 1, 0 }, [0xF6] = { 1, 0 }, DPM = false,
    IMS = false, IMSA = false, IMSP = false, PDS = false,
  },

  -- openwrt/packages issue 10565: InvalidQmiCommand (71) to both; the others of
  -- the group as on the MC7430, libqmi-devel 2016-December/001853.
  errors = { unknown_message = "InvalidQmiCommand" },
  missing = {
    "DMS UIM Get CK Status", "DMS UIM Get PIN Status", "DMS UIM Verify PIN",
  },

  -- linux qmi_wwan.c, QMI_QUIRK_SET_DTR: it forgets client ids with DTR.
  clients = { survive_close = false },
  -- libqmi-devel 2017-October/002440, of the MC7430 of the same family.
  quirks = { counts_indications = true },

  identity = {
    manufacturer = "Sierra Wireless, Incorporated",
    model = "EM7455",
    -- danielewood/sierra-wireless-modems, its generic firmware.
    revision = "SWI9X30C_02.33.03.00",
  },

  device = {
    -- ModemManager data/dispatcher-fcc-unlock/1199:9079 takes the lock off by
    -- DMS Set FCC Authentication; mm-broadband-modem-qmi.c knows the lock by
    -- InvalidTransition (60).
    fcc_lock = "InvalidTransition",
    -- Sierra Wireless EM7455 product brief: rates and bands.
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
    sierra = {
      boot_version = "SWI9X30C_02.33.03.00\0",
      amss_version = "SWI9X30C_02.33.03.00\0",
      sku_id = "1102476\0", package_id = false, carrier_id = "1\0",
      pri_version = "000.005\0", carrier = "GENERIC\0",
      config_version = "002.072_000\0",
    },
  },

  network = {
    modes = { "umts", "lte" },
    preferences = {
      modes = { "umts", "lte" }, acquisition_order = { "lte", "umts" },
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

  bearers = { rates = { lte = { tx = 50000000, rx = 300000000 } } },

  data = {
    link_layer = "raw_ip", -- libqmi-devel 2017-March/002216, of the MC7455
    aggregations = { "disabled", "qmap" },
  },
}
