-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the parts of VOICE share.

local common = {}

-- What clients hear of that have not said anything. oFono registers for none
-- of it and needs both.
local USUAL = {
  call_notification_events = true, ussd_notification_events = true,
}

-- Tells the clients that want such events, after the answer to the request
-- that is being handled, as modems do it.
function common.tell(modem, name, wish, fields)
  modem.calls:later(0, function()
    modem:notify(name, fields, function(state)
      local said = state.wants and state.wants[wish]
      if said == nil then
        said = USUAL[wish]
      end
      return said
    end)
  end)
end

-- The call of a request, or nil and the error.
function common.find(modem, id)
  local call = modem.calls:find(id)
  if not call then
    return nil, fail "InvalidArgument"
  end
  return call
end

return common
