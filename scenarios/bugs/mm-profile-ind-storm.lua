-- SPDX-License-Identifier: LGPL-2.1-or-later
-- After each change of a profile the modem tells that a profile has changed, at
-- once and another nineteen times in the second that follows. A client that read
-- the profile each time was busy with nothing else. A right client knows that the
-- change was its own, and reads once when it is quiet.

return scenario {
  bug = {
    source = "ModemManager dad3e827, 1b2a2471, f96664a1, cc78a643, e3024ec6",
    fault = "device: firmware of Quectel and others; client: ModemManager",
    versions = "ModemManager before 1.23.7",
  },

  faults = {
    { match = { message = "WDS Modify Profile", kind = "response" },
      storm = {
        indication("WDS Profile Changed", {
          profile_event = {
            profile_type = "3gpp", profile_index = 1,
            change_event = "modify_event",
          },
        }),
        count = 20, every = 0.05,
      },
      must_match = true },
  },

  expect = {
    { at_most = 5, of = "WDS Get Profile Settings",
      after = "WDS Modify Profile" },
  },
  leaks = "fail",
}
