-- SPDX-License-Identifier: LGPL-2.1-or-later
-- On UMTS, the modem's signal strength has values of EV-DO beside the right
-- ones: an RSSI of 0 or -125 dBm, which means none, ECIO, IO and SINR. In
-- ModemManager the quality jumped between 21 and 100 percent. A right client
-- shows the technology that the modem is on, -85 dBm, and no other.

return scenario {
  bug = {
    source = "ModemManager 7e9ae215, 33a572b9",
    fault = "device; client: ModemManager",
    versions = "ModemManager before 1.2",
  },

  modem = preset "generic" {
    usb = { vendor = 0x1199, product = 0x9071, interface = 8 },
    network = { modes = { "umts" }, signal = { umts = { rssi = -85 } } },
    missing = { "NAS Get Signal Info" },
  },
  faults = {
    { match = { message = "NAS Get Signal Strength", kind = "response" },
      set = {
        strength_list = { { strength = 0, radio_interface = "cdma_1xevdo" } },
        ecio_list = { { ecio = 4, radio_interface = "cdma_1xevdo" } },
        io = -106, sinr = 8,
      },
      sweep = { ["strength_list.1.strength"] = { 0, -125 } },
      must_match = true },
  },
  expect = {
    { stdout = "umts %-85 dBm" },
    { no_stdout = { "evdo", "EV%-DO" } },
  },
}
