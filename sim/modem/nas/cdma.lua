-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: what is different about 1x and EV-DO. A cell of them has `sid`, `nid` and
-- `base_station_id`; `latitude` and `longitude` in units of 0.25 seconds of arc,
-- and `is_856_system_id` (16 bytes, EV-DO) may be left out.

local common = include "nas/common"
local scaled = common.scaled

local cdma = {}

local NOWHERE = -2147483648 -- 3GPP2 C.S0005: not told

function cdma.is_one(technology)
  return technology == "cdma_1x" or technology == "cdma_1xevdo"
end

local function station(cell)
  return cell.base_station_id or 0, cell.latitude or NOWHERE,
    cell.longitude or NOWHERE
end

-- Of Serving System.
function cdma.add_place(fields, cell)
  local id, latitude, longitude = station(cell)
  fields.cdma_system_id = { sid = cell.sid or 0, nid = cell.nid or 0 }
  fields.cdma_base_station_info = {
    base_station_id = id, base_station_latitude = latitude,
    base_station_longitude = longitude,
  }
  fields.cdma_p_rev = 6
  fields.prl_indicator_3gpp2 = true
  fields.concurrent_service_info_3gpp2 = false
  if cell.technology == "cdma_1xevdo" then
    fields.hdr_personality = "hrpd"
  end
end

-- Of Cell Location Info.
function cdma.location(fields, _, cell)
  local id, latitude, longitude = station(cell)
  fields.cdma_info = {
    system_id = cell.sid or 0, network_id = cell.nid or 0,
    base_station_id = id, reference_pn = cell.physical_cell_id or 0,
    latitude = latitude & 0xFFFFFFFF, longitude = longitude & 0xFFFFFFFF,
  }
end

local function base(network)
  return {
    domain_valid = true, domain = "cs_ps",
    service_capability_valid = true, service_capability = "cs_ps",
    roaming_status_valid = true,
    roaming_status = network:is_roaming() and "on" or "off",
    forbidden_valid = true, forbidden = false,
    prl_match_valid = true, prl_match = true,
  }
end

-- Of System Info: the name of the field and what it holds.
function cdma.system_info(network, cell, mcc, mnc)
  local info = base(network)
  if cell.technology == "cdma_1xevdo" then
    local id = cell.is_856_system_id
    info.personality_valid, info.personality = true, "hrpd"
    info.protocol_revision_valid, info.protocol_revision = true, "rel_a"
    info.is_856_system_id_valid = id ~= nil
    info.is_856_system_id = id or ("\0"):rep(16)
    return "hdr_system_info", info
  end
  local id, latitude, longitude = station(cell)
  info.p_rev_valid, info.p_rev = true, 6
  info.base_station_p_rev_valid, info.base_station_p_rev = true, 6
  info.concurrent_service_support_valid = true
  info.concurrent_service_support = false
  info.cdma_system_id_valid = true
  info.sid, info.nid = cell.sid or 0, cell.nid or 0
  info.base_station_info_valid = true
  info.base_station_id = id
  info.base_station_latitude = latitude
  info.base_station_longitude = longitude
  info.packet_zone_valid, info.packet_zone = false, 0
  info.network_id_valid, info.mcc, info.mnc = true, mcc, mnc
  return "cdma_system_info", info
end

-- Of Signal Info, by technology.
cdma.signal = {
  cdma_1x = function(signal)
    return { cdma_signal_strength = {
      rssi = scaled(signal.rssi, 1), ecio = scaled(-signal.ecio, 2),
    } }
  end,
  cdma_1xevdo = function(signal)
    return { hdr_signal_strength = {
      rssi = scaled(signal.rssi, 1), ecio = scaled(-signal.ecio, 2),
      sinr = signal.sinr, io = scaled(signal.io, 1),
    } }
  end,
}

return cdma
