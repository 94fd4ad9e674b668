-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with two slots tells the EID of the eUICC in one of them and an empty
-- one for the other; then all of them are empty. Read twice by the function
-- kept for old programs, the list that libqmi had made the first time was freed
-- and written to. A right client reads it as often as it likes.

return scenario {
  modem = preset "generic" {
    sim = {
      eid = "89049032123451234512345678901235",
      slots = { { present = false } },
    },
  },
  bug = {
    source = "libqmi d3baf0c4",
    fault = "client: libqmi, with ModemManager 1.18",
    versions = "libqmi before 1.32",
  },

  faults = {
    { match = { message = "UIM Get Slot Status", kind = "response", nth = 2,
      has = "slot_eid" },
      tlvs = { replace = { slot_eid = "\2\0\0" } }, must_match = true },
  },

  story = function(modem)
    modem:expect "UIM Get Slot Status"
    modem:expect "UIM Get Slot Status"
  end,
  expect = { { reports = "none" } },
}
