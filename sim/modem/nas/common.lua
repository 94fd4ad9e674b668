-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the parts of NAS share.

local common = {}

-- Technologies as the preset names them; some messages call UMTS WCDMA.
common.TECHNOLOGIES = { "gsm", "umts", "lte", "5gnr" }

function common.contains(list, wanted)
  for _, item in ipairs(list or {}) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- A number of dB as the integer of a field in units of 1 / `scale` dB.
function common.scaled(value, scale)
  return math.floor(value * scale + 0.5)
end

function common.clamp(value, least, most)
  return math.max(least, math.min(most, value))
end

return common
