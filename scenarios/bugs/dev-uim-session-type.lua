-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card is read in the session of the application that is in use. In a
-- session of the card's slot, type 6, the modem refuses, and without a session
-- it lacks an argument. A right client names the primary session, type 0, or
-- tries it when the other is refused.

local function read(modem, request)
  if request.session.session_type == "card_slot_1" then
    return fail "InvalidArgument"
  end
  return modem:default(request)
end

return scenario {
  bug = {
    source = "oFono 89c92e72; uqmi 42ea0ad",
    fault = "device (Sierra MC7304); client: oFono, uqmi",
    versions = "oFono before 1.20",
  },

  modem = preset "generic" { usb = { vendor = 0x1199, product = 0x9071, interface = 8 } },
  on = {
    ["UIM Get File Attributes"] = read,
    ["UIM Read Transparent"] = read,
    ["UIM Read Record"] = read,
  },
  expect = {
    { must = { message = "UIM Read Transparent", kind = "response",
        has = "read_result" } },
  },
}
