-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem roams. Its first indication of the serving system says so, the
-- next one has no roaming indicator, since that has not changed. oFono took
-- the missing TLV for the home network. A right client remembers that it
-- roams, and goes on saying so.

local registered = {
  registration_state = "registered", cs_attach_state = "attached",
  ps_attach_state = "attached", selected_network = "3gpp",
  radio_interfaces = { "lte" },
}

return scenario {
  bug = {
    source = "oFono 157d1885",
    fault = "device (Sierra MC7304, MC7430); client: oFono",
    versions = "oFono before 1.25",
  },

  modem = preset "generic" {
    usb = { vendor = 0x1199, product = 0x9071, interface = 8 },
    sim = { imsi = "999990123456789" },
    network = { modes = { "lte" } },
  },
  faults = {
    { match = {
        message = { "NAS Get Serving System", "NAS Serving System" },
        kind = "output",
        fields = { serving_system = { registration_state = "registered" } },
      },
      after = {
        indication("NAS Serving System", {
          serving_system = registered, roaming_indicator = "on",
        }),
        indication("NAS Serving System", { serving_system = registered }),
      },
      times = 1, must_match = true },
  },
  expect = {
    { stdout = "status: roaming" },
    { no_stdout = "status: registered" },
  },
}
