-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: the card, as it was reached before there was UIM.

local card = include "world/card"
local locks = include "world/locks"
local pins = include "world/pins"
local status = include "dms_uim_status"

local PINS = { pin = "pin1", pin2 = "pin2" }
local FEATURES = {
  pn = "gw_network", pu = "gw_network_subset", pp = "gw_service_provider",
  pc = "gw_corporate", pf = "gw_uim",
}
local CK_STATES = {
  deactivated = "deactivated", activated = "activated", blocked = "blocked",
  permanently_blocked = "blocked",
}

local function no_card(modem)
  return fail(modem.preset.sim.absent_errors.dms)
end

local function pin_answer(pin, outcome)
  local fields = { pin_retries_status = {
    verify_retries_left = pin.retries, unblock_retries_left = pin.puk_retries,
  } }
  if outcome == "ok" then
    return fields
  elseif outcome == "same" then
    return fail "NoEffect"
  elseif outcome == "too_long" or outcome == "malformed" then
    return fail(pins.errors[outcome])
  end
  return fail(pins.errors[outcome], fields)
end

-- The answer to what is tried with a PIN of the card in use.
local function with_pin(modem, id, attempt)
  local slot = card.working(modem)
  if not slot then
    return no_card(modem)
  end
  local pin = slot[PINS[id]]
  if not pin then
    return fail "InvalidPinId"
  end
  local before = pins.look(pin)
  local outcome = attempt(pin, PINS[id])
  if pins.look(pin) ~= before then
    modem:changed "card"
  end
  return pin_answer(pin, outcome)
end

local function verify_pin(modem, request)
  return with_pin(modem, request.info.pin_id, function(pin)
    if pins.is_open(pin) then
      return "same"
    end
    return pins.verify(pin, request.info.pin)
  end)
end

local function set_pin_protection(modem, request)
  return with_pin(modem, request.info.pin_id, function(pin, name)
    if name == "pin2" then
      return "disabled" -- PIN2 cannot be switched
    end
    return pins.protect(pin, request.info.protection_enabled,
      request.info.pin)
  end)
end

local function unblock_pin(modem, request)
  return with_pin(modem, request.info.pin_id, function(pin)
    return pins.unblock(pin, request.info.puk, request.info.new_pin)
  end)
end

local function change_pin(modem, request)
  return with_pin(modem, request.info.pin_id, function(pin)
    return pins.change(pin, request.info.old_pin, request.info.new_pin)
  end)
end

local function get_pin_status(modem)
  local slot = card.working(modem)
  if not slot then
    return no_card(modem)
  end
  return {
    pin1_status = status.pin_status(slot.pin1),
    pin2_status = status.pin_status(slot.pin2),
  }
end

local function get_ck_status(modem, request)
  local feature = FEATURES[request.facility]
  if not feature then
    return fail "InvalidArgument"
  end
  local lock = modem.card.locks[feature]
  return {
    ck_status = {
      facility_state = CK_STATES[locks.state(lock)],
      verify_retries_left = lock and lock.retries or 0,
      unblock_retries_left = lock and lock.unblock_retries or 0,
    },
    operation_blocking_facility =
      locks.waiting(modem.card.locks) == feature,
  }
end

-- Tries a key; the answer has what is left in `field` of the lock and answer.
local function with_lock(modem, facility, attempt, field, left)
  local feature = FEATURES[facility]
  local lock = modem.card.locks[feature]
  if not feature then
    return fail "InvalidArgument"
  elseif not lock then
    return fail "NoEffect"
  end
  local outcome = attempt(lock)
  if outcome == "same" then
    return fail "NoEffect"
  end
  modem:changed "card"
  local fields = { [field] = lock[left] }
  return outcome == "ok" and fields or fail(pins.errors[outcome], fields)
end

local function set_ck_protection(modem, request)
  local wanted = request.facility
  if wanted.facility_state ~= "deactivated" then
    return fail "InvalidArgument" -- only the maker can lock
  end
  return with_lock(modem, wanted.facility, function(lock)
    return locks.deactivate(lock,
      wanted.facility_depersonalization_control_key)
  end, "verify_retries_left", "retries")
end

local function unblock_ck(modem, request)
  return with_lock(modem, request.facility.facility, function(lock)
    return locks.unblock(lock, request.facility.facility_control_key)
  end, "unblock_retries_left", "unblock_retries")
end

-- The card in use once its PIN is open, or nil and the error.
local function open_card(modem)
  local slot = card.working(modem)
  if not slot or not pins.is_open(slot.pin1) then
    return nil, modem.preset.sim.absent_errors.dms
  end
  return slot
end

-- Whether the card can be reached yet.
local function is_early(modem)
  local seconds = modem.preset.sim.dms_seconds
  return seconds > 0 and modem:time() < modem.device.started + seconds
end

-- Answers what is asked of the card too early.
local function wait_for_card(dms)
  local handlers = {}
  for name, run in pairs(dms.handlers) do
    handlers[name] = run
  end
  for name, run in pairs(handlers) do
    if name:match "^DMS UIM " or name == "DMS Get MSISDN" then
      dms.handlers[name] = function(modem, request, call)
        if is_early(modem) then
          return fail "UimUninitialized"
        end
        return run(modem, request, call)
      end
    end
  end
end

return function(dms)
  dms["UIM Verify PIN"] = verify_pin
  dms["UIM Set PIN Protection"] = set_pin_protection
  dms["UIM Unblock PIN"] = unblock_pin
  dms["UIM Change PIN"] = change_pin
  dms["UIM Get PIN Status"] = get_pin_status
  dms["UIM Get CK Status"] = get_ck_status
  dms["UIM Set CK Protection"] = set_ck_protection
  dms["UIM Unblock CK"] = unblock_ck

  dms["UIM Get State"] = function(modem)
    return { state = status.state(modem) }
  end

  dms["UIM Get ICCID"] = function(modem)
    local slot = card.working(modem)
    return slot and { iccid = slot.iccid } or no_card(modem)
  end

  dms["UIM Get IMSI"] = function(modem)
    local slot, problem = open_card(modem)
    return slot and { imsi = slot.imsi } or fail(problem)
  end

  dms["Get MSISDN"] = function(modem)
    local slot, problem = open_card(modem)
    if not slot then
      return fail(problem)
    elseif not slot.msisdn then
      return fail "NotProvisioned"
    end
    return { msisdn = slot.msisdn }
  end

  wait_for_card(dms)
end
