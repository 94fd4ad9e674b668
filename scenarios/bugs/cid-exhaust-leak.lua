-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem has ten ids for NAS, as some really have. A watchdog kills the client
-- ten times while it holds one; the eleventh is told that there are none, and
-- scripts around qmicli went on so until somebody restarted the modem. A right
-- client says Sync, by which all ids are free again, and then gets its answer.

return scenario {
  bug = {
    source = "lf-edge/eve PR 2992",
    fault = "client: killed by its caller",
    versions = "scripts that kill qmicli, without --device-open-sync",
  },

  modem = preset "generic" { clients = { limits = { NAS = 10 } } },

  faults = {
    { match = { message = "NAS Network Scan", nth = 10 },
      drop = true, must_match = true,
      run = function(modem)
        assert(#modem:clients "NAS" == 10, "all ids are given out")
      end },
    { match = { message = "NAS Network Scan" }, drop = true },
  },

  story = function(modem)
    modem:expect "CTL Sync"
    modem:expect "NAS Get Serving System"
  end,
  leaks = "fail",
}
