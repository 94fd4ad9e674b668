-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UF896, a stick around an MSM8916 with Linux on the SoC itself: the modem is
-- reached through shared memory, as /dev/wwan0qmi0 or over QRTR, and there is no
-- USB device. What no source tells is as in the generic preset.

return {
  name = "msm8916-uf896",
  source = "forum.openwrt.org 131712, openwrt/openwrt pull request 11729, "
    .. "versions in test code of MSM8916 phones",

  services = { -- journal of an MSM8916 phone over /dev/wwan0qmi0
    CTL = { 1, 5 }, WDS = { 1, 36 }, DMS = { 1, 14 }, NAS = { 1, 25 },
    WMS = { 1, 10 }, VOICE = { 2, 1 }, UIM = { 1, 36 }, [0x0A] = { 2, 24 },
    WDA = { 1, 11 },
  },

  refuses = { -- forum.openwrt.org 131712: error 16
    ["NAS Get Home Network"] = "NotProvisioned",
  },

  identity = { -- forum.openwrt.org 131712
    manufacturer = "1", model = "0",
    revision = "MPSS.DPM.2.0.2.c1-00178-M8936FAAAANUZM-1D  1  "
      .. "[Nov 04 2016 02:00:00]",
    hardware_revision = "10000",
  },

  device = {
    -- forum.openwrt.org 131712, mmcli: technologies.
    capabilities = { radio_interfaces = { "gsm", "umts", "lte" } },
    bands = { nr5g = false },
    firmware = false,
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
