-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem says yes to Initiate Network Register at once: it has begun. That the
-- network does not want it comes 0.3 s later, as an indication. Clients took the
-- first for the last word and told of success. A right client waits for where the
-- registration ends.

return scenario {
  bug = {
    source = "ModemManager 22afa8a7; uqmi 65796a6",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.12",
  },

  on = {
    ["NAS Initiate Network Register"] = function(modem)
      modem:after(0.3, function() modem.network:deny "plmn_not_allowed" end)
      return {}
    end,
  },

  expect = {
    { must = "NAS Initiate Network Register" },
    { must = { message = "NAS Serving System",
      fields = { serving_system = {
        registration_state = "registration_denied",
      } } } },
    { no_stdout = "successfully registered" },
  },
  leaks = "fail",
}
