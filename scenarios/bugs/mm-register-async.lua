-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem says yes to Initiate Network Register, or to a preference for a
-- network, at once: it has begun, and searches. That the network does not want it
-- comes a moment later, as an indication. Clients took the first for the last
-- word and told of success. A right client waits for where the registration ends.

local REQUEST = {
  message = {
    "NAS Initiate Network Register", "NAS Set System Selection Preference",
  },
}

local function deny_later(modem)
  modem.network:lose()
  modem:after(0.3, function() modem.network:come_back() end)
  modem:after(0.4, function() modem.network:deny "plmn_not_allowed" end)
  return {}
end

return scenario {
  bug = {
    source = "ModemManager 22afa8a7; uqmi 65796a6",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.12",
  },

  on = {
    ["NAS Initiate Network Register"] = deny_later,
    ["NAS Set System Selection Preference"] = deny_later,
  },

  expect = {
    { must = REQUEST },
    { must = {
        message = { "NAS Serving System", "NAS System Info" },
        kind = "indication",
      }, after = REQUEST },
    { no_stdout = "successfully registered" },
  },
  leaks = "fail",
}
