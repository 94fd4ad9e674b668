-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: the card.
--
-- A client's state: events, a set of what it registered for; refreshes, a list
-- of what it wants to hear of REFRESH. Its logical channels are in the slot.

local card = include "world/card"
local status = include "uim_status"

local uim = service "UIM"

uim["Get Supported Messages"] = function(modem)
  return { list = modem:supported_messages "UIM" }
end

uim["Get Card Status"] = function(modem)
  return { card_status = status.card_status(modem) }
end

uim["Get Slot Status"] = function(modem)
  return status.slot_status(modem)
end

-- Power and slots.

-- There is one logical slot: the slot that requests mean, or nil and the error.
local function logical_slot(modem, number)
  if number ~= 1 then
    return nil, "InvalidArgument"
  end
  local slot = card.slot(modem)
  if not slot.is_present then
    return nil, modem.preset.sim.absent_errors.uim
  end
  return slot
end

local function power(modem, number, is_on)
  local slot, problem = logical_slot(modem, number)
  if not slot then
    return fail(problem)
  end
  return modem.sim:power(is_on) and {} or fail "NoEffect"
end

uim["Power Off SIM"] = function(modem, request)
  return power(modem, request.slot, false)
end

uim["Power On SIM"] = function(modem, request)
  return power(modem, request.slot, true)
end

uim["Switch Slot"] = function(modem, request)
  if request.logical_slot ~= 1 or
    not modem.card.slots[request.physical_slot] then
    return fail "InvalidArgument"
  end
  return modem.sim:switch(request.physical_slot) and {} or fail "NoEffect"
end

-- Which application the modem uses.
local KINDS = {
  primary_gw_provisioning = { "usim", "sim", field = "session" },
  primary_1x_provisioning = { "csim", "ruim", field = "session_1x" },
}

local function find_session_app(modem, request, kind)
  local info = request.application_information
  local slot, problem = logical_slot(modem, info and info.slot or 1)
  if not slot then
    return nil, nil, problem
  elseif not card.answers(slot) then
    return nil, nil, "IncompatibleState"
  end
  for place, app in ipairs(slot.apps) do
    if info and app.aid == info.application_identifier or
      not info and (app.type == kind[1] or app.type == kind[2]) then
      return slot, place
    end
  end
  return nil, nil, "InvalidArgument"
end

uim["Change Provisioning Session"] = function(modem, request)
  local change = request.session_change
  local kind = KINDS[change.session_type]
  if not kind then
    return fail "NotSupported"
  end
  if not change.activate then
    local slot = card.slot(modem)
    if not slot[kind.field] then
      return fail "NoEffect"
    end
    slot[kind.field] = nil
    modem:changed "card"
    return {}
  end
  local slot, place, problem = find_session_app(modem, request, kind)
  if not slot then
    return fail(problem)
  elseif slot[kind.field] == place then
    return fail "NoEffect"
  end
  slot[kind.field] = place
  modem:changed "card"
  return {}
end

include "uim_events" (uim)
include "uim_pin" (uim)
include "uim_files" (uim)
include "uim_channels" (uim)

return uim
