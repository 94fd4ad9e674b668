-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The driver takes no more than 512 bytes of a write() and says so. A client
-- that does not look sends the beginning of a long request, and the modem takes
-- what follows for the rest of it. A right client writes the rest, or nothing
-- that is so long.

return scenario {
  tier = "preload",
  bug = {
    source = "linux drivers/usb/class/cdc-wdm.c: wdm_write(); qmi_wwan.c",
    fault = "driver; clients that ignore what write() returns",
    versions = "linux: 512 bytes before 3.x, 4,096 since",
  },

  faults = {
    { match = { message = "CTL Allocate CID", kind = "response",
        fields = { allocation_info = { service = "wds" } } },
      device = { call = "write", short = 512 }, must_match = true },
  },

  on = {
    ["WDS Start Network"] = function(_, request)
      assert(#request.apn == 600, "an APN of " .. #request.apn .. " bytes")
      return fail "CallFailed"
    end,
  },

  story = function(modem)
    modem:expect "WDS Start Network"
    modem:expect("CTL Release CID", {
      where = function(request) return request.release_info.service == "wds" end,
    })
  end,
  leaks = "fail",
}
