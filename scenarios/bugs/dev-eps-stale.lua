-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem leaves LTE and has no service elsewhere: its system information
-- has entries for GSM and UMTS, and none for LTE any more. ModemManager kept
-- what it had known of LTE, "home", and started a call, which failed without
-- service. A right client takes a technology that is not mentioned for gone,
-- and waits until there is service again.

local none = {
  service_status = "none", true_service_status = "none",
  preferred_data_path = false,
}
local nowhere = { gsm_service_status = none, wcdma_service_status = none }
local home = {
  lte_service_status = {
    service_status = "available", true_service_status = "available",
    preferred_data_path = true,
  },
  lte_system_info_v2 = {
    domain_valid = true, domain = "cs_ps",
    service_capability_valid = true, service_capability = "cs_ps",
    roaming_status_valid = true, roaming_status = "off",
    forbidden_valid = true, forbidden = false,
    lac_valid = false, lac = 0, cid_valid = true, cid = 0x01A2D001,
    registration_reject_info_valid = false,
    registration_reject_domain = "none", registration_reject_cause = "none",
    network_id_valid = true, mcc = "001", mnc = "01\xff",
    tac_valid = true, tac = 0x1001,
  },
}

return scenario {
  bug = {
    source = "ModemManager 8340237f (issue 225), edee1e3f",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.18",
  },

  modem = preset "generic" { network = { modes = { "gsm", "umts", "lte" } } },
  faults = {
    { match = {
        message = "NAS Get System Info",
        state = function(modem) return modem.state.is_lost end,
      },
      answer = nowhere },
    { match = {
        message = "WDS Start Network",
        state = function(modem) return modem.state.is_lost end,
      },
      error = "CallFailed", data = { call_end_reason = "generic_no_service" } },
  },

  story = function(modem)
    modem:expect("NAS Register Indications", {
      where = function(request) return request.system_info end,
    })
    local _, call = modem:expect "NAS Get System Info"
    modem:expect "DMS Get Factory SKU" -- it knows
    modem.state.is_lost = true
    modem:indicate("NAS System Info", nowhere, call.client)
    modem:expect "DMS Get Factory SKU" -- it knows that, too
    modem.state.is_lost = false
    modem:event "found"
    modem:indicate("NAS System Info", home, call.client)
    modem:expect "WDS Start Network"
  end,
  expect = {
    { must_not = "WDS Start Network", before = { event = "found" } },
  },
  leaks = "fail",
}
