-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The answer to Allocate CID has the id before the result. qmi-proxy read the
-- result first and then the id, from the place in the TLV where the result had
-- ended: behind its end. So it never learned whose the id was, and passed no
-- indication on. A right proxy reads each TLV from its start, in any order.

return scenario {
  bug = {
    source = "libqmi bfdea5d8",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.24",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response" },
      tlvs = { reorder = { "allocation_info", "result" } },
      must_match = true },
  },

  story = function(modem)
    local _, call = modem:expect "NAS Get Signal Info"
    modem:indicate("NAS Serving System", {
      serving_system = {
        registration_state = "registered", cs_attach_state = "attached",
        ps_attach_state = "attached", selected_network = "3gpp",
        radio_interfaces = { "lte" },
      },
    }, call.client)
    modem:expect("NAS Get Serving System", { client = call.client })
  end,
  leaks = "fail",
}
