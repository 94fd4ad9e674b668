-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The settings of a call come with an operator's PCO of zeros: no network, no
-- bytes. ModemManager exported it as if it were one. A right client has none.

return scenario {
  bug = {
    source = "ModemManager f4b8d14b (issue 690)",
    fault = "device: firmware that sends an empty PCO; client: ModemManager",
    versions = "ModemManager before 1.21.3",
  },

  faults = {
    { match = { message = "WDS Get Current Settings", kind = "response" },
      tlvs = {
        drop = "operator_reserved_pco", add = { [0x2F] = bytes.fill(8, "\0") },
      },
      must_match = true },
  },

  expect = {
    { stdout = "PCO: none" },
  },
  leaks = "fail",
}
