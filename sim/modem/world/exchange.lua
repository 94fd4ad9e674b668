-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The telephone exchange between the modems of one scenario: modem.exchange.

local card = include "world/card"

local Exchange = {}
Exchange.__index = Exchange
Exchange.__name = "exchange"

-- A number without its international prefix may be as short as this.
local NATIONAL_MIN = 7

-- The digits of a number, and whether it is international.
local function digits_of(number)
  local text = tostring(number):gsub("[%s%-%(%)%./]", "")
  local digits = text:match "^%+(%d+)$" or text:match "^00(%d+)$"
  if digits then
    return digits, true
  end
  return text:match "^%d+$", false
end

-- Whether two numbers, as digits_of() gives them, are the same subscriber's.
local function is_same(wanted, is_international, own, own_is_international)
  if wanted == own then
    return true
  elseif is_international == own_is_international then
    return false
  elseif own_is_international then
    wanted, own = own, wanted
  end
  -- Now `wanted` has the prefix and `own` may have a trunk prefix.
  own = own:gsub("^0", "")
  return #own >= NATIONAL_MIN and wanted:sub(-#own) == own
end

function Exchange.of(modem)
  return setmetatable({ modem = modem }, Exchange)
end

-- The modem's own number, "+15550100123", or nil: there is no card that knows.
function Exchange:number()
  local slot = card.working(self.modem)
  return slot and slot.msisdn or nil
end

-- The other modem of the scenario that has this number, or nil.
function Exchange:modem_of(number)
  local wanted, is_international = digits_of(number)
  local found
  for _, other in pairs(self.modem.others) do
    local own, own_is_international = digits_of(other.exchange:number() or "")
    if wanted and own then
      if wanted == own then
        return other
      elseif is_same(wanted, is_international, own, own_is_international) then
        found = found or other
      end
    end
  end
  return found
end

return Exchange
