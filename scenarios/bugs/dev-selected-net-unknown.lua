-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem is registered by LTE and says so, but calls the kind of network
-- that it has selected unknown. ModemManager waited for 3GPP or 3GPP2 and took
-- it for not registered. A right client goes by the registration state and the
-- radio interface, and connects.

return scenario {
  bug = {
    source = "ModemManager 1f82cd1a",
    fault = "device (of Verizon's LTE); client: ModemManager",
    versions = "ModemManager before 0.7.990",
  },

  modem = preset "generic" {
    usb = { vendor = 0x1199, product = 0x9071, interface = 8 },
    network = { modes = { "lte" } },
    missing = { "NAS Get System Info" },
  },
  faults = {
    { match = {
        message = { "NAS Get Serving System", "NAS Serving System" },
        kind = "output",
      },
      set = { serving_system = { selected_network = "unknown" } },
      must_match = true },
  },
  expect = {
    { must = "WDS Start Network", after = "NAS Get Serving System" },
  },
}
