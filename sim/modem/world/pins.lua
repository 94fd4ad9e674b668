-- SPDX-License-Identifier: LGPL-2.1-or-later
-- One PIN of a card with its PUK, as plain data:
--   code, is_enabled, is_verified, retries, retries_max,
--   puk, puk_retries, puk_retries_max
--
-- What is tried with it has one of these outcomes: "ok", "incorrect" (a try
-- was lost), "blocked" (no tries left, now or before), "always_blocked" (the
-- same for the PUK), "disabled", "same" (nothing to change), "too_long" and
-- "malformed" (no PIN at all: the card is not asked).

local pins = {}

function pins.new(code, is_enabled, puk, retries, puk_retries)
  return {
    code = code, is_enabled = is_enabled, is_verified = false,
    retries = retries, retries_max = math.max(retries, 3),
    puk = puk, puk_retries = puk_retries,
    puk_retries_max = math.max(puk_retries, 10),
  }
end

-- In the words of the protocol.
function pins.state(pin)
  if pin.puk_retries == 0 then
    return "permanently_blocked"
  elseif pin.retries == 0 then
    return "blocked"
  elseif not pin.is_enabled then
    return "disabled"
  end
  return pin.is_verified and "enabled_verified" or "enabled_not_verified"
end

-- Whether the card gives out what this PIN protects.
function pins.is_open(pin)
  local state = pins.state(pin)
  return state == "disabled" or state == "enabled_verified"
end

-- What can be seen of a PIN from outside, for comparing.
function pins.look(pin)
  return string.format("%s %d %d", pins.state(pin), pin.retries,
    pin.puk_retries)
end

local function form_problem(code)
  if #code > 8 then
    return "too_long"
  elseif not code:match "^%d%d%d%d+$" then
    return "malformed"
  end
  return nil
end

local function try(pin, code)
  if pin.puk_retries == 0 then
    return "always_blocked"
  elseif pin.retries == 0 then
    return "blocked"
  end
  local problem = form_problem(code)
  if problem then
    return problem
  end
  if code ~= pin.code then
    pin.retries, pin.is_verified = pin.retries - 1, false
    return pin.retries == 0 and "blocked" or "incorrect"
  end
  pin.retries = pin.retries_max
  return "ok"
end

function pins.verify(pin, code)
  if pins.state(pin) == "disabled" then
    return "disabled"
  end
  local outcome = try(pin, code)
  pin.is_verified = pin.is_verified or outcome == "ok"
  return outcome
end

function pins.change(pin, old, new)
  if pins.state(pin) == "disabled" then
    return "disabled"
  end
  local outcome = form_problem(new) or try(pin, old)
  if outcome == "ok" then
    pin.code, pin.is_verified = new, true
  end
  return outcome
end

function pins.protect(pin, is_enabled, code)
  if pin.is_enabled == is_enabled and pin.retries > 0 then
    return "same"
  end
  local outcome = try(pin, code)
  if outcome == "ok" then
    pin.is_enabled, pin.is_verified = is_enabled, is_enabled
  end
  return outcome
end

-- Works on a PIN that is not blocked as well, and switches it on.
function pins.unblock(pin, puk, new)
  if pin.puk_retries == 0 then
    return "always_blocked"
  end
  local problem = form_problem(new) or form_problem(puk)
  if problem then
    return problem
  end
  if puk ~= pin.puk then
    pin.puk_retries = pin.puk_retries - 1
    return pin.puk_retries == 0 and "always_blocked" or "incorrect"
  end
  pin.puk_retries, pin.retries = pin.puk_retries_max, pin.retries_max
  pin.code, pin.is_enabled, pin.is_verified = new, true, true
  return "ok"
end

-- Outcomes as errors of the protocol; "ok" has none.
pins.errors = {
  incorrect = "IncorrectPin", blocked = "PinBlocked",
  always_blocked = "PinAlwaysBlocked", disabled = "AccessDenied",
  same = "NoEffect", too_long = "ArgumentTooLong",
  malformed = "InvalidArgument",
}

return pins
