-- SPDX-License-Identifier: LGPL-2.1-or-later
-- After a time without messages the modem sleeps so deeply that it loses the
-- first request: the Quectel EM12 and RM510Q and two SIMComs after a minute, this
-- one after three seconds. uqmi waited for that answer for ever, and with it the
-- script that brings up the network. A right client asks again.

return scenario {
  bug = {
    source = "uqmi 0a19b5b; openwrt issue 10472, pull requests 13324, 13781",
    fault = "device: Quectel EM12, RM510Q, SIMCom 7600, 8200; client: uqmi",
    versions = "uqmi before its option -t of 2019, qmi.sh before 2023",
  },

  faults = {
    { match = { since = { "request", later = 2.5 } }, drop = true,
      must_match = true },
  },

  expect = {
    { at_least = 2, of = { message = "DMS Get Model", kind = "response" } },
  },
  leaks = "fail",
}
