-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem without CDMA answers Get IDs without the MEID, then without each of
-- the other numbers, and then with none. libqmi said that the missing ones were
-- there and gave NULL for them, which ModemManager read. A right client shows
-- what has come.

local function lacks(nth, names)
  return {
    match = { message = "DMS Get IDs", kind = "response", nth = nth },
    tlvs = { drop = names }, must_match = true,
  }
end

return scenario {
  bug = {
    source = "libqmi e80e129b",
    fault = "client: libqmi",
    versions = "libqmi before 1.12.0",
  },

  faults = {
    lacks(1, { "meid" }),
    lacks(2, { "esn" }),
    lacks(3, { "imei" }),
    lacks(4, { "esn", "imei", "meid", "imei_software_version" }),
  },

  story = function(modem)
    for _ = 1, 4 do
      modem:expect "DMS Get IDs"
    end
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
  leaks = "fail",
}
