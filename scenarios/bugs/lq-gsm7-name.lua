-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Networks send their names to the phone in GSM-7, and some modems pass the bytes
-- on where ASCII should be. libqmi took them for UTF-8: when they were not, it
-- dropped the whole TLV with MCC and MNC, and when they happened to be, it
-- showed control characters. A right client tries GSM-7 for what is no text.

local function name(nth, text)
  return {
    match = { message = "NAS Get Serving System", kind = "response", nth = nth },
    tlvs = { text = { ["current_plmn.description"] = text } },
    must_match = true,
  }
end

return scenario {
  bug = {
    source = "libqmi 947f01e9 (issue 6), 59ce5fdc; ModemManager b5c46e12",
    fault = "device: firmware that passes names on; client: libqmi",
    versions = "libqmi before 1.26",
  },

  faults = {
    name(1, bytes.gsm7 "T-Mobile"),
    name(2, bytes.gsm7 "TDAH"),
  },

  expect = {
    { stdout = { "T%-Mobile", "TDAH" } },
  },
  leaks = "fail",
}
