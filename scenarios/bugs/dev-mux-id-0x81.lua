-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes any mux id in Bind Mux Data Port and then starts calls only
-- on those from 0x81 on: Start Network is answered with CallFailed. A right
-- client numbers its links from 0x81.

return scenario {
  bug = {
    source = "libqmi 2fb96f0b; ModemManager d2de8ff2",
    fault = "device",
    versions = "ModemManager before 1.25.95",
  },

  on = {
    ["WDS Start Network"] = function(modem, request, call)
      if (call.state.port or 0) < 0x81 then
        return fail "CallFailed"
      end
      return modem:default(request)
    end,
  },
  expect = {
    { must = { message = "WDS Bind Mux Data Port" } },
    { must = { message = "WDS Start Network", kind = "response",
        has = "packet_data_handle" } },
  },
  leaks = "fail",
}
