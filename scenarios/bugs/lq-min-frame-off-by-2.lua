-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The answer to Get Model comes without its last two bytes, then without the
-- last, then a byte at a time, then cut at each place there is. libqmi counted
-- two bytes too few for a whole frame and read the message beyond the end of
-- what had come. To a right client the model is the same each time.

local faults = {}

local function cut(split, gap)
  faults[#faults + 1] = {
    match = { message = "DMS Get Model", kind = "response", nth = #faults + 1 },
    split = split, gap = gap, must_match = true,
  }
end

cut({ -2 }, 0.02)
cut({ -1 }, 0.02)
cut(1, 0)
for at = 1, 28 do
  cut({ at }, 0.002)
end

return scenario {
  bug = {
    source = "libqmi ec138d4f",
    fault = "client: libqmi",
    versions = "libqmi before 1.0.0",
  },
  faults = faults,
  leaks = "fail",
}
