-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: system information, technology by technology.

local cdma = include "nas/cdma"
local plmn = include "world/plmn"
local common = include "nas/common"

local FIELDS = {
  gsm = "gsm", umts = "wcdma", lte = "lte",
}

local HS_SERVICE = "dc_hsdpa_plus_hsupa_supported"

-- What every kind of network says first.
local function base(network, cell)
  local mcc, mnc = plmn.text(network.operator)
  local has_lac = cell.technology == "gsm" or cell.technology == "umts"
  return {
    domain_valid = true, domain = "cs_ps",
    service_capability_valid = true, service_capability = "cs_ps",
    roaming_status_valid = true,
    roaming_status = network:is_roaming() and "on" or "off",
    forbidden_valid = true, forbidden = false,
    lac_valid = has_lac, lac = has_lac and cell.area or 0xFFFE,
    cid_valid = true, cid = cell.cell_id & 0xFFFFFFFF,
    registration_reject_info_valid = false,
    registration_reject_domain = "none", registration_reject_cause = 0,
    network_id_valid = true, mcc = mcc, mnc = mnc,
  }
end

local own = {}

function own.gsm(info)
  info.egprs_support_valid, info.egprs_support = true, true
  info.dtm_support_valid, info.dtm_support = true, false
end

function own.umts(info, cell)
  info.hs_call_status_valid = true
  info.hs_call_status = "hsdpa_hsupa_unsupported"
  info.hs_service_valid, info.hs_service = true, HS_SERVICE
  info.primary_scrambling_code_valid = true
  info.primary_scrambling_code = cell.physical_cell_id
end

function own.lte(info, cell)
  info.tac_valid, info.tac = true, cell.area & 0xFFFF
end

own["5gnr"] = own.lte

local function tracking_area(cell)
  local area = cell.area
  return string.char(area >> 16 & 0xFF, area >> 8 & 0xFF, area & 0xFF)
end

local function status_of(network, technology)
  local serves = network:technology() == technology
  local rejected = network.rejected_by
  local is_denied = rejected and rejected.cell.technology == technology
  local status = serves and "available" or is_denied and "limited" or "none"
  return {
    service_status = status, true_service_status = status,
    preferred_data_path = serves,
  }
end

-- A network that has turned the modem away: why.
local function add_rejected(fields, network)
  local operator, cell = network.rejected_by.operator, network.rejected_by.cell
  if cdma.is_one(cell.technology) then
    return
  end
  local info = base({ operator = operator, is_roaming = function()
    return not plmn.same(operator, network.home)
  end }, cell)
  own[cell.technology](info, cell)
  info.domain, info.service_capability = "camped", "cs_ps"
  info.forbidden = operator.forbidden or false
  info.registration_reject_info_valid = true
  info.registration_reject_domain = "cs_ps"
  local cause = common.cause_number(network.last_reject)
  info.registration_reject_cause = cell.technology == "5gnr" and cause
    or network.last_reject
  if cell.technology == "5gnr" then
    fields.nr5g_system_info = info
  else
    fields[FIELDS[cell.technology] .. "_system_info_v2"] = info
  end
end

local function add_serving(fields, network)
  local cell = network.cell
  if cdma.is_one(cell.technology) then
    local name, info = cdma.system_info(network, cell,
      plmn.text(network.operator))
    fields[name] = info
    return
  end
  local info = base(network, cell)
  own[cell.technology](info, cell)
  if cell.technology == "5gnr" then
    fields.nr5g_system_info = info
    fields.nr5g_tracking_area_code = tracking_area(cell)
  else
    fields[FIELDS[cell.technology] .. "_system_info_v2"] = info
  end
  if cell.technology == "lte" then
    fields.lte_voice_support = true
    fields.lte_embms_coverage_info_support = false
    if common.contains(network.modes, "5gnr") then
      fields.eutra_with_nr5g_availability = cell.has_5gnr and true or false
      fields.dcnr_restriction_info = not cell.has_5gnr
    end
  end
end

-- The fields that the response and the indication have in common. A technology
-- without service is named too: clients conclude from it that there is none.
local function system_info(network)
  local fields = { sim_reject_info = network:card_is_ready() and
    "available" or "unavailable" }
  for _, technology in ipairs(network.modes) do
    local status = status_of(network, technology)
    if technology == "5gnr" then
      fields.nr5g_service_status_info = status
    elseif technology == "cdma_1x" then
      status.true_service_status = nil
      fields.cdma_service_status = status
    elseif technology == "cdma_1xevdo" then
      status.true_service_status = nil
      fields.hdr_service_status = status
    elseif FIELDS[technology] then
      fields[FIELDS[technology] .. "_service_status"] = status
    end
  end
  if network:is_registered() then
    add_serving(fields, network)
  elseif network.rejected_by then
    add_rejected(fields, network)
  end
  return fields
end

local system = {}

function system.add(nas)
  nas["Get System Info"] = function(modem)
    local network = modem.network
    local fields = system_info(network)
    if network:technology() == "lte" then
      fields.ims_voice_support = modem.ims:is_offered()
      fields.lte_voice_domain = "none"
      fields.lte_registration_domain = "cs_ps"
      fields.lte_cell_access_status = "all_calls"
    end
    fields.network_selection_registration_restriction =
      network.preferences.restriction
    return fields
  end
end

function system.tell(modem, before, after)
  local fields = system_info(modem.network)
  fields.plmn_not_changed_indication = before.operator == after.operator
  modem:notify("NAS System Info", fields, function(state)
    return state.system_info
  end)
end

return system
