-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two answers that are errors and still have something to say: without a call,
-- the bytes of the last one (OutOfCall); after a PIN that the card refused, how
-- many tries are left (AccessDenied, with 69 84 of the card). libqmi read no
-- data behind an error. A right client says how many tries there are.

return scenario {
  bug = {
    source = "libqmi 45ab1a6d; ModemManager fd052c8e",
    fault = "client: libqmi",
    versions = "libqmi before 1.14.0",
  },

  faults = {
    { match = { message = "WDS Get Packet Statistics" },
      error = "OutOfCall",
      data = { last_call_tx_bytes_ok = 71024, last_call_rx_bytes_ok = 90210 },
      must_match = true },
    { match = { message = "UIM Verify PIN" },
      error = "AccessDenied",
      data = {
        card_result = { sw1 = 0x69, sw2 = 0x84 },
        retries_remaining = {
          verify_retries_left = 3, unblock_retries_left = 10,
        },
      },
      must_match = true },
  },

  expect = {
    { status = { 0, 1 } },
    { output = { "Verify: 3", "Unblock: 10" } },
  },
  leaks = "fail",
}
