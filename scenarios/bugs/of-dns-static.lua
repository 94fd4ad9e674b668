-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The network gives two name servers. oFono wrote both into the same buffer, so
-- that the second was there twice. A right client uses both.

return scenario {
  bug = {
    source = "ofono 17490185; osmocom.org issue 3031",
    fault = "client: oFono",
    versions = "oFono before 1.27",
  },

  modem = preset "quectel-ec25" { -- oFono knows its plugin
    bearers = { ipv4 = { dns = { "1.1.1.1", "8.8.8.8" } } },
  },

  expect = {
    { must = "WDS Get Current Settings" },
    { stdout = { "1%.1%.1%.1", "8%.8%.8%.8" } },
    { no_stdout = "8%.8%.8%.8.*8%.8%.8%.8" },
  },
  leaks = "fail",
}
