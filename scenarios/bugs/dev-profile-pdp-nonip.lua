-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem's first profile is of a PDP type that clients had no word for,
-- non-IP, and the second of one that nobody has. They looked such a type up in
-- a list that ended before, or gave up. A right client shows what it knows of
-- these profiles, and the third.

return scenario {
  bug = {
    source = "ModemManager c34b3267, b6d53915",
    fault = "device; client: ModemManager",
    versions = "ModemManager before 1.26",
  },

  modem = preset "generic" {
    bearers = {
      profiles = {
        { fields = { profile_name = "things", pdp_type = "non_ip",
          apn_name = "things", pdp_context_number = 1 } },
        { fields = { profile_name = "later", pdp_type = "ipv4",
          apn_name = "later", pdp_context_number = 2 } },
        { fields = { profile_name = "last", pdp_type = "ipv4_or_ipv6",
          apn_name = "last-one", pdp_context_number = 3 } },
      },
    },
  },
  faults = {
    { match = { message = "WDS Get Profile Settings", kind = "response",
        fields = { apn_name = "later" } },
      set = { pdp_type = 200 }, must_match = true },
  },
  expect = {
    { must = { message = "WDS Get Profile Settings", kind = "response",
        fields = { pdp_type = "non_ip" } } },
    { stdout = { "things", "last%-one" } },
    { reports = "none" },
  },
}
