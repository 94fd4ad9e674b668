-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Until it is told one, the modem says that its operating mode is 255. Then the
-- user changes the APN of the attach, for which ModemManager switches the radio
-- off and back to what it was: its assertion that this is a mode ended the
-- daemon. A right client writes the profile and leaves a mode that it does not
-- know alone, or says why it cannot.

return scenario {
  bug = {
    source = "ModemManager 6c1888f7",
    fault = "modem; client: ModemManager",
    versions = "ModemManager before 1.24",
  },

  faults = {
    { name = "an operating mode that nobody knows",
      match = { message = "DMS Get Operating Mode", kind = "response",
        state = function(modem) return not modem.state.is_told end },
      set = { mode = 255 }, must_match = true },
    { match = { message = "DMS Set Operating Mode" },
      run = function(modem) modem.state.is_told = true end },
  },

  story = function(modem)
    modem:expect("DMS Get Operating Mode", { within = 20 })
    modem:expect("WDS Modify Profile", {
      within = 30,
      where = function(request) return request.apn_name == "attach.example" end,
    })
  end,
}
