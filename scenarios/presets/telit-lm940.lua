-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Telit LM940, an LTE category 11 card with MDM9x50. What no source tells is as
-- in the generic preset.

return {
  name = "telit-lm940",
  source = "linux qmi_wwan.c, Telit 80545ST10798A (LM940 QMI Command Reference "
    .. "Guide), ModemManager 77-mm-telit-port-types.rules",

  usb = { -- linux drivers/net/usb/qmi_wwan.c, of the LE922A with the same ids
    vendor = 0x1BC7, product = 0x1040, interface = 2,
    manufacturer = "Telit", product_name = "LM940", serial = "",
  },

  -- linux qmi_wwan.c, QMI_QUIRK_SET_DTR: it forgets client ids with DTR.
  clients = { survive_close = false },

  identity = {
    manufacturer = "Telit", model = "LM940",
    revision = "24.01.511", -- Telit 80545ST10798A, generic software
  },

  device = {
    -- 3GPP TS 36.306: LTE category 11. Bands are not told.
    capabilities = {
      max_tx_channel_rate = 50000000, max_rx_channel_rate = 600000000,
      radio_interfaces = { "umts", "lte" },
    },
    bands = { nr5g = false },
    firmware = false,
  },

  network = {
    modes = { "umts", "lte" },
    preferences = {
      modes = { "umts", "lte" }, acquisition_order = { "lte", "umts" },
    },
  },

  bearers = { rates = { lte = { tx = 50000000, rx = 600000000 } } },

  data = { link_layer = "raw_ip", aggregations = { "disabled", "qmap" } },

  -- ModemManager 77-mm-telit-port-types.rules: 4 is the primary AT port.
  at = { interface = 4 },
}
