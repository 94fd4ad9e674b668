-- SPDX-License-Identifier: LGPL-2.1-or-later
-- More has come than the driver can keep: read() fails once with ENOBUFS, and
-- the answer to Get Model is among what was dropped. Clients take any error of
-- read() for the end of the device. A right client knows that something is
-- missing, asks again and goes on.

return scenario {
  tier = "preload",
  bug = {
    source = "linux drivers/usb/class/cdc-wdm.c: WDM_OVERFLOW, wdm_read()",
    fault = "driver; client: libqmi",
    versions = "by design: 4,096 bytes, 512 in 2012",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response", nth = 1 },
      device = { call = "read", error = "ENOBUFS" },
      instead = bytes.frame {
        service = "DMS", id = 0x0001, kind = "indication",
        client = 255,
      },
      must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
