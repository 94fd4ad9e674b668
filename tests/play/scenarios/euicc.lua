-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with an eUICC that has two profiles and applications for all kinds of
-- networks. It asks for two refreshes; the clients may vote on them.

return scenario {
  modem = preset "generic" {
    sim = {
      eid = "89049032123451234512345678901235",
      applications = { { type = "usim" }, { type = "isim" }, { type = "csim" } },
      euicc = {
        default_dp = "dp.example.com",
        profiles = {
          {
            iccid = "89001010000000000018", imsi = "001010123456789",
            name = "First", state = "enabled",
          },
          {
            iccid = "89001010000000000026", imsi = "001020123456789",
            name = "Second", provider = "Neighbour",
          },
        },
      },
      efs = {
        ADN = {
          { name = "Ann", number = "+15550101" },
          { name = "Bob", number = "5550102" },
        },
        FPLMN = { "26203", "310260" }, PNN = { { long = "Häme" } },
        OPL = { { network = "00101", name = 1 } }, ACC = { 3, 11 },
        SMS = { { state = "unread", pdu = "07 91 21 43" } },
        ECC = { "112", { number = "911", name = "Help" } },
      },
    },
  },

  story = function(modem)
    modem:sleep(100)
    assert(modem.sim:refresh { mode = "init" })
    assert(not modem.sim:refresh { mode = "init" })
    modem:sleep(100)
    modem.sim:refresh { mode = "init" }
    modem:sleep(100)
    modem.sim:refresh { mode = "reset" }
  end,
}
