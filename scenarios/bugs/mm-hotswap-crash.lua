-- SPDX-License-Identifier: LGPL-2.1-or-later
-- While the client waits for the state of the slots, the modem says by itself
-- that the card has gone. ModemManager took what belonged to the request for
-- what belongs to indications, and crashed. A right client handles both.

return scenario {
  bug = {
    source = "ModemManager 250c09b7",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.18",
  },

  faults = {
    { match = { message = "UIM Get Slot Status", kind = "response", nth = 1 },
      delay = 0.4, must_match = true },
    { match = { message = "UIM Get Slot Status", nth = 1 },
      run = function(modem)
        modem:after(0.1, function()
          modem:indicate("UIM Slot Status", {
            physical_slot_status = {
              { physical_card_status = "absent",
                physical_slot_status = "active", logical_slot = 1,
                iccid = "" },
            },
          })
        end)
      end,
      must_match = true },
  },

  story = function(modem)
    modem:expect("UIM Get Slot Status", { within = 20 })
    modem:expect("UIM Get Card Status", { within = 20 })
  end,
}
