-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: what networks are called, and what time it is there.

local plmn = include "world/plmn"

local function plmn_name(operator)
  return {
    name_encoding = "ucs2le",
    short_country_initials = "initials_unspecified",
    long_name_spare_bits = "unknown", short_name_spare_bits = "unknown",
    long_name = plmn.ucs2(operator.name),
    short_name = plmn.ucs2(operator.short_name or operator.name),
  }
end

local function operator_name(network)
  local operator = network.operator or network.home
  local mcc, mnc = plmn.text(operator)
  return {
    service_provider_name = {
      name_display_condition = {
        "display_registered_plmn_if_known_network",
      },
      name = network.home.name,
    },
    operator_plmn_list = {
      {
        mcc = mcc, mnc = mnc, lac1 = 0, lac2 = 0xFFFE,
        plmn_name_record_identifier = 1,
      },
    },
    operator_plmn_name = { plmn_name(operator) },
    operator_string_name = operator.name,
    nitz_information = network.operator and plmn_name(operator) or nil,
  }
end

local function eons(operator)
  local short = plmn.ucs2(operator.short_name or operator.name)
  return {
    service_provider_name_encoding = "unspecified",
    service_provider_name = "",
    short_name_encoding = "unicode", short_name = short,
    short_name_country_initials = "initials_unspecified",
    short_name_spare_bits = "unknown",
    long_name_encoding = "unicode", long_name = plmn.ucs2(operator.name),
    long_name_country_initials = "initials_unspecified",
    long_name_spare_bits = "unknown",
  }
end

local SAVING = { [0] = "none", "one_hour", "two_hours" }

local function universal_time(network)
  return network:time(), network.modem.preset.network.time
end

local names = {}

function names.add(nas)
  nas["Get Operator Name"] = function(modem)
    if not modem.network:card_is_ready() then
      return fail "NotProvisioned"
    end
    return operator_name(modem.network)
  end

  nas["Get PLMN Name"] = function(modem, request)
    local network = modem.network
    local operator = network:find(request.plmn.mcc, request.plmn.mnc,
      request.mnc_pcs_digit_include_status)
    local is_home = plmn.matches(network.home, request.plmn.mcc,
      request.plmn.mnc)
    operator = operator or is_home and network.home
    if not operator then
      return fail "NoEntry"
    end
    return {
      ["3gpp_eons_plmn_name"] = eons(operator),
      display_bit_information = {
        service_provider_name_set = "false", plmn_name_set = "true",
      },
      network_information = is_home and "true" or "false",
      network_name_source = "nitz",
    }
  end

  nas["Get Network Time"] = function(modem)
    local network = modem.network
    if not network:is_registered() then
      return fail "InformationUnavailable"
    end
    local now, zone = universal_time(network)
    return {
      ["3gpp_time"] = {
        universal_time = now, timezone_offset = zone.zone,
        daylight_savings_adjustment = SAVING[zone.daylight_saving],
        radio_interface = network:technology(),
      },
    }
  end
end

-- A network that the modem has come to tells its name and its time.
function names.tell(modem, before, after)
  if not after.operator or before.operator == after.operator then
    return
  end
  modem:notify("NAS Operator Name", operator_name(modem.network),
    function(state) return state.current_plmn_name end)
  local now, zone = universal_time(modem.network)
  modem:notify("NAS Network Time", {
    universal_time = now, timezone_offset = zone.zone,
    daylight_savings_adjustment = SAVING[zone.daylight_saving],
    radio_interface = after.technology,
  }, function(state) return state.network_time end)
end

return names
