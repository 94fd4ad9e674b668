-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The frames of the modem (or of the qmi-proxy before it) say 0 in their flags
-- where 0x80 means "from the modem". oFono passes over the frame and over what
-- came with it, and waits for ever. A right client does not need to be told.

return scenario {
  bug = {
    source = "oFono, qmi.c: hdr->flags != 0x80; libqmi c60543cb",
    fault = "modem; client: oFono",
    versions = "oFono; qmi-proxy before 1.22.0",
  },

  faults = {
    { match = { kind = "output" }, header = { qmux_flags = 0 },
      must_match = true },
  },

  story = function(modem)
    modem:expect("CTL Allocate CID", { within = 10 })
  end,
}
