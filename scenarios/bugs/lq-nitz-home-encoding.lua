-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The 3GPP2 part of Get Home Network says how its text is encoded: in GSM-7, in
-- UCS-2, in a way that nobody knows, and in UCS-2 with half a character at the
-- end of the message. libqmi took all of them for UTF-8. A right client decodes
-- what it can and reads no half characters.

local function text(nth, encoding, description)
  return {
    match = { message = "NAS Get Home Network", kind = "response", nth = nth },
    tlvs = {
      keep = { "result", "home_network" },
      add = {
        [0x11] = bytes.u16(1) .. bytes.u16(1) .. "\1" .. encoding ..
          bytes.sized(description, 1),
      },
    },
    must_match = true,
  }
end

return scenario {
  bug = {
    source = "libqmi cfade927, a420431c, 96bcb686",
    fault = "client: libqmi",
    versions = "libqmi before 1.26",
  },

  faults = {
    text(1, "\9", bytes.gsm7 "T-Mobile"),
    text(2, "\4", bytes.utf16le "Żywiec"),
    text(3, "\xff", "\xff\xfe"),
    text(4, "\4", bytes.utf16le "Odd" .. "x"),
  },

  expect = {
    { stdout = { "T%-Mobile", "Żywiec" } },
    { exactly = 4, of = "NAS Get Home Network" },
  },
  leaks = "fail",
}
