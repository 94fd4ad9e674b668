-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DSD: which radio system carries data, and which access point serves which
-- kind of traffic.
--
-- A client's state: `systems` (System Status Change).

local dsd = service "DSD"

local TYPES = {
  "default", "ims", "mms", "dun", "supl", "hipri", "fota", "cbs", "ia",
  "emergency",
}

local FIRST_TDD_BAND, LAST_TDD_BAND = 33, 53 -- 3GPP TS 36.101, table 5.5-1

-- Of 5G: 3GPP TS 38.101-1, table 5.2-1; TS 38.101-2 for millimetre waves, which
-- are all TDD.
local TDD_BANDS_5G = {
  [34] = true, [38] = true, [39] = true, [40] = true, [41] = true, [46] = true,
  [48] = true, [50] = true, [51] = true, [53] = true, [77] = true, [78] = true,
  [79] = true,
}
local FIRST_MMWAVE_BAND = 257

local function band_number(cell)
  return tonumber(cell.band:match "%d+$") or 0
end

-- What of a technology is in use, as its system says it.
local use = {}

function use.gsm()
  return "3gpp_geran", { "3gpp_gprs", "3gpp_edge" }
end

function use.umts()
  return "3gpp_wcdma", { "3gpp_wcdma", "3gpp_hsdpa", "3gpp_hsupa", "3gpp_hspa",
    "3gpp_hsdpaplus", "3gpp_dc_hsdpaplus" }
end

function use.lte(cell)
  local band = band_number(cell)
  local is_tdd = band >= FIRST_TDD_BAND and band <= LAST_TDD_BAND
  local mask = { is_tdd and "3gpp_lte_tdd" or "3gpp_lte_fdd" }
  if cell.secondary and cell.secondary[1] then
    mask[2] = "3gpp_lte_ca_dl"
  end
  return "3gpp_lte", mask
end

use["5gnr"] = function(cell)
  local band = band_number(cell)
  local is_mmwave = band >= FIRST_MMWAVE_BAND
  local mask = {
    "3gpp_5g_sa", is_mmwave and "3gpp_5g_mmwave" or "3gpp_5g_sub6",
  }
  if is_mmwave or TDD_BANDS_5G[band] then
    mask[3] = "3gpp_5g_tdd"
  end
  return "3gpp_5g", mask
end

function use.cdma_1x()
  return "3gpp2_1x", { "3gpp2_1x_is2000" }, "3gpp2"
end

function use.cdma_1xevdo()
  return "3gpp2_hrpd", { "3gpp2_hdr_reva_dpa" }, "3gpp2"
end

-- The systems with data, the preferred one first.
local function systems(modem)
  local network = modem.network
  if not network:is_attached() then
    return {}
  end
  local cell = network.cell
  local rat, mask, kind = use[cell.technology](cell)
  local list = { { technology = kind or "3gpp", rat = rat, so_mask = mask } }
  if network:second_cell() then
    table.insert(list, 1, {
      technology = "3gpp", rat = "3gpp_5g",
      so_mask = { "3gpp_5g_sub6", "3gpp_5g_nsa" },
    })
  end
  return list
end

dsd["Get System Status"] = function(modem)
  return { available_systems = systems(modem) }
end

dsd["System Status Change"] = function(modem, request, call)
  if request.register_indication == nil then
    return fail "MissingArgument"
  end
  call.state.systems = request.register_indication or nil
  return {}
end

function dsd.watch.registration(modem, before, after)
  if before.cell ~= after.cell or before.attached ~= after.attached then
    modem:notify("DSD System Status", { available_systems = systems(modem) },
      function(state) return state.systems end)
  end
end

local function contains(list, wanted)
  for _, item in ipairs(list or {}) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- The profile that the modem uses for a type where no host has said another:
-- one whose own types name it, the default one, or one called as the type is.
local function usual_name(modem, wanted)
  local profiles = modem.bearers.profiles
  for _, profile in ipairs(profiles:list "3gpp") do
    local fields = profile.fields
    if contains(fields.apn_type_mask, wanted) or
      wanted ~= "default" and fields.profile_name == wanted then
      return fields.apn_name
    end
  end
  local default = profiles:default()
  return wanted == "default" and default and default.fields.apn_name or nil
end

-- What hosts have said: name of the access point by type.
local function names(modem)
  local kept = modem.nonvolatile
  kept.apn_names = kept.apn_names or {}
  return kept.apn_names
end

dsd["Get APN Info"] = function(modem, request)
  local wanted = request.apn_type
  if math.type(wanted) then
    return fail "InvalidArgument"
  end
  local name = names(modem)[wanted] or usual_name(modem, wanted)
  return name and { apn_name = name } or fail "InformationUnavailable"
end

dsd["Set APN Type"] = function(modem, request)
  local given = request.apn_type
  if given.name == "" then
    return fail "InvalidArgument"
  end
  for _, name in ipairs(TYPES) do
    if contains(given.type, name) then
      names(modem)[name] = given.name
    elseif names(modem)[name] == given.name then
      names(modem)[name] = nil
    end
  end
  return {}
end

function dsd.holdings(modem, client, state)
  return state.systems and { "registration for the system status" } or {}
end

return dsd
