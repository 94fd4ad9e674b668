-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The machine's USB cannot take more than 64 bytes at a time by endpoint 0: each
-- message of the modem comes in pieces. A client for which a read() is a message
-- drops whatever is longer. A right client puts the pieces together.

local long = "LONG." .. string.rep("0123456789", 20)

return scenario {
  modem = preset "generic" { identity = { revision = long } },
  bug = {
    source = "quectel-CM, release note V1.6.0.17: QUECTEL_QMI_MERGE",
    fault = "machine; clients that take a read() for a message",
    versions = "quectel-CM before 1.6.0.17",
  },

  faults = {
    { match = { kind = "output", message = "CTL *" }, split = 64 },
    { match = { message = "DMS Get Revision", kind = "response", nth = 1 },
      split = 64, must_match = true },
    { match = { message = "DMS Get Revision", kind = "response", nth = 2 },
      split = 64, gap = 0.001, must_match = true },
    { match = { message = "DMS Get Revision", kind = "response", nth = 3 },
      split = 64, gap = 0.05, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Revision"
    modem:expect "DMS Get Revision"
    modem:expect "DMS Get Revision"
  end,
  leaks = "fail",
}
