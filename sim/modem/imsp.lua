-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMSP: whether the presence enabler of the IP multimedia subsystem is ready.

local imsp = service "IMSP"

imsp["Get Enabler State"] = function(modem)
  local ims = modem.ims
  local state = "initialized"
  if not ims.kept.enabled.presence then
    state = "uninitialized"
  elseif not modem.network:radio_is_on() then
    state = "airplane"
  elseif ims:is_registered() then
    state = "registered"
  end
  return { enabler_state = state }
end

return imsp
