-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DPM: the ports between the modem and the host.

local dpm = service "DPM"

-- Which interface carries what is known for good; opening it again is fine.
dpm["Open Port"] = function(modem, request)
  local control, hardware = request.control_ports, request.hardware_data_ports
  local software = request.software_data_ports
  if not control and not hardware and not software then
    return fail "MissingArgument"
  end
  modem.data.ports = {
    control = control, hardware = hardware, software = software,
  }
  return {}
end

dpm["Close Port"] = function(modem)
  if not modem.data.ports then
    return fail "NoEffect"
  end
  modem.data.ports = nil
  return {}
end

return dpm
