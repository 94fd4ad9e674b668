-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: the settings of a call, and what a client binds itself to.

local common = include "wds/common"

local settings = {}

-- Groups of Requested Settings, each with what it adds to the answer.
local groups = {}

function groups.profile_id(fields, call)
  if call.profile then
    fields.profile_id = { profile_type = call.profile.type,
      profile_index = call.profile.index }
  end
end

function groups.profile_name(fields, call)
  fields.profile_name = call.profile and call.profile.fields.profile_name
end

function groups.pdp_type(fields, call)
  fields.pdp_type = call.profile and call.profile.fields.pdp_type or
    call.family
end

function groups.apn_name(fields, call)
  fields.apn_name = call.apn ~= "" and call.apn or nil
end

function groups.dns_address(fields, call)
  local dns = call.settings.dns
  if call.family == "ipv4" then
    fields.primary_ipv4_dns_address = dns[1]
    fields.secondary_ipv4_dns_address = dns[2]
  else
    fields.ipv6_primary_dns_address = dns[1]
    fields.ipv6_secondary_dns_address = dns[2]
  end
end

function groups.username(fields, call)
  fields.username = call.username
end

function groups.auth_protocol(fields, call)
  fields.authentication = call.authentication
end

function groups.ip_address(fields, call)
  local own = call.settings
  if call.family == "ipv4" then
    fields.ipv4_address = own.address
  else
    fields.ipv6_address = { address = own.address,
      prefix_length = own.prefix }
  end
end

function groups.gateway_info(fields, call)
  local own = call.settings
  if call.family == "ipv4" then
    fields.ipv4_gateway_address = own.gateway
    fields.ipv4_gateway_subnet_mask = own.mask
  else
    fields.ipv6_gateway_address = { address = own.gateway,
      prefix_length = own.prefix }
  end
end

function groups.pcscf_address(fields)
  fields.pcscf_address_using_pco = 0
end

function groups.pcscf_server_address_list(fields)
  fields.pcscf_server_address_list = {}
end

function groups.pcscf_domain_name_list(fields)
  fields.pcscf_domain_name_list = {}
end

function groups.mtu(fields, call)
  fields.mtu = call.settings.mtu
end

function groups.domain_name_list(fields)
  fields.domain_name_list = {}
end

function groups.ip_family(fields, call)
  fields.ip_family = call.family
end

function groups.imcn_flag(fields)
  fields.imcn_flag = 0
end

function groups.extended_technology(fields)
  fields.extended_technology_preference = "epc"
end

-- What a request without a list gets.
local USUAL = {
  "profile_id", "profile_name", "pdp_type", "apn_name", "dns_address",
  "username", "ip_address", "gateway_info", "mtu", "domain_name_list",
  "ip_family",
}

local function current_settings(modem, request, call)
  local current = common.call_of(modem, call.state)
  if not current then
    return fail "OutOfCall"
  end
  local fields = {}
  for _, name in ipairs(request.requested_settings or USUAL) do
    if groups[name] then
      groups[name](fields, current)
    end
  end
  return fields
end

-- A client with a call of its own stays where it is.
local function bind(modem, call, port)
  if #modem.bearers:of_client(call.client) > 0 then
    return fail "InvalidOperation"
  end
  call.state.port = port
  return {}
end

function settings.add(wds)
  wds["Get Current Settings"] = current_settings

  wds["Set IP Family"] = function(modem, request, call)
    local family = request.preference
    if family ~= "ipv4" and family ~= "ipv6" and family ~= "unspecified" then
      return fail "InvalidIpFamilyPreference"
    end
    call.state.family = family ~= "unspecified" and family or nil
    return {}
  end

  wds["Bind Mux Data Port"] = function(modem, request, call)
    return bind(modem, call, request.mux_id or 0)
  end

  wds["Bind Data Port"] = function(modem, request, call)
    return bind(modem, call, request.data_port ~= "none" and
      tostring(request.data_port) or 0)
  end

  wds["Bind Subscription"] = function(modem, request, call)
    call.state.subscription = request.subscription_id
    return {}
  end

  wds["Get Bind Subscription"] = function(modem, request, call)
    return { subscription_id = call.state.subscription or "default" }
  end
end

return settings
