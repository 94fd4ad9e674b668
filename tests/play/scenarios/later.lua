-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Answers take their time: the modem's own, and those of handlers.

return scenario {
  modem = preset "generic" {
    network = { scan_seconds = 4, registration_seconds = 3 },
    bearers = { start_seconds = 1 },
  },
  on = {
    ["DMS Get Manufacturer"] = function(modem, request, call)
      call.state.asked = (call.state.asked or 0) + 1
      return indication("DMS Event Report", {}), later(2,
        { manufacturer = "first" },
        function(_, _, again)
          return indication("DMS Event Report", {}),
            again.state.asked == 1 and "bytes" or nil
        end)
    end,
    ["DMS Get Model"] = function()
      return later(1, function()
        return later(1, later(0, function() return fail "NoEffect" end))
      end)
    end,
    ["DMS Get Revision"] = function(modem, request)
      return later(0, modem:default(request))
    end,
    ["NAS Network Scan"] = function(modem, request)
      return modem:default(request, function(answer)
        answer.network_information = {}
        return answer, indication "NAS Operator Name"
      end)
    end,
    ["CTL Sync"] = function(modem)
      return later(1, function(_, request) return modem:default(request) end)
    end,
  },
}
