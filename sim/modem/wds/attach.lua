-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: the bearer that LTE attaches with.

local attach = {}

local SUPPORT = { ipv4 = "ipv4", ipv6 = "ipv6", ipv4_or_ipv6 = "ipv4v6" }

local function parameters(modem)
  local network = modem.network
  if not network:is_attached() or network:technology() ~= "lte" then
    return fail "InformationUnavailable"
  end
  local bearers = modem.bearers
  local profile = bearers.profiles:find("3gpp", bearers.attach_profiles[1])
  local fields = profile and profile.fields or {}
  local apn = fields.apn_name
  if not apn or apn == "" then
    apn = modem.preset.bearers.network_apn
  end
  return {
    apn = apn, ip_support_type = SUPPORT[fields.pdp_type] or "ipv4",
    ota_attach_performed = true,
  }
end

-- The answer says that the list is accepted, the indication that it is in use.
local function set_list(modem, request, call)
  local bearers = modem.bearers
  local limit = modem.preset.bearers.attach_limit
  if #request.list == 0 or #request.list > limit then
    return fail "InvalidArgument"
  end
  for _, index in ipairs(request.list) do
    if not bearers.profiles:find("3gpp", index) then
      return fail "InvalidProfile"
    end
  end
  local client = call.client
  modem:after(0, function()
    if modem.bearers == bearers then
      bearers.attach_profiles = request.list
      modem:indicate("WDS Set LTE Attach PDN List", {
        action_result = true,
        result = { status = "success", error = 0 },
      }, client)
    end
  end)
  return {}
end

function attach.add(wds)
  wds["Get LTE Attach Parameters"] = parameters
  wds["Set LTE Attach PDN List"] = set_list

  wds["Get Max LTE Attach PDN Number"] = function(modem)
    return { info = modem.preset.bearers.attach_limit }
  end

  wds["Get LTE Attach PDN List"] = function(modem)
    return { current_list = modem.bearers.attach_profiles, pending_list = {} }
  end

  wds["Get PDN Throttle Info"] = function()
    return { info = {} }
  end
end

return attach
