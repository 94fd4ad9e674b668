-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem of 3GPP tells an ESN too, "0", an IMEI that begins with a zero, and
-- the software version of the IMEI, in a TLV that was not known then.
-- ModemManager and oFono took the ESN for what the modem is called by. A right
-- client takes the IMEI, with all of its 15 digits.

return scenario {
  bug = {
    source = "ModemManager b8245b55, d5fb4284; oFono a2a8e71d",
    fault = "device (Sierra MC7304, AT&T 340U, Telit LE910)",
    versions = "ModemManager before 1.6, oFono before 1.20",
  },

  modem = preset "generic" {
    usb = { vendor = 0x1199, product = 0x9071, interface = 8 },
    identity = {
      esn = "0", imei = "013937003337403", meid = false,
      imei_software_version = "31",
    },
  },
  faults = {
    { match = { message = "DMS Get IDs", kind = "response",
        has = { "esn", "imei", "imei_software_version" }, lacks = "meid" },
      tlvs = { reorder = { "result", "imei_software_version", "esn" } },
      must_match = true },
  },
  expect = { { stdout = "013937003337403" }, { no_stdout = "equipment id: 0\n" } },
}
