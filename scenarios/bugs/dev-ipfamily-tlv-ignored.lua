-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Modems know one of two ways to ask for IPv6: this one refuses Set IP Family
-- and takes the preference in Start Network only. A client that used the one
-- way got a call of the wrong family. A right client says it in Start Network,
-- too.

return scenario {
  bug = {
    source = "uqmi a7aad0b; ModemManager c468e5b3, ea7edbbf",
    fault = "device: Huawei, and older ones",
    versions = "uqmi before November 2016",
  },

  faults = {
    { match = { message = "WDS Set IP Family" }, error = "InvalidQmiCommand",
      must_match = true },
  },
  expect = {
    { must = { message = "WDS Start Network",
        fields = { ip_family_preference = "ipv6" } } },
    { must_not = { message = "WDS Start Network",
        lacks = "ip_family_preference" } },
  },
  leaks = "fail",
}
