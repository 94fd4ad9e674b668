-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Sierra Wireless EM9191, a 5G card with SDX55, in USB mode. What no source
-- tells is as in the generic preset.

return {
  name = "sierra-em9191",
  source = "linux-arm-msm 2021-10-12, PnutCN/qmi-go, "
    .. "4IceG/luci-app-modemdata issue 14",

  -- 4IceG/luci-app-modemdata issue 14: ids of the EM919x on USB; the interface
  -- is that of the EM9190 in PnutCN/qmi-go.
  usb = {
    vendor = 0x1199, product = 0x90D3, interface = 8,
    manufacturer = "Sierra Wireless, Incorporated", product_name = "EM9191",
    serial = "",
  },

  errors = { unknown_message = "InvalidQmiCommand" },

  identity = { -- linux-arm-msm 2021-10-12, mmcli
    manufacturer = "Sierra Wireless, Incorporated",
    model = "EM9191",
    revision = "SWIX55C_02.08.01.00 58f60e jenkins 2021/03/12 18:05:48",
    hardware_revision = "0.2",
  },

  device = {
    -- linux-arm-msm 2021-10-12: rates as the modem tells them, technologies.
    capabilities = {
      max_tx_channel_rate = 50000000, max_rx_channel_rate = 100000000,
      radio_interfaces = { "umts", "lte", "5gnr" },
    },
    sierra = {
      boot_version = "SWIX55C_02.08.01.00\0",
      amss_version = "SWIX55C_02.08.01.00\0",
    },
  },

  network = {
    modes = { "umts", "lte", "5gnr" },
    preferences = {
      modes = { "umts", "lte", "5gnr" },
      acquisition_order = { "5gnr", "lte", "umts" },
    },
  },

  bearers = {
    -- PnutCN/qmi-go, of the EM9190: IPv4 beside IPv6 ends with reason 231.
    second_family_reason = 231,
  },

  data = { link_layer = "raw_ip", link_layers = { "raw_ip" } },
}
