-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two clients of a proxy have an id for NAS each. The modem tells all clients at
-- once, by an indication to id 255, where it is registered. qmi-proxy knew no
-- such id, and for a device that was open already it did not listen to
-- indications at all. A right proxy passes it on to each client, once.

return scenario {
  bug = {
    source = "libqmi 088997b6, f597b3a6",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.26",
  },

  story = function(modem)
    local told = {}
    for _ = 1, 2 do
      local _, call = modem:expect "NAS Get Signal Info"
      told[call.client] = true
    end
    modem:indicate("NAS Serving System", {
      serving_system = {
        registration_state = "registered", cs_attach_state = "attached",
        ps_attach_state = "attached", selected_network = "3gpp",
        radio_interfaces = { "lte" },
      },
    }, 255)
    for _ = 1, 2 do
      local _, call = modem:expect "NAS Get Serving System"
      assert(told[call.client], "each of the two has heard it")
      told[call.client] = nil
    end
  end,
  leaks = "fail",
}
