-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Before its FCC lock is taken off, a Snapdragon X62 of Dell lists no radio
-- interface at all, and tells no mode that it prefers. ModemManager asserted
-- that there is one. A right client says that the modem cannot be used so, or
-- asks again when the lock is off.

return scenario {
  bug = {
    source = "ModemManager f5ae14d0",
    fault = "modem; client: ModemManager",
    versions = "ModemManager before 1.24.0",
  },

  faults = {
    { match = { message = "DMS Get Capabilities", kind = "response" },
      tlvs = { replace = { info = bytes.hex "00 00 00 00 00 00 00 00 02 02 00" } },
      must_match = true },
    { match = { message = "NAS Get System Selection Preference",
        kind = "response" },
      tlvs = { drop = { "mode_preference", "acquisition_order_preference" } } },
  },

  story = function(modem)
    modem:expect("DMS Get Capabilities", { within = 20 })
  end,
}
