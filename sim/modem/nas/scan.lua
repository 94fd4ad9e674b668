-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: looking for networks.

local plmn = include "world/plmn"

local scan = {}

local function is_preferred(network, operator)
  for _, entry in ipairs(network.modem.nonvolatile.preferred) do
    if plmn.same(entry, operator) then
      return true
    end
  end
  return network:card_lists(operator, "PLMNwAcT") or
    network:card_lists(operator, "OPLMNwAcT")
end

local function status(network, operator)
  local serves = operator == network.operator
  return {
    serves and "current_serving" or "available",
    network:is_home(operator) and "home" or "roaming",
    network:is_forbidden(operator) and "forbidden" or "not_forbidden",
    is_preferred(network, operator) and "preferred" or "not_preferred",
  }
end

local function scan_lists(network, wanted)
  local found, technologies, digits = {}, {}, {}
  for index, entry in ipairs(network:scan(wanted)) do
    local mcc, mnc = plmn.numbers(entry.operator)
    found[index] = { mcc = mcc, mnc = mnc,
      network_status = status(network, entry.operator),
      description = entry.operator.name }
    digits[index] = { mcc = mcc, mnc = mnc,
      includes_pcs_digit = plmn.has_three_digits(entry.operator) }
    for _, technology in ipairs(entry.technologies) do
      technologies[#technologies + 1] = { mcc = mcc, mnc = mnc,
        radio_interface = technology }
    end
  end
  return found, technologies, digits
end

local function incremental_list(network, wanted)
  local list = {}
  for _, entry in ipairs(network:scan(wanted)) do
    local mcc, mnc = plmn.numbers(entry.operator)
    for _, technology in ipairs(entry.technologies) do
      list[#list + 1] = {
        mcc = mcc, mnc = mnc, radio_interface = technology,
        network_status = status(network, entry.operator),
        includes_pcs_digit = plmn.has_three_digits(entry.operator),
        description = entry.operator.name,
      }
    end
  end
  return list
end

-- The client hears of each network when it is found, and then of all.
local function scan_by_parts(modem, request, call)
  if not modem.network:radio_is_on() then
    return fail "DeviceNotReady"
  elseif call.state.scan_ends and call.state.scan_ends > modem:time() then
    return fail "OperationInProgress"
  end
  local network = modem.network
  local list = incremental_list(network, request.network_type)
  local step = modem.preset.network.scan_seconds / (#list + 1)
  local client, state = call.client, call.state
  local ends = modem:time() + modem.preset.network.scan_seconds
  state.scan_ends = ends

  -- A client that was released takes its scan with it.
  local function tell(fields)
    if modem.network == network and state.scan_ends == ends and
      modem:client_state("NAS", client) == state then
      modem:indicate("NAS Incremental Network Scan", fields, client)
    end
  end
  for place, entry in ipairs(list) do
    modem:after(place * step, function()
      tell { status = "partial", network_information = { entry } }
    end)
  end
  modem:after((#list + 1) * step, function()
    tell { status = "complete", network_information = list }
  end)
  return {}
end

-- What has been found when the scan is over.
local function scan_result(modem, request)
  if not modem.network:radio_is_on() then
    return fail "DeviceNotReady"
  end
  local found, technologies, digits = scan_lists(modem.network,
    request.network_type)
  return {
    network_information = found, radio_access_technology = technologies,
    mnc_pcs_digit_include_status = digits, network_scan_result = "success",
  }
end

function scan.add(nas)
  nas["Network Scan"] = function(modem)
    if not modem.network:radio_is_on() then
      return fail "DeviceNotReady"
    end
    return later(modem.preset.network.scan_seconds, scan_result)
  end

  nas["Incremental Network Scan"] = scan_by_parts

  nas["Force Network Search"] = function(modem)
    modem.network:update()
    return {}
  end
end

return scan
