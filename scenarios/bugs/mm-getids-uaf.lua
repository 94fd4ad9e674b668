-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem's ESN and MEID are both "zz", and there is no IMEI. ModemManager
-- freed what is no number and then took it for the modem's identifier all the
-- same. A right client says that there is none; it may go on without.

return scenario {
  bug = {
    source = "ModemManager 0d3cca2c",
    fault = "modem; client: ModemManager",
    versions = "ModemManager before 1.8",
  },

  faults = {
    { match = { message = "DMS Get IDs", kind = "response" },
      tlvs = { drop = { "imei" }, replace = { esn = "zz", meid = "zz" } },
      must_match = true },
  },

  story = function(modem)
    modem:expect("DMS Get IDs", { within = 20 })
    modem:expect("DMS Get Operating Mode", { within = 20 })
  end,
}
