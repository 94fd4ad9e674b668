-- SPDX-License-Identifier: LGPL-2.1-or-later
-- None of the card's applications is the primary one: the index is 0xFFFF. oFono
-- left the numbers of tries as they were in its memory, and took the card for
-- one that can be asked. A right client tries no PIN until there is an
-- application to try it on.

return scenario {
  modem = preset "generic" { sim = { pin = "1234" } },
  bug = {
    source = "oFono 501de60e",
    fault = "client: oFono",
    versions = "oFono before 1.24",
  },

  on = {
    ["UIM Verify PIN"] = function()
      error "a PIN is tried on no application"
    end,
  },

  faults = {
    { match = { message = "UIM Get Card Status", kind = "response" },
      set = { card_status = { index_gw_primary = 0xffff } },
      must_match = true },
  },

  story = function(modem)
    modem:expect("UIM Get Card Status", { within = 30 })
    modem:expect_no("UIM Verify PIN")
  end,
}
