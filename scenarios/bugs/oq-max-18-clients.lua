-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem gives out eighteen client ids in all, and keeps them when the host
-- closes the port. A client that needs seven and leaves them behind cannot start
-- a third time. A right client says Sync when it starts, or gives its ids back
-- when it ends, and starts as often as it likes.

return scenario {
  bug = {
    source = "the-modem-distro/meta-qcom ba1195e",
    fault = "modem: openqti; client that leaves ids behind",
    versions = "openqti before 2021-09-16",
  },

  modem = preset "generic" { clients = { total = 18 } },

  story = function(modem)
    for _ = 1, 3 do
      modem:expect("DMS Get Model", { within = 30 })
    end
  end,
  expect = {
    { at_least = 21, of = { message = "CTL Allocate CID" } },
    { must_not = { message = "CTL Allocate CID", kind = "response",
      state = function(modem)
        local count = 0
        for _, service in ipairs {
          "WDS", "DMS", "NAS", "WMS", "UIM", "VOICE", "PDC", "LOC", "PBM",
          "WDA", "PDS", "SAR", "DSD", "DPM", "QOS", "IMS", "IMSA", "IMSP",
        } do
          count = count + #modem:clients(service)
        end
        return count >= 18
      end } },
  },
}
