-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Personalisation locks: what keeps a modem from working with other cards.
-- They belong to the modem, not to the card. As plain data in
-- modem.card.locks, by feature in the words of UIM:
--   key, is_active, retries, retries_max,
--   unblock_key, unblock_retries, unblock_retries_max

local locks = {}

-- In the order in which the modem asks for their keys.
local ORDER = {
  "gw_network", "gw_network_subset", "gw_service_provider", "gw_corporate",
  "gw_uim",
}

function locks.new(given)
  local made, known = {}, {}
  for _, feature in ipairs(ORDER) do
    known[feature] = true
  end
  for feature, lock in pairs(given) do
    if not known[feature] then
      error(string.format("sim.locks has no %q; it may have %s",
        tostring(feature), table.concat(ORDER, ", ")), 0)
    end
    made[feature] = {
      key = lock.key or "12345678", is_active = true,
      retries = lock.retries or 10,
      retries_max = math.max(lock.retries or 10, 10),
      unblock_key = lock.unblock_key or "87654321",
      unblock_retries = lock.unblock_retries or 10,
      unblock_retries_max = math.max(lock.unblock_retries or 10, 10),
    }
  end
  return made
end

-- "deactivated", "activated", "blocked" or "permanently_blocked".
function locks.state(lock)
  if not lock or not lock.is_active then
    return "deactivated"
  elseif lock.unblock_retries == 0 then
    return "permanently_blocked"
  end
  return lock.retries == 0 and "blocked" or "activated"
end

-- The lock whose key the modem wants next: its feature and itself, or nil.
function locks.waiting(all)
  for _, feature in ipairs(ORDER) do
    if locks.state(all[feature]) ~= "deactivated" then
      return feature, all[feature]
    end
  end
  return nil
end

-- Features of active locks, in order.
function locks.active(all)
  local list = {}
  for _, feature in ipairs(ORDER) do
    if locks.state(all[feature]) ~= "deactivated" then
      list[#list + 1] = feature
    end
  end
  return list
end

-- Outcomes are those of PINs.
function locks.deactivate(lock, key)
  local state = locks.state(lock)
  if state == "deactivated" then
    return "same"
  elseif state == "permanently_blocked" then
    return "always_blocked"
  elseif state == "blocked" then
    return "blocked"
  end
  if key ~= lock.key then
    lock.retries = lock.retries - 1
    return lock.retries == 0 and "blocked" or "incorrect"
  end
  lock.is_active, lock.retries = false, lock.retries_max
  return "ok"
end

function locks.unblock(lock, key)
  local state = locks.state(lock)
  if state == "deactivated" or state == "activated" then
    return "same"
  elseif state == "permanently_blocked" then
    return "always_blocked"
  end
  if key ~= lock.unblock_key then
    lock.unblock_retries = lock.unblock_retries - 1
    return lock.unblock_retries == 0 and "always_blocked" or "incorrect"
  end
  lock.unblock_retries, lock.retries = lock.unblock_retries_max,
    lock.retries_max
  return "ok"
end

return locks
