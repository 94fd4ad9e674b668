-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A short message says "abcdefg". Its seven characters of seven bits fill 49 of
-- the 56 bits of seven bytes, and the seven that are left over are zeros, which
-- as a character is "@". uqmi did not count and showed it. A right client goes
-- by the length that the message tells.

return scenario {
  bug = {
    source = "uqmi 10093a9, 44dd095, 2fcfe5e",
    fault = "client: uqmi",
    versions = "uqmi before 2022-03",
  },

  modem = preset "generic" { network = { search_seconds = 0.1 } },

  story = function(modem)
    modem.messages:receive {
      pdu = "00" .. "040B915155100200F0" .. "0000" .. "42108051000000" ..
        "07" .. "61F1985C369F01",
    }
    modem:expect "WMS Raw Read"
  end,

  expect = {
    { stdout = "abcdefg" },
    { no_stdout = "abcdefg@" },
  },
  leaks = "fail",
}
