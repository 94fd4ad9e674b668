-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem has WDS, DMS and NAS and none of WMS, UIM, PDC or LOC. Clients
-- gave the whole modem up when one of them had no client id. A right client
-- goes on with what there is.

return scenario {
  bug = {
    source = "ModemManager fcede1a8, f8e54448",
    fault = "device; client: ModemManager",
    versions = "ModemManager before 1.0, 1.21.2",
  },

  modem = preset "generic" {
    services = {
      UIM = false, WMS = false, VOICE = false, PBM = false, LOC = false,
      PDC = false, PDS = false, QOS = false, SAR = false, IMS = false,
      IMSA = false, IMSP = false, DSD = false, DPM = false, WDA = false,
    },
  },
  expect = {
    { must = { message = "CTL Get Version Info", kind = "response" } },
    { must = { message = "DMS Get *", kind = "response" } },
  },
}
