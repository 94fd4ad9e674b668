-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: signal strength, in the old message and in the new one.

local cdma = include "nas/cdma"
local common = include "nas/common"
local scaled, clamp = common.scaled, common.clamp

-- What the old message says when nothing is heard.
local SILENCE = -125

-- A technology without an RSSI of its own (5G) is heard by its RSRP.
local function strength(signal)
  return scaled(signal.rssi or signal.rsrp, 1)
end

local function wants(request, what)
  return common.contains(request.request_mask, what)
end

local function add_lte(fields, request, signal)
  if wants(request, "rsrq") then
    fields.rsrq = { rsrq = scaled(signal.rsrq, 1), radio_interface = "lte" }
  end
  if wants(request, "lte_snr") then
    fields.lte_snr = scaled(signal.snr, 10)
  end
  if wants(request, "lte_rsrp") then
    fields.lte_rsrp = scaled(signal.rsrp, 1)
  end
end

local function add_asked(fields, request, signal, technology)
  local level = clamp(strength(signal), -128, 0)
  if wants(request, "rssi") then
    fields.rssi_list = { { rssi = -level, radio_interface = technology } }
  end
  if wants(request, "ecio") and signal.ecio then
    fields.ecio_list = { { ecio = clamp(scaled(-signal.ecio, 2), 0, 255),
      radio_interface = technology } }
  end
  if wants(request, "error_rate") and signal.error_rate then
    fields.error_rate_list = { { rate = signal.error_rate,
      radio_interface = technology } }
  end
  if technology == "lte" then
    add_lte(fields, request, signal)
  end
end

local as_info = {
  cdma_1x = cdma.signal.cdma_1x, cdma_1xevdo = cdma.signal.cdma_1xevdo,
}

function as_info.gsm(signal)
  return { gsm_signal_strength = scaled(signal.rssi, 1) }
end

function as_info.umts(signal)
  return {
    wcdma_signal_strength = {
      rssi = scaled(signal.rssi, 1), ecio = scaled(-signal.ecio, 2),
    },
    wcdma_rscp = scaled(signal.rscp, 1),
  }
end

function as_info.lte(signal)
  return {
    lte_signal_strength = {
      rssi = scaled(signal.rssi, 1), rsrq = scaled(signal.rsrq, 1),
      rsrp = scaled(signal.rsrp, 1), snr = scaled(signal.snr, 10),
    },
  }
end

as_info["5gnr"] = function(signal)
  return {
    ["5g_signal_strength"] = {
      rsrp = scaled(signal.rsrp, 1), snr = scaled(signal.snr, 10),
    },
    ["5g_signal_strength_extended"] = scaled(signal.rsrq, 1),
  }
end

local signal_part = {}

-- The fields of Signal Info, response and indication, or nil.
function signal_part.info(network)
  local signal, technology = network:heard()
  if not signal then
    return nil
  end
  local fields = as_info[technology](signal)
  if network:second_cell() and network.signal["5gnr"] then
    for key, value in pairs(as_info["5gnr"](network.signal["5gnr"])) do
      fields[key] = value
    end
  end
  return fields
end

local function chain(signal, level)
  return {
    is_radio_tuned = true, rx_power = scaled(level, 10),
    ecio = scaled(signal.ecio or 0, 10), rscp = scaled(signal.rscp or 0, 10),
    rsrp = scaled(signal.rsrp or 0, 10), phase = 0,
  }
end

function signal_part.add(nas)
  nas["Get Signal Strength"] = function(modem, request)
    local signal, technology = modem.network:heard()
    if not signal then
      return { signal_strength = { strength = SILENCE,
        radio_interface = "none" } }
    end
    local main = { strength = clamp(strength(signal), -128, 127),
      radio_interface = technology }
    local fields = { signal_strength = main, strength_list = { main } }
    add_asked(fields, request, signal, technology)
    return fields
  end

  nas["Get Signal Info"] = function(modem)
    return signal_part.info(modem.network) or fail "InformationUnavailable"
  end

  nas["Get Tx Rx Info"] = function(modem, request)
    local network = modem.network
    local signal, technology = network:heard()
    if technology ~= request.radio_interface then
      return fail "InformationUnavailable"
    end
    local level = strength(signal)
    local in_traffic = modem.bearers:is_up()
    return {
      rx_chain_0_info = chain(signal, level),
      rx_chain_1_info = chain(signal, level - 3),
      tx_info = {
        is_in_traffic = in_traffic,
        tx_power = in_traffic and scaled(-level - 70, 10) or 0,
      },
    }
  end
end

return signal_part
