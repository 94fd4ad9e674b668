-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMSA: the registration with the IP multimedia subsystem, and its services.
--
-- A client's state: `registration` and `services` (Register Indications), and
-- `binding`.

local Ims = include "world/ims"

local imsa = service "IMSA"

local NETWORK = "wwan" -- where the modem is registered from

local function registration(modem)
  local ims = modem.ims
  return {
    ims_registration_status = ims.registration,
    ims_registration_error_code = ims.failure and ims.failure.code,
    ims_registration_error_message = ims.failure and ims.failure.text,
    ims_registration_technology = ims:is_registered() and NETWORK or nil,
  }
end

imsa["Get IMS Registration Status"] = registration

local function services(modem)
  local fields = {}
  for name in pairs(Ims.SERVICES) do
    local status = modem.ims:service(name)
    fields["ims_" .. name .. "_service_status"] = status
    fields["ims_" .. name .. "_service_registration_technology"] =
      status ~= "unavailable" and NETWORK or nil
  end
  return fields
end

imsa["Get IMS Services Status"] = services

imsa["Register Indications"] = function(modem, request, call)
  local state = call.state
  if request.ims_registration_status_changed ~= nil then
    state.registration = request.ims_registration_status_changed or nil
  end
  if request.ims_services_status_changed ~= nil then
    state.services = request.ims_services_status_changed or nil
  end
  return {}
end

imsa["Bind"] = function(modem, request, call)
  call.state.binding = request.binding
  return {}
end

imsa["Get Bind"] = function(modem, request, call)
  return { binding = call.state.binding }
end

function imsa.watch.registration(modem)
  modem.ims:update()
end

local function differ(before, after)
  for name, status in pairs(after) do
    if before[name] ~= status then
      return true
    end
  end
  return false
end

function imsa.watch.ims(modem, before, after)
  if before.registration ~= after.registration or
    before.code ~= after.code then
    modem:notify("IMSA IMS Registration Status Changed", registration(modem),
      function(state) return state.registration end)
  end
  if differ(before.services, after.services) then
    modem:notify("IMSA IMS Services Status Changed", services(modem),
      function(state) return state.services end)
  end
end

function imsa.holdings(modem, client, state)
  local list = {}
  for _, name in ipairs { "registration", "services" } do
    if state[name] then
      list[#list + 1] = "registration for the IMS " .. name .. " status"
    end
  end
  return list
end

return imsa
