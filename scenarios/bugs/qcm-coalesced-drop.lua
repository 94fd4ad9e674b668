-- SPDX-License-Identifier: LGPL-2.1-or-later
-- An indication and the answer to Get Model come in one read(). quectel-CM takes
-- a read() for a message, finds more bytes than the first frame says, and throws
-- away both, so that nothing answers. A right client takes one after the other.

return scenario {
  bug = {
    source = "quectel-CM, QmiWwanCM.c: if (nreads != Length+1) continue",
    fault = "client: quectel-CM",
    versions = "quectel-CM, still so",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      before = bytes.frame {
        service = "DMS", id = 0x0001, kind = "indication",
        client = 255, tlvs = bytes.tlv(0x10, "\1\64"),
      },
      must_match = true },
  },

  expect = {
    { exactly = 1, of = "DMS Get Model" },
  },
  leaks = "fail",
}
