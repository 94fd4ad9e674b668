-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem's answer to Get Signal Strength has the strength alone, without the
-- lists of RSSI and of errors. oFono took the fields of both without a look. A
-- right client tells what is there.

return scenario {
  bug = {
    source = "oFono 64df5344",
    fault = "client: oFono",
    versions = "oFono before 1.30",
  },

  faults = {
    { match = { message = "NAS Get Signal Strength", kind = "response" },
      tlvs = { keep = { "result", "signal_strength" } }, must_match = true },
  },

  story = function(modem)
    modem:expect("NAS Get Signal Strength", { within = 30 })
  end,
}
