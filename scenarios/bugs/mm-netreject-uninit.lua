-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The network turns the modem away, and the indication of it does not say which
-- network. ModemManager told its users an operator made of memory that nobody
-- had written to. A right client says that it was turned away, and asks for the
-- name of no network.

return scenario {
  bug = {
    source = "ModemManager b2d52001, 3de6cca4, issue 931",
    fault = "client: ModemManager",
    versions = "ModemManager 1.23, before 1.24",
  },

  faults = {
    { match = { message = "NAS Network Reject" },
      tlvs = { drop = { "plmn" } }, must_match = true },
  },

  story = function(modem)
    modem:expect("NAS Register Indications", {
      where = function(request) return request.network_reject_information ~= nil end,
    })
    modem:indicate("NAS Network Reject", {
      radio_interface = "lte", service_domain = "ps",
      reject_cause = "illegal_me",
      plmn = { mcc = 1, mnc = 1, includes_pcs_digit = false },
    })
    modem:expect_no("NAS Get PLMN Name")
  end,
}
