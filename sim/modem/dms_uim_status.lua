-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card's state as DMS tells it.

local card = include "world/card"
local pins = include "world/pins"

local status = {}

function status.pin_status(pin)
  return {
    current_status = pins.state(pin), verify_retries_left = pin.retries,
    unblock_retries_left = pin.puk_retries,
  }
end

function status.state(modem)
  if not card.slot(modem).is_present then
    return "not_present"
  end
  return card.is_ready(modem) and "initialization_completed"
    or "locked_or_failed"
end

-- What clients have been told last, so that only news are told. Called when
-- the modem starts.
function status.setup(modem)
  local slot = card.slot(modem)
  modem.device.told = {
    pin1 = status.pin_status(slot.pin1), pin2 = status.pin_status(slot.pin2),
    state = status.state(modem),
  }
end

return status
