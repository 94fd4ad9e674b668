-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Cards and slots as UIM tells them.

local bytes = include "world/bytes"
local card = include "world/card"
local locks = include "world/locks"
local pins = include "world/pins"

local status = {}

local NONE = 0xFFFF -- no application is in use

-- Personalisation of the application in use: state, feature and tries.
local function personalization(modem, slot, place)
  local feature, lock = locks.waiting(modem.card.locks)
  if slot.session ~= place or not pins.is_open(slot.pin1) then
    return "unknown", "gw_network", 0, 0
  elseif not feature then
    return "ready", "gw_network", 0, 0
  end
  local states = {
    activated = "code_required", blocked = "puk_code_required",
    permanently_blocked = "permanently_blocked",
  }
  return states[locks.state(lock)], feature, lock.retries,
    lock.unblock_retries
end

local function application(modem, slot, place)
  local app = slot.apps[place]
  local state, feature, retries, unblock = personalization(modem, slot, place)
  return {
    type = app.type, state = card.app_state(modem, slot, place),
    personalization_state = state, personalization_feature = feature,
    personalization_retries = retries,
    personalization_unblock_retries = unblock,
    application_identifier_value = app.aid, upin_replaces_pin1 = false,
    pin1_state = pins.state(slot.pin1), pin1_retries = slot.pin1.retries,
    puk1_retries = slot.pin1.puk_retries,
    pin2_state = pins.state(slot.pin2), pin2_retries = slot.pin2.retries,
    puk2_retries = slot.pin2.puk_retries,
  }
end

local function one_card(modem, slot)
  local state, problem = "present", "unknown"
  if not slot.is_present then
    local is_error = modem.preset.sim.empty_is_error
    state, problem = is_error and "error" or "absent", "no_atr_received"
  elseif not slot.is_powered then
    state, problem = "error", "power_down"
  elseif slot.problem then
    state, problem = "error", slot.problem
  end
  local applications = {}
  if state == "present" then
    for place in ipairs(slot.apps) do
      applications[place] = application(modem, slot, place)
    end
  end
  return {
    card_state = state, upin_state = "not_initialized", upin_retries = 0,
    upuk_retries = 0, error_code = problem, applications = applications,
  }
end

-- The card of the one logical slot, and of what other slots the modem tells of.
local function cards(modem)
  local list = { one_card(modem, card.slot(modem)) }
  for place, slot in ipairs(modem.card.slots) do
    if place ~= modem.card.active and #list < modem.preset.sim.shown_cards then
      list[#list + 1] = one_card(modem, slot)
    end
  end
  return list
end

function status.card_status(modem)
  local slot = card.slot(modem)
  local answers = card.answers(slot)
  return {
    index_gw_primary = answers and slot.session and slot.session - 1 or NONE,
    index_1x_primary = answers and slot.session_1x and slot.session_1x - 1
      or NONE, index_gw_secondary = NONE,
    index_1x_secondary = NONE, cards = cards(modem),
  }
end

function status.slot_status(modem)
  local states, information, eids, has_eid = {}, {}, {}, false
  for place, slot in ipairs(modem.card.slots) do
    local is_active = place == modem.card.active
    states[place] = {
      physical_card_status = slot.is_present and "present" or "absent",
      physical_slot_status = is_active and "active" or "inactive",
      logical_slot = is_active and 1 or 0,
      iccid = slot.is_present and slot.iccid ~= "" and
        bytes.bcd(slot.iccid, 10) or "",
    }
    information[place] = {
      card_protocol = slot.is_present and "uicc" or "unknown",
      valid_applications = slot.is_present and #slot.apps or 0,
      atr_value = slot.is_present and slot.atr or "",
      is_euicc = slot.is_present and slot.is_euicc,
    }
    eids[place] = { eid = slot.is_present and slot.eid or "" }
    has_eid = has_eid or slot.eid ~= ""
  end
  return {
    physical_slot_status = states, physical_slot_information = information,
    slot_eid = has_eid and eids or nil,
  }
end

return status
