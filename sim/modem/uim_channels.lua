-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: logical channels and APDUs.

local apdu = include "world/apdu"
local card = include "world/card"

local OK = { sw1 = 0x90, sw2 = 0x00 }
local NO_APP = { sw1 = 0x6A, sw2 = 0x82 }
local NO_CHANNEL = { sw1 = 0x6A, sw2 = 0x81 }

-- The card behind a logical slot, or nil and the answer.
local function card_in(modem, number)
  local slot = card.working(modem)
  if number ~= 1 then
    return nil, fail "InvalidArgument"
  elseif not slot then
    return nil, fail(modem.preset.sim.absent_errors.uim)
  end
  return slot
end

local function open(slot, request, call)
  local place = request.aid and apdu.find_app(slot, request.aid)
  if request.aid and not place then
    return fail("SimFileNotFound", { card_result = NO_APP })
  end
  local number, channel = apdu.open(slot, call.client)
  if not number then
    return fail("InsufficientResources", { card_result = NO_CHANNEL })
  end
  local answer = place and apdu.select_app(slot, channel, place)
  local wants_answer = request.file_control_information ~= "no_data"
  return {
    channel_id = number, card_result = OK,
    select_response = wants_answer and answer or nil,
  }
end

local function close(slot, number)
  if number == 0 or not slot.channels[number] then
    return fail "InvalidArgument"
  end
  slot.channels[number] = nil
  return { channel_id = number, card_result = OK }
end

return function(uim)
  uim["Open Logical Channel"] = function(modem, request, call)
    local slot, problem = card_in(modem, request.slot)
    return slot and open(slot, request, call) or problem
  end

  uim["Logical Channel"] = function(modem, request, call)
    local slot, problem = card_in(modem, request.slot)
    if not slot then
      return problem
    elseif request.channel_id then
      return close(slot, request.channel_id)
    end
    return open(slot, request, call)
  end

  uim["Send APDU"] = function(modem, request, call)
    local slot, problem = card_in(modem, request.slot)
    if not slot then
      return problem
    end
    local response = apdu.send(slot, request.channel_id or 0, request.apdu,
      call.client, modem)
    return response and { apdu_response = response } or fail "InvalidArgument"
  end
end
