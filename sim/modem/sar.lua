-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SAR: the transmit power state, which a host sets when a body is near. A modem
-- that starts is in state 0. There are as many as libqmi names (QmiSarRfState).

local sar = service "SAR"

local LAST_STATE = 20

sar["RF Get State"] = function(modem)
  return { state = modem.sar.state }
end

sar["RF Set State"] = function(modem, request)
  if request.state > LAST_STATE then
    return fail "InvalidArgument"
  end
  modem.sar.state = request.state
  return {}
end

return sar
