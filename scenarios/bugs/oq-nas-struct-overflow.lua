-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Indications of 4,097 to 6,144 bytes come before the answer to Get Model. The
-- proxy of openqti kept what it forwards in 4,096 bytes, and copied signal
-- reports into a structure that is smaller than they are. A right client has
-- room for what the frame's length says, or passes over it.

local function large(size)
  return bytes.frame {
    service = "DMS", id = 0x0001, kind = "indication", client = 255,
    tlvs = bytes.tlv(0x77, bytes.fill(size - 13 - 3, "\x55")),
  }
end

return scenario {
  bug = {
    source = "the-modem-distro/meta-qcom aed0fc3, 8600b0d",
    fault = "proxy: openqti",
    versions = "openqti before 2023-02-20",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      before = large(4097) .. large(5000) .. large(6144), must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
