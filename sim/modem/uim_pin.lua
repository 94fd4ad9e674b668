-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: PINs and personalisation locks.

local card = include "world/card"
local locks = include "world/locks"
local pins = include "world/pins"
local uim_session = include "uim_session"

-- What the card has said, where it was asked.
local function card_result(pin, outcome)
  if outcome == "ok" then
    return { sw1 = 0x90, sw2 = 0x00 }
  elseif outcome == "incorrect" then
    return { sw1 = 0x63, sw2 = 0xC0 | math.min(pin.retries, 15) }
  elseif outcome == "blocked" or outcome == "always_blocked" then
    return { sw1 = 0x69, sw2 = 0x83 }
  elseif outcome == "disabled" then
    return { sw1 = 0x69, sw2 = 0x84 }
  end
  return nil
end

-- The answer to what is tried with a PIN of the session's card.
local function with_pin(modem, request, has_result, attempt)
  local slot, _, problem = uim_session.find(modem, request.session)
  if not slot then
    return fail(problem)
  end
  local id = request.info.pin_id
  if id ~= "pin1" and id ~= "pin2" then
    return fail "InvalidPinId" -- no card of ours has a universal PIN
  end
  local pin = slot[id]
  local before = pins.look(pin)
  local outcome = attempt(pin, id)
  if pins.look(pin) ~= before then
    modem:changed "card"
  end
  local fields = {
    retries_remaining = {
      verify_retries_left = pin.retries,
      unblock_retries_left = pin.puk_retries,
    },
    card_result = has_result and card_result(pin, outcome) or nil,
  }
  if outcome == "ok" then
    return fields
  end
  return fail(pins.errors[outcome], fields)
end

local function verify(modem, request)
  return with_pin(modem, request, true, function(pin)
    return pins.verify(pin, request.info.pin_value)
  end)
end

local function set_protection(modem, request)
  return with_pin(modem, request, false, function(pin, id)
    if id == "pin2" then
      return "disabled" -- PIN2 cannot be switched
    end
    return pins.protect(pin, request.info.pin_enabled, request.info.pin_value)
  end)
end

local function unblock(modem, request)
  return with_pin(modem, request, true, function(pin)
    return pins.unblock(pin, request.info.puk, request.info.new_pin)
  end)
end

local function change(modem, request)
  return with_pin(modem, request, true, function(pin)
    return pins.change(pin, request.info.old_pin, request.info.new_pin)
  end)
end

local function depersonalize(modem, request)
  local info = request.info
  local lock = modem.card.locks[info.feature]
  if request.slot and request.slot ~= 1 then
    return fail "InvalidArgument"
  elseif not card.working(modem) then
    return fail(modem.preset.sim.absent_errors.uim)
  elseif not lock then
    return fail "NoEffect"
  end
  local attempt = info.operation == "deactivate" and locks.deactivate
    or info.operation == "unblock" and locks.unblock
  if not attempt then
    return fail "InvalidArgument"
  end
  local outcome = attempt(lock, info.control_key)
  if outcome == "same" then
    return fail "NoEffect"
  end
  modem:changed "card"
  local fields = { retries_remaining = {
    verify_left = lock.retries, unblock_left = lock.unblock_retries,
  } }
  return outcome == "ok" and fields or fail(pins.errors[outcome], fields)
end

-- Takes all locks off with the data that the maker has signed.
local function remote_unlock(modem, request)
  local data = request.simlock_data or request.simlock_extended_data
  if not data then
    return fail "MissingArgument"
  elseif data ~= modem.preset.sim.unlock_data then
    return fail "AuthenticationFailed"
  end
  for _, lock in pairs(modem.card.locks) do
    lock.is_active = false
  end
  modem:changed "card"
  return {}
end

local function configuration(modem, request)
  local wanted, all = {}, not request.configuration_mask
  for _, name in ipairs(request.configuration_mask or {}) do
    wanted[name] = true
  end
  local features = {}
  for place, feature in ipairs(locks.active(modem.card.locks)) do
    local lock = modem.card.locks[feature]
    features[place] = {
      feature = feature, verify_left = lock.retries,
      unblock_left = lock.unblock_retries,
    }
  end
  local answer = {}
  if all or wanted.automatic_selection then
    answer.automatic_selection = modem.card.automatic
  end
  if all or wanted.personalization_status then
    answer.personalization_status = features
  end
  if all or wanted.halt_subscription then
    answer.halt_subscription = false
  end
  return answer
end

return function(uim)
  uim["Verify PIN"] = verify
  uim["Set PIN Protection"] = set_protection
  uim["Unblock PIN"] = unblock
  uim["Change PIN"] = change
  uim["Depersonalization"] = depersonalize
  uim["Remote Unlock"] = remote_unlock
  uim["Get Configuration"] = configuration
end
