-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A registration is denied, then in a state that no document knows, and the
-- strength of the signal comes as two records, then as none. Clients that looked
-- such values up in tables crashed, and were started again, each time with new
-- client ids. A right client takes any value.

local function state(nth, value)
  return {
    match = { message = "NAS Get Serving System", kind = "response", nth = nth },
    tlvs = { patch = { serving_system = { [0] = value } } }, must_match = true,
  }
end

local function records(nth, value)
  return {
    match = { message = "NAS Get Signal Strength", kind = "response", nth = nth },
    tlvs = { keep = { "result", "signal_strength" }, add = { [0x11] = value } },
    must_match = true,
  }
end

return scenario {
  bug = {
    source = "nerves-networking/qmi CHANGELOG 0.8.5, 0.10.1; "
      .. "nerves-networking/vintage_net_qmi a1dc663",
    fault = "client: qmi of Nerves",
    versions = "qmi before 0.10.1, vintage_net_qmi before 0.4.3",
  },

  faults = {
    state(1, "\3"), state(2, "\255"),
    records(1, "\2\0\x50\8\x46\5"), records(2, "\0\0"),
    records(3, "\255\0\x50\8"),
  },

  expect = {
    { exactly = 2, of = "NAS Get Serving System" },
    { exactly = 3, of = "NAS Get Signal Strength" },
  },
  leaks = "fail",
}
