-- SPDX-License-Identifier: LGPL-2.1-or-later
-- *123# gives a menu of two levels, *100# a balance, and all other codes fail.
-- A minute after the host's first code the network asks something by itself.

return scenario {
  modem = preset "generic" {
    calls = {
      ussd = {
        ["*123#"] = {
          text = "1 Balance\n2 Top up",
          replies = {
            ["1"] = "Your balance is 10.00.",
            ["2"] = {
              text = "How much?", replies = { ["*"] = "Thank you." },
            },
          },
        },
      },
    },
  },

  story = function(modem)
    local code = modem:mark()
    modem:expect("VOICE Originate USSD", { since = code })
    modem:sleep(60)
    modem.calls:ussd_request {
      text = "Are you content? 1 Yes 2 No",
      replies = { ["1"] = "We are glad.", ["2"] = "We are sorry." },
    }
  end,
}
