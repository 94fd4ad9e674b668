-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What tells the modems of one scenario apart: from the second on, numbers that
-- a scenario does not give are counted up from those of the preset.

local core = ...
local values = core.trusted "runtime/values"

local identity = {}

-- The check digit of ISO/IEC 7812-1, which IMEI and ICCID end with.
local function check_digit(digits)
  local sum = 0
  for place = #digits, 1, -1 do
    local value = tonumber(digits:sub(place, place))
    if (#digits - place) % 2 == 0 then
      value = value * 2
      value = value > 9 and value - 9 or value
    end
    sum = sum + value
  end
  return tostring(-sum % 10)
end

-- The last number in a text, counted up; it keeps its length. Without a number
-- one is added.
local function count_up(text, step)
  local head, digits = text:match "^(.-)(%d+)$"
  if not digits then
    return text .. step
  end
  local kept = math.max(#digits - 9, 0)
  local low = digits:sub(kept + 1)
  local sum = (math.tointeger(low) + step) % math.tointeger(10 ^ #low)
  return head .. digits:sub(1, kept) .. string.format("%0" .. #low .. "d", sum)
end

local function count_up_checked(digits, step)
  local body = count_up(digits:sub(1, -2), step)
  return body .. check_digit(body)
end

local function mac(text, step)
  local head, last = text:match "^(.*:)(%x%x)$"
  return head and string.format("%s%02x", head,
    (tonumber(last, 16) + 16 * step) & 0xFF) or text
end

-- Addresses of a modem's calls: the third part of IPv4, the fourth of IPv6.
local function address4(text, step)
  local head, third, last = text:match "^(%d+%.%d+%.)(%d+)(%.%d+)$"
  return head and head .. (tonumber(third) + step) % 256 .. last or text
end

local function address6(text, step)
  local head, fourth, last = text:match "^(%x+:%x+:%x+:)(%x+)(:.*)$"
  return head and string.format("%s%x%s", head,
    tonumber(fourth, 16) + 0x100 * step & 0xFFFF, last) or text
end

local CARD = { iccid = count_up_checked, imsi = count_up, msisdn = count_up }

-- How each entry is made: by section and name.
local RULES = {
  usb = { serial = count_up },
  identity = { imei = count_up_checked },
  sim = CARD,
}

-- The changes of `rules` to a section, but for what the scenario gives.
local function changes_of(section, given, rules, step)
  local changes = {}
  for name, make in core.sorted(rules) do
    local value = section and section[name]
    if type(value) == "string" and (given == nil or given[name] == nil) then
      changes[name] = make(value, step)
    end
  end
  return changes
end

local function slots_of(slots, step)
  local changed = {}
  for place, slot in ipairs(slots) do
    changed[place] = type(slot) == "table" and
      values.merge(slot, changes_of(slot, nil, CARD, step)) or slot
  end
  return changed
end

-- The data of a preset for the modem of that number, 0 for the first. `given`
-- is what the scenario says.
function identity.number(data, given, step)
  if step == 0 then
    return data
  end
  local changes = {}
  for section, rules in core.sorted(RULES) do
    local said = type(given[section]) == "table" and given[section] or nil
    changes[section] = changes_of(data[section], said, rules, step)
  end
  local own = given.identity or {}
  local imei = changes.identity.imei
  if imei and own.meid == nil and data.identity.meid ==
    data.identity.imei:sub(1, 14) then
    changes.identity.meid = imei:sub(1, 14)
  end
  if own.mac_addresses == nil and data.identity.mac_addresses then
    changes.identity.mac_addresses = {}
    for name, text in core.sorted(data.identity.mac_addresses) do
      changes.identity.mac_addresses[name] = mac(text, step)
    end
  end
  if data.sim.slots and not (given.sim and given.sim.slots) then
    changes.sim.slots = slots_of(data.sim.slots, step)
  end
  local bearers = given.bearers or {}
  changes.bearers = {
    ipv4 = changes_of(data.bearers.ipv4, bearers.ipv4,
      { address = address4, gateway = address4 }, step),
    ipv6 = changes_of(data.bearers.ipv6, bearers.ipv6,
      { address = address6, gateway = address6 }, step),
  }
  return values.merge(data, changes)
end

return identity
