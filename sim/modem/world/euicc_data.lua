-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What an eUICC holds, as plain data in slot.euicc: firmware, default_dp,
-- root_ds and profiles, a list of { iccid, imsi, aid, name, provider, nickname,
-- class, state }. The state is "enabled" for at most one, else "disabled".

local bytes = include "world/bytes"

local euicc_data = {}

local CLASSES = { test = true, provisioning = true, operational = true }

-- AIDs of profiles: GSMA SGP.02, 2.2.3.
local function profile_aid(number)
  return bytes.from_hex(string.format("A0000005591010FFFFFFFF8900%04X00",
    0x0010 + number))
end

local function new_profile(given, number, sim)
  local profile = {
    iccid = given.iccid or sim.iccid, imsi = given.imsi or sim.imsi,
    aid = profile_aid(number), name = given.name or sim.spn,
    provider = given.provider or sim.spn, nickname = given.nickname or "",
    class = given.class or "operational", state = given.state or "disabled",
  }
  for _, entry in ipairs { "iccid", "imsi" } do
    if not tostring(profile[entry]):match "^%d+$" then
      error(string.format("sim.euicc: a profile's %s must be digits as a string, "
        .. "not %s", entry, tostring(profile[entry])), 0)
    end
  end
  if profile.state ~= "enabled" and profile.state ~= "disabled" or
    not CLASSES[profile.class] then
    error("sim.euicc: a profile is enabled or disabled, and of class "
      .. "operational, test or provisioning", 0)
  end
  return profile
end

function euicc_data.new(sim)
  local given, profiles = sim.euicc, {}
  for number, profile in ipairs(given.profiles or {}) do
    profiles[number] = new_profile(profile, number, sim)
  end
  if #profiles == 0 then
    profiles[1] = new_profile({ state = "enabled" }, 1, sim)
  end
  return {
    firmware = given.firmware or "36.17.39",
    default_dp = given.default_dp or "",
    root_ds = given.root_ds or "lpa.ds.gsma.com", profiles = profiles,
  }
end

-- The enabled profile and its number, or nil.
function euicc_data.enabled(euicc)
  for number, profile in ipairs(euicc.profiles) do
    if profile.state == "enabled" then
      return profile, number
    end
  end
  return nil
end

return euicc_data
