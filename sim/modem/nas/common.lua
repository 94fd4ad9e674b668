-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the parts of NAS share.

local common = {}

-- Technologies as the preset names them; some messages call UMTS WCDMA.
common.TECHNOLOGIES = {
  "cdma_1x", "cdma_1xevdo", "gsm", "umts", "lte", "5gnr",
}

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

-- The reasons that scenarios use, as numbers: one field has no names for them.
local CAUSES = {
  imsi_unknown_in_hlr = 0x02, illegal_ue = 0x03, imei_not_accepted = 0x05,
  illegal_me = 0x06, ps_services_not_allowed = 0x07,
  ps_and_non_ps_services_not_allowed = 0x08, plmn_not_allowed = 0x0B,
  location_area_not_allowed = 0x0C, roaming_in_location_area_not_allowed = 0x0D,
  no_suitable_cells_in_location_area = 0x0F, network_failure = 0x11,
  congestion = 0x16,
}

function common.cause_number(cause)
  return math.type(cause) == "integer" and cause or CAUSES[cause] or 0x6F
end

return common
