-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Opening a logical channel is refused at first, with AccessDenied, and there
-- are no more than three channels at once. lpac closed what it had not opened,
-- and left open what it had, so that its fourth attempt found none. A right
-- client closes each channel that it has opened, and no other.

return scenario {
  bug = {
    source = "lpac issues 135 and 221, bb14b61; libqmi merge request 376",
    fault = "device (LE910C4, SDM670, SM7225); client: lpac",
    versions = "lpac before 2.3",
  },

  modem = preset "generic" { sim = { channels = 3 } },
  faults = {
    { match = { message = "UIM Open Logical Channel", nth = 1 },
      error = "AccessDenied", must_match = true },
  },
  expect = {
    { at_least = 4, of = { message = "UIM Open Logical Channel",
      kind = "response", has = "channel_id" } },
    { exactly = 4, of = { message = "UIM Logical Channel",
      has = "channel_id" } },
  },
  leaks = "fail",
}
