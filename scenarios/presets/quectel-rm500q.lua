-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Quectel RM500Q-GL, a 5G module with SDX55. What no source tells is as in the
-- generic preset.

return {
  name = "quectel-rm500q",
  source = "4IceG/luci-app-modemband issue 13, openwrt/openwrt issue 10577, "
    .. "pchat-imm/quectel_rm510q_gl",

  -- linux drivers/net/usb/qmi_wwan.c: class ff/ff/ff; interface 4 in
  -- pchat-imm/quectel_rm510q_gl, which has the same ids.
  usb = {
    vendor = 0x2C7C, product = 0x0800, interface = 4,
    manufacturer = "Quectel", product_name = "RM500Q-GL", serial = "",
  },

  errors = { unknown_message = "NotSupported" },
  missing = { -- as on the EC25: sixfab/rpiShields issue 7
    "DMS UIM Set PIN Protection", "DMS UIM Verify PIN",
    "DMS UIM Unblock PIN", "DMS UIM Change PIN", "DMS UIM Get PIN Status",
    "DMS UIM Get ICCID", "DMS UIM Get CK Status", "DMS UIM Set CK Protection",
    "DMS UIM Unblock CK", "DMS UIM Get IMSI", "DMS UIM Get State",
  },

  identity = {
    -- Ysurac/openmptcprouter issue 3050, of the RM520N-GL: the form of both.
    manufacturer = "Quectel", model = "RM500Q-GL",
    revision = "RM500QGLABR11A06M4G", -- 4IceG/luci-app-modemband issue 13
    hardware_revision = "20000",      -- pchat-imm/quectel_rm510q_gl
    software_version = "27",          -- the same
    esn = "0",
  },

  device = {
    capabilities = { -- pchat-imm/quectel_rm510q_gl
      radio_interfaces = { "umts", "lte", "5gnr" },
    },
    bands = { -- 4IceG/luci-app-modemband issue 13, AT+QGETCAPABILITY
      gsm_wcdma = {
        "wcdma_2100", "wcdma_pcs_1900", "wcdma_dcs_1800", "wcdma_1700_us",
        "wcdma_850_us", "wcdma_800", "wcdma_900", "wcdma_850_japan",
      },
      lte = {
        1, 2, 3, 4, 5, 7, 8, 12, 13, 14, 17, 18, 19, 20, 25, 26, 28, 29, 30,
        32, 34, 38, 39, 40, 41, 42, 43, 46, 48, 66, 71,
      },
      nr5g = {
        1, 2, 3, 5, 7, 8, 12, 20, 25, 28, 38, 40, 41, 48, 66, 71, 77, 78, 79,
      },
    },
    firmware = false,
  },

  network = {
    modes = { "umts", "lte", "5gnr" },
    preferences = {
      modes = { "umts", "lte", "5gnr" },
      acquisition_order = { "5gnr", "lte", "umts" },
      bands = {
        "wcdma_2100", "wcdma_pcs_1900", "wcdma_dcs_1800", "wcdma_1700_us",
        "wcdma_850", "wcdma_800", "wcdma_900", "wcdma_850_japan",
      },
      lte_bands = {
        "eutran_1", "eutran_2", "eutran_3", "eutran_4", "eutran_5",
        "eutran_7", "eutran_8", "eutran_12", "eutran_13", "eutran_14",
        "eutran_20", "eutran_25", "eutran_26", "eutran_28", "eutran_38",
        "eutran_40", "eutran_41", "eutran_66", "eutran_71",
      },
    },
    -- openwrt/openwrt issue 10577, of the RG502Q-EA with the same chip: both
    -- LTE band fields are InvalidArgument (48), bands of 5G without modes are
    -- MissingArgument (17).
    refuses_both_lte_bands = true,
    wants_modes_with_nr5g_bands = true,
  },

  data = { link_layer = "raw_ip" },
}
