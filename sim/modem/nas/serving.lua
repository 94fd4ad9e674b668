-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: the serving system, the home network, attaching.

local cdma = include "nas/cdma"
local plmn = include "world/plmn"

local DATA_CAPABILITIES = {
  gsm = { "gprs", "edge" }, umts = { "hsdpa", "hsupa", "wcdma" },
  lte = { "lte" }, ["5gnr"] = {}, cdma_1x = { "cdma" },
  cdma_1xevdo = { "evdo_rev_0", "evdo_rev_a" },
}

-- The location area of a network that has none, as LTE-only ones.
local NO_LAC = 0xFFFE

local function plmn_fields(operator)
  local mcc, mnc = plmn.numbers(operator)
  return { mcc = mcc, mnc = mnc, description = operator.name }, {
    mcc = mcc, mnc = mnc, includes_pcs_digit = plmn.has_three_digits(operator),
  }
end

local function service_status(network)
  if network:is_registered() then
    return "available"
  end
  local may_be_limited = network:radio_is_on() and network.in_reach
  return may_be_limited and "limited" or "none"
end

local function add_place(fields, network)
  local cell = network.cell
  if cdma.is_one(cell.technology) then
    cdma.add_place(fields, cell)
    return
  end
  fields.cid_3gpp = cell.cell_id & 0xFFFFFFFF
  if cell.technology == "lte" or cell.technology == "5gnr" then
    fields.lac_3gpp = NO_LAC
    fields.lte_tac = cell.area & 0xFFFF
  else
    fields.lac_3gpp = cell.area
  end
  if cell.technology == "umts" then
    fields.umts_primary_scrambling_code = cell.physical_cell_id
  elseif cell.technology == "gsm" then
    fields.dtm_support = false
  end
end

local function add_operator(fields, network)
  local preset = network.modem.preset.network
  local roaming = network:is_roaming() and "on" or "off"
  fields.roaming_indicator = roaming
  fields.roaming_indicator_list = {
    { radio_interface = network:technology(), roaming_indicator = roaming },
  }
  fields.default_roaming_indicator = roaming
  fields.data_service_capability = DATA_CAPABILITIES[network:technology()]
  fields.current_plmn, fields.mnc_pcs_digit_include_status =
    plmn_fields(network.operator)
  fields.time_zone_3gpp = preset.time.zone
  fields.daylight_saving_time_adjustment_3gpp = preset.time.daylight_saving
  add_place(fields, network)
end

-- The fields that the response and the indication have in common.
local function serving_system(network)
  local is_registered = network:is_registered()
  local attached = network:is_attached() and "attached" or "detached"
  local status = service_status(network)
  local fields = {
    serving_system = {
      registration_state = network.registration,
      cs_attach_state = is_registered and "attached" or "detached",
      ps_attach_state = attached,
      selected_network = is_registered and
        (cdma.is_one(network:technology()) and "3gpp2" or "3gpp") or "unknown",
      radio_interfaces = network:second_cell() and { "lte", "5gnr" } or
        { network:technology() or "none" },
    },
    detailed_service_status = {
      status = status, capability = is_registered and "cs_ps" or "none",
      hdr_status = "none", hdr_hybrid = false,
      forbidden = network.registration == "registration_denied",
    },
  }
  if is_registered then
    add_operator(fields, network)
  end
  return fields
end

local serving = {}

function serving.add(nas)
  nas["Get Serving System"] = function(modem)
    return serving_system(modem.network)
  end

  nas["Get Home Network"] = function(modem)
    local network = modem.network
    if not network:card_is_ready() then
      return fail "NotProvisioned"
    end
    local home, code = plmn_fields(network.home)
    return {
      home_network = home,
      home_network_3gpp_mnc = {
        is_3gpp = true, includes_pcs_digit = code.includes_pcs_digit,
      },
      network_name_source = network.home.name ~= "" and
        "service_provider_name" or "mcc_mnc",
    }
  end

  nas["Attach Detach"] = function(modem, request)
    local network = modem.network
    local wanted = request.action == "attach"
    if request.action ~= "attach" and request.action ~= "detach" then
      return fail "InvalidPsAttachAction"
    elseif wanted == network.wants_attach then
      return fail "NoEffect"
    end
    network:set_attach(wanted)
    return {}
  end
end

-- Tells what has changed about the serving system, until a client says that it
-- does not want to hear: oFono never asks (network-registration.c of 1.31,
-- set_event_cb()) and has followed modems by this for years.
function serving.tell(modem, before, after)
  local fields = serving_system(modem.network)
  fields.plmn_not_changed_indication = before.operator == after.operator
  modem:notify("NAS Serving System", fields, function(state)
    return state.serving_system_events ~= false
  end)
end

return serving
