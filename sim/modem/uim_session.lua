-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Which card and application the session of a UIM request means.

local apdu = include "world/apdu"
local card = include "world/card"

local session = {}

-- Session types of the one logical slot, with how the application is found.
local TYPES = {
  primary_gw_provisioning = "session",
  primary_1x_provisioning = "session_1x", nonprovisioning_slot_1 = "named",
  card_slot_1 = "card", logical_channel_slot_1 = "named",
}

-- Names of the session types, in order.
function session.types()
  local list = {}
  for name in pairs(TYPES) do
    list[#list + 1] = name
  end
  return list
end

-- The slot and the name of the application's folder; or nil, nil and an error.
function session.find(modem, given)
  local how = TYPES[given.session_type]
  local slot = card.working(modem)
  if not how then
    return nil, nil, "InvalidSessionType"
  elseif not slot then
    return nil, nil, modem.preset.sim.absent_errors.uim
  elseif how == "card" then
    return slot, "USIM"
  end
  local place = slot[how]
  if how == "named" then
    place = apdu.find_app(slot, given.application_identifier)
  end
  if not place then
    return nil, nil, how == "named" and "InvalidArgument" or "SessionInactive"
  end
  return slot, slot.apps[place].type:upper()
end

-- File ids of a path as UIM carries it: two bytes each, low byte first.
function session.ids(path)
  local ids = {}
  for place = 1, #path - 1, 2 do
    ids[#ids + 1] = string.unpack("<I2", path, place)
  end
  return ids
end

return session
