-- SPDX-License-Identifier: LGPL-2.1-or-later
-- ATR: AT commands over QMI. The answer comes in an indication to the client.

local at = include "world/at"

local atr = service "ATR"

atr["Send"] = function(modem, request, call)
  local answer = at.answer(modem, request.message)
  if not answer then
    return fail "InvalidArgument"
  end
  return {}, indication("ATR Received", { message = answer }, call.client)
end

return atr
