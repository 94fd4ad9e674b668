-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The Sierra EM7565 ignores the first message after it was opened, whatever it
-- is. Clients that wait for that answer give up. A right client begins with a
-- message that may be lost, CTL Sync, and sends it again with another number.

return scenario {
  bug = {
    source = "libqmi 513f4abe",
    fault = "device: Sierra EM7565; client: libqmi",
    versions = "libqmi before 1.24.0, and later without --device-open-sync",
  },

  faults = {
    { match = { nth = 1 }, drop = true, must_match = true },
  },

  expect = {
    { must = { message = "DMS Get Model", kind = "response" } },
  },
  leaks = "fail",
}
