-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A sentence of NMEA ends with CR and LF, as it must. libqmi did not take those
-- for a part of a text and decoded the sentence as GSM-7. To a right client it
-- is what was sent.

return scenario {
  bug = {
    source = "libqmi 05159e1a",
    fault = "client: libqmi",
    versions = "libqmi before 1.26",
  },

  on = {
    ["LOC Register Events"] = function(modem, request, call)
      modem:after(0.05, function()
        modem:indicate("LOC NMEA", {
          nmea_string = "$GPGSA,A,1,,,,,,,,,,,,,,,*1E\r\n",
        }, call.client)
      end)
      return modem:default(request)
    end,
  },

  faults = {
    { match = { message = "LOC NMEA", kind = "indication" },
      header = { transaction = 0x00B4 }, must_match = true },
  },

  expect = {
    { stdout = "$GPGSA,A,1,,,,,,,,,,,,,,,*1E", plain = true },
  },
  leaks = "fail",
}
