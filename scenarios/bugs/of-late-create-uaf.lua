-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The client id for NAS is given out so late that the client has given up: the
-- answer comes when it gives back another id, or nine seconds later. oFono
-- called back what it had freed by then. A right client gives back an id that
-- nobody waits for, or keeps it for the next who does.

return scenario {
  modem = preset "generic" {
    usb = { vendor = 0x1199, product = 0x9071, interface = 8 },
  },
  bug = {
    source = "oFono bd691e1a, 5be941c6",
    fault = "client: oFono",
    versions = "oFono before 2.1; of the discovery before 1.22",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response", nth = 1,
        fields = { allocation_info = { service = "nas" } } },
      delay = { ["until"] = "CTL Release CID", within = 9 },
      must_match = true },
  },

  story = function(modem)
    modem:expect("CTL Allocate CID", {
      within = 30,
      where = function(request) return request.service == "nas" end,
    })
  end,
}
