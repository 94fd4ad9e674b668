-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem reports NMEA in a TLV that should hold a mode and a string behind
-- its size of 16 bits, but ends in front of the size, inside it, or behind it;
-- then it reports a whole one. libqmi read the size without asking whether it
-- was there. A right client drops the TLVs that are cut and shows the last.

local cut = { "", "\1", "\1\5", "\1\5\0", "\1\xff\xff$", "\1\5\0$GPG" }

local fix = "$GPGGA,120000,1030.00,N,02000.00,E,1,04,1.0,10.0,M,0.0,M,,*64\r\n"

return scenario {
  modem = preset "generic" { services = { LOC = false } },
  bug = {
    source = "libqmi 471d038f, Red Hat bug 1031738",
    fault = "client: libqmi",
    versions = "libqmi before 1.12.0",
  },

  on = {
    ["PDS Set Event Report"] = function(modem, request, call)
      local events = { modem:default(request) }
      for _, value in ipairs(cut) do
        events[#events + 1] = indication("PDS Event Report",
          { [0x11] = value }, call.client)
      end
      events[#events + 1] = indication("PDS Event Report", {
        nmea_position = fix,
        extended_nmea_position = { operation_mode = 1, nmea = fix },
      }, call.client)
      return table.unpack(events)
    end,
  },

  story = function(modem)
    modem:expect "PDS Set Event Report"
    modem:expect("PDS Set GPS Service State",
      { request = { state = { gps_service_state = false } } })
  end,
  expect = { { reports = "none" } },
}
