-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card's application is in one after the other of states that are neither
-- ready nor waiting for a PIN, and in some that there are not. oFono took what
-- its table has there for a kind of password. A right client asks again until
-- the card is ready, or says that it cannot be used.

local states = { 0, 1, 5, 6, 8, 200, 255 }

return scenario {
  bug = {
    source = "oFono 8af406a4",
    fault = "client: oFono",
    versions = "oFono before 1.24",
  },

  faults = {
    { match = { message = "UIM Get Card Status", kind = "response" },
      sweep = { ["card_status.cards.1.applications.1.state"] = states },
      times = #states, must_match = true },
  },

  story = function(modem)
    modem:expect("UIM Get Card Status", { within = 30 })
  end,
}
