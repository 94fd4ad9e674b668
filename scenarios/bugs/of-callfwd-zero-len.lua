-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Asked where calls are forwarded to, the modem answers with an extended list
-- that is empty to its last byte, then with one that says 255 entries and has
-- one. oFono read the count behind the field, and the entries behind the list.
-- A right client takes neither, and goes by the plain list.

return scenario {
  bug = {
    source = "oFono befa5fc9",
    fault = "modem; client: oFono",
    versions = "oFono before 2.5",
  },

  faults = {
    { match = { message = "VOICE Get Call Forwarding", kind = "response",
        nth = 1 },
      tlvs = { add = { [0x16] = "" } }, must_match = true },
    { match = { message = "VOICE Get Call Forwarding", kind = "response",
        nth = 2 },
      tlvs = { add = { [0x16] = bytes.hex "ff 01 01 0b 2b 31 35" } },
      must_match = true },
  },

  story = function(modem)
    modem:expect "VOICE Get Call Forwarding"
    modem:expect "VOICE Get Call Forwarding"
  end,
  leaks = "fail",
}
