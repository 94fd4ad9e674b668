-- SPDX-License-Identifier: LGPL-2.1-or-later
-- OnePlus 6, a phone with SDM845 whose modem is reached over QRTR. QRTR tells
-- major versions only. What no source tells is as in the generic preset.

return {
  name = "oneplus-6",
  source = "aospm/qrild notes: lookup.txt, logs.md, uim_get_card_status.txt",

  whole_services = true,
  services = { -- lookup.txt, node 0; CTL is the work of libqmi there
    CTL = { 1, 5 }, WDS = { 1, 0 }, DMS = { 1, 0 }, NAS = { 1, 0 },
    QOS = { 1, 0 }, WMS = { 1, 0 }, [0x07] = { 1, 0 }, [0x08] = { 1, 0 },
    VOICE = { 2, 0 }, [0x0A] = { 2, 0 }, UIM = { 1, 0 }, PBM = { 1, 0 },
    [0x0F] = { 1, 0 }, LOC = { 2, 0 }, SAR = { 1, 0 }, IMS = { 1, 0 },
    [0x17] = { 1, 0 }, [0x18] = { 1, 0 }, WDA = { 1, 0 }, [0x1D] = { 1, 0 },
    IMSA = { 1, 0 }, [0x22] = { 1, 0 }, PDC = { 1, 0 }, [0x29] = { 1, 0 },
    DSD = { 1, 0 }, DPM = { 1, 0 }, [0x30] = { 1, 0 }, [0x31] = { 1, 0 },
    [0x32] = { 1, 0 }, [0x33] = { 1, 0 }, [0x36] = { 1, 0 },
    [0x37] = { 1, 0 }, [0x39] = { 1, 0 }, [0x42] = { 1, 0 },
  },

  refuses = { -- logs.md: error 74
    ["NAS Get LTE Cphy CA Info"] = "InformationUnavailable",
  },

  quirks = { counts_indications = true }, -- logs.md: 1, 2, 3 and so on

  identity = { -- logs.md
    revision = "MPSS.AT.4.0.c2.15-00007-SDM845_GEN_PACK-1.358880.1.399256.2"
      .. "  1  [May 09 2021 22:00:00]",
    imei_software_version = "2",
  },

  device = {
    capabilities = { radio_interfaces = { "gsm", "umts", "lte" } },
    bands = { nr5g = false },
    firmware = false,
  },

  -- uim_get_card_status.txt: two cards, the second in error with code 3.
  sim = {
    slots = { { present = false } }, shown_cards = 2, empty_is_error = true,
  },

  network = {
    modes = { "gsm", "umts", "lte" },
    preferences = {
      modes = { "gsm", "umts", "lte" },
      acquisition_order = { "lte", "umts", "gsm" },
    },
  },

  data = { link_layer = "raw_ip", link_layers = { "raw_ip" } },
}
