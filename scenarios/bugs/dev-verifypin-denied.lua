-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem refuses to verify a PIN, as it does where none is required. It
-- answers with AccessDenied, and beside it, as in a success, come the card's
-- status words, 69 84, and the tries that are left. ModemManager went by those
-- and said that the PIN was right. A right client says that it failed.

return scenario {
  bug = {
    source = "ModemManager fd052c8e",
    fault = "device; client: ModemManager",
    versions = "ModemManager before 1.14",
  },

  modem = preset "generic" { sim = { pin = "1234" } },
  faults = {
    { match = { message = "UIM Verify PIN" },
      replay = bytes.hex [[01 1d 00 80 0b 01 02 01 00 26 00 11 00
        02 04 00 01 00 52 00 13 02 00 69 84 10 02 00 03 0a]],
      must_match = true },
  },
  expect = {
    { status = 1 },
    { no_stdout = { "[Ss]uccess" } },
    { exactly = 1, of = "UIM Verify PIN" },
  },
}
