-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The network answers *100# with a text of two characters that are in no 8-bit
-- alphabet; the modem has it in UTF-16 too, with half a character more behind
-- it. ModemManager took the number of characters for that of bytes, and the text
-- was lost. A right client shows both characters.

return scenario {
  bug = {
    source = "ModemManager e98bc7cc (issue 240), 6086c687",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.16.0",
  },

  modem = preset "generic" { calls = { ussd = { ["*100#"] = "€Ż" } } },

  faults = {
    { match = { message = "VOICE Originate USSD", kind = "response" },
      tlvs = { grow = { uss_data_utf16 = "\x41" } }, must_match = true },
  },

  expect = {
    { stdout = "€Ż" },
  },
  leaks = "fail",
}
