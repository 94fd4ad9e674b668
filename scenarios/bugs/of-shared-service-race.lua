-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes 0.3 s to give out a client id. Several parts of oFono shared a
-- service, but each that came before the first answer asked for an id of its
-- own, of which only the last was kept. A right client asks once for each
-- service that it shares, and lets the others wait.

local function once(service)
  return {
    at_most = 1, in_any = 0.29,
    of = { message = "CTL Allocate CID", fields = { service = service } },
  }
end

return scenario {
  bug = {
    source = "oFono 918f8c1c",
    fault = "client: oFono",
    versions = "oFono before 2.1",
  },

  modem = preset "sierra-mc7455", -- one that oFono takes for its own

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response" },
      delay = 0.3, must_match = true },
  },

  expect = { once "dms", once "nas", once "wds", once "wms", once "uim" },
}
