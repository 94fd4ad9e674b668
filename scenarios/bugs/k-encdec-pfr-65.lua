-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A reason of 81 letters is told for why a part of the modem has died. The
-- kernel's decoder took no text of more than 64, and lost the message with it.
-- Here the revision is as long as that. A right client takes texts as long as
-- they may be.

local sizes = { 63, 64, 65, 66, 81, 255, 256, 257 }
local text = string.rep("0123456789", 26)

return scenario {
  bug = {
    source = "linux 641f6fda143b",
    fault = "linux: pd-mapper of Qualcomm",
    versions = "linux before 2026-01",
  },

  on = {
    ["DMS Get Revision"] = function(modem)
      local nth = (modem.state.nth or 0) + 1
      modem.state.nth = nth
      return { revision = text:sub(1, sizes[nth] or 1) }
    end,
  },

  story = function(modem)
    for _ = 1, #sizes do
      modem:expect "DMS Get Revision"
    end
  end,
  leaks = "fail",
}
