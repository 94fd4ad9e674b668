-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: the cells around, their bands and channels.

local cdma = include "nas/cdma"
local plmn = include "world/plmn"
local common = include "nas/common"
local scaled = common.scaled

local cells = {}

-- A channel number where the field has 16 bits only.
local function short_channel(cell)
  return math.min(cell.channel, 0xFFFF)
end

-- The serving cell, and the 5G cell beside it where its band is told.
local function cells_in_use(network)
  local second = network:second_cell()
  if type(second) ~= "table" or not second.band then
    return { network.cell }
  end
  return { network.cell, {
    technology = "5gnr", band = second.band, channel = second.channel or 0,
    bandwidth = second.bandwidth,
  } }
end

function cells.rf_bands(cell)
  return {
    {
      radio_interface = cell.technology, active_band_class = cell.band,
      active_channel = short_channel(cell),
    },
  }
end

local function lte_cell(cell, signal)
  return {
    physical_cell_id = cell.physical_cell_id, rsrq = scaled(signal.rsrq, 10),
    rsrp = scaled(signal.rsrp, 10), rssi = scaled(signal.rssi, 10),
    cell_selection_rx_level = scaled(signal.rsrp + 140, 1),
  }
end

local location = { cdma_1x = cdma.location, cdma_1xevdo = cdma.location }

-- LTE cells by frequency; those without a channel are on the serving one.
local function lte_neighbours(cell, signal)
  local heard, frequencies, by_channel = { lte_cell(cell, signal) }, {}, {}
  for _, neighbour in ipairs(cell.neighbours or {}) do
    local channel = neighbour.channel or cell.channel
    local entry = by_channel[channel]
    if channel == cell.channel then
      heard[#heard + 1] = lte_cell(neighbour, neighbour)
    elseif not entry then
      entry = {
        eutra_absolute_rf_channel_number = short_channel(neighbour),
        cell_selection_rx_level_low_threshold = 0,
        cell_selection_rx_level_high_threshold = 0,
        cell_reselection_priority = 4, cell = {},
      }
      frequencies[#frequencies + 1], by_channel[channel] = entry, entry
    end
    if entry then
      entry.cell[#entry.cell + 1] = lte_cell(neighbour, neighbour)
    end
  end
  return heard, frequencies
end

-- Cells of the same operator that LTE tells as neighbours of older technologies.
local function add_older(fields, network, idle)
  local gsm, umts = {}, {}
  for _, cell in ipairs(network.operator.cells) do
    local signal = network.signal[cell.technology]
    if cell.technology == "gsm" then
      gsm[#gsm + 1] = {
        cell_reselection_priority = 1, cell_reselection_high_threshold = 4,
        cell_reselection_low_threshold = 0, ncc_permitted = 0xFF, cell = { {
          geran_absolute_rf_channel_number = short_channel(cell),
          band_is_1900 = cell.band == "gsm_pcs_1900", cell_id_valid = true,
          base_station_identity_code = cell.physical_cell_id,
          rssi = scaled(signal.rssi, 10),
          cell_selection_rx_level = scaled(signal.rssi + 111, 1),
        } },
      }
    elseif cell.technology == "umts" then
      umts[#umts + 1] = {
        utra_absolute_rf_channel_number = short_channel(cell),
        cell_reselection_priority = 3, cell_reselection_high_threshold = 4,
        cell_reselection_low_threshold = 0, cell = { {
          primary_scrambling_code = cell.physical_cell_id,
          cpich_rscp = scaled(signal.rscp, 10),
          cpich_ecno = scaled(signal.ecio, 10),
          cell_selection_rx_level = scaled(signal.rscp + 115, 1),
        } },
      }
    end
  end
  fields.lte_info_neighboring_gsm = { ue_in_idle = idle, frequency = gsm }
  fields.lte_info_neighboring_wcdma = { ue_in_idle = idle, frequency = umts }
end

function location.lte(fields, network, cell, signal)
  local heard, frequencies = lte_neighbours(cell, signal)
  local idle = not network.modem.bearers:is_up()
  fields.intrafrequency_lte_info_v2 = {
    ue_in_idle = idle,
    plmn = plmn.bcd(network.operator), tracking_area_code = cell.area & 0xFFFF,
    global_cell_id = cell.cell_id,
    eutra_absolute_rf_channel_number = short_channel(cell),
    serving_cell_id = cell.physical_cell_id, cell_reselection_priority = 5,
    s_non_intra_search_threshold = 8, serving_cell_low_threshold = 0,
    s_intra_search_threshold = 62, cell = heard,
  }
  fields.interfrequency_lte_info = {
    ue_in_idle = idle, frequency = frequencies,
  }
  add_older(fields, network, idle)
  fields.lte_info_timing_advance = cell.timing_advance
end

local function umts_neighbours(cell)
  local list = {}
  for place, neighbour in ipairs(cell.neighbours or {}) do
    list[place] = {
      utra_absolute_rf_channel_number = short_channel(neighbour),
      primary_scrambling_code = neighbour.physical_cell_id,
      rscp = scaled(neighbour.rscp, 1), ecio = scaled(neighbour.ecio, 1),
    }
  end
  return list
end

local function gsm_neighbours(network, cell)
  local list = {}
  for place, neighbour in ipairs(cell.neighbours or {}) do
    list[place] = {
      cell_id = neighbour.cell_id, plmn = plmn.bcd(network.operator),
      lac = neighbour.area,
      geran_absolute_rf_channel_number = short_channel(neighbour),
      base_station_identity_code = neighbour.physical_cell_id,
      rx_level = scaled(neighbour.rssi + 111, 1),
    }
  end
  return list
end

function location.umts(fields, network, cell, signal)
  fields.umts_info_v2 = {
    cell_id = cell.cell_id & 0xFFFF, plmn = plmn.bcd(network.operator),
    lac = cell.area, utra_absolute_rf_channel_number = short_channel(cell),
    primary_scrambling_code = cell.physical_cell_id,
    rscp = scaled(signal.rscp, 1), ecio = scaled(signal.ecio, 1),
    cell = umts_neighbours(cell), neighboring_geran = {},
  }
  fields.umts_cell_id = cell.cell_id
end

function location.gsm(fields, network, cell, signal)
  fields.geran_info_v2 = {
    cell_id = cell.cell_id, plmn = plmn.bcd(network.operator), lac = cell.area,
    geran_absolute_rf_channel_number = short_channel(cell),
    base_station_identity_code = cell.physical_cell_id,
    timing_advance = cell.timing_advance or 0xFFFFFFFF,
    rx_level = scaled(signal.rssi + 111, 1),
    cell = gsm_neighbours(network, cell),
  }
end

location["5gnr"] = function(fields, network, cell, signal)
  local area = cell.area
  fields.nr5g_arfcn = cell.channel
  fields.nr5g_cell_information = {
    plmn = plmn.bcd(network.operator),
    tracking_area_code = string.char(area >> 16 & 0xFF, area >> 8 & 0xFF,
      area & 0xFF),
    global_cell_id = cell.cell_id, physical_cell_id = cell.physical_cell_id,
    rsrq = scaled(signal.rsrq, 10), rsrp = scaled(signal.rsrp, 10),
    snr = scaled(signal.snr, 10),
  }
end

local function component(cell)
  return {
    physical_cell_id = cell.physical_cell_id, rx_channel = short_channel(cell),
    dl_bandwidth = cell.bandwidth, lte_band = cell.band,
  }
end

-- Carrier aggregation: the serving cell and those that help it.
local function aggregation(cell)
  local fields = { phy_ca_agg_pcell_info = component(cell) }
  local secondary = {}
  for index, helper in ipairs(cell.secondary or {}) do
    local entry = component(helper)
    entry.state = "activated"
    if index == 1 then
      fields.dl_bandwidth = helper.bandwidth
      fields.phy_ca_agg_scell_info = component(helper)
      fields.phy_ca_agg_scell_info.state = "activated"
      fields.scell_index = 1
    end
    entry.cell_index = index
    secondary[index] = entry
  end
  fields.phy_ca_agg_secondary_cells = secondary[1] and secondary or nil
  return fields
end

local SWI_MODES = {
  online = "online", low_power = "low_power", offline = "offline",
  factory_test = "factory_test", reset = "resetting",
  shutting_down = "powering_off",
}

local SWI_IMS = {
  not_registered = "no_srv", registering = "in_prog", registered = "full_srv",
}

local SWI_SYSTEMS = { gsm = "gsm", umts = "wcdma", lte = "lte" }

local function swi_lte(cell)
  return {
    band = cell.band, bandwidth = cell.bandwidth,
    rx_channel = short_channel(cell),
    tx_channel = math.min(short_channel(cell) + 18000, 0xFFFF),
    emm_state = "registered", emm_sub_state = 0,
    emm_connection_state = "rrc_idle",
  }
end

-- Sierra Wireless only; the schema knows it for that vendor alone.
local function swi_status(modem)
  local network = modem.network
  local technology = network:technology()
  return {
    common_info_v2 = {
      temperature = modem.preset.network.temperature,
      modem_mode = SWI_MODES[modem.device.operating_mode] or "unknown",
      system_mode = SWI_SYSTEMS[technology] or "no_service",
      ims_registration_state = SWI_IMS[modem.ims.registration],
      packet_service_state = network:is_attached() and "attached" or
        "detached",
    },
    lte_info = technology == "lte" and swi_lte(network.cell) or nil,
  }
end

function cells.add(nas)
  nas["Get Cell Location Info"] = function(modem)
    local network = modem.network
    local signal, technology = network:heard()
    local fields = {}
    if not signal then
      return fail "InformationUnavailable"
    end
    location[technology](fields, network, network.cell, signal)
    return fields
  end

  nas["Get RF Band Information"] = function(modem)
    if not modem.network.cell then
      return fail "InformationUnavailable"
    end
    local list, extended, bandwidths = {}, {}, {}
    for place, cell in ipairs(cells_in_use(modem.network)) do
      list[place] = cells.rf_bands(cell)[1]
      extended[place] = {
        radio_interface = cell.technology, active_band_class = cell.band,
        active_channel = cell.channel,
      }
      bandwidths[#bandwidths + 1] = cell.bandwidth and {
        radio_interface = cell.technology, bandwidth = cell.bandwidth,
      }
    end
    return {
      list = list, extended_list = extended,
      bandwidth_list = bandwidths[1] and bandwidths or nil,
    }
  end

  nas["Get LTE Cphy CA Info"] = function(modem)
    local cell = modem.network.cell
    if not cell or cell.technology ~= "lte" then
      return fail "InformationUnavailable"
    end
    return aggregation(cell)
  end

  nas["Get DRX"] = function(modem)
    return { info = modem.preset.network.drx }
  end

  nas["Get ENDC Config"] = function(modem)
    if not common.contains(modem.network.modes, "5gnr") then
      return fail(modem.preset.errors.unknown_message)
    end
    return { enabled = true, immediate_scg_release = false }
  end

  -- Where CDMA is not heard, nothing is known of it.
  nas["Get CDMA Position Info"] = function(modem)
    local stations = modem.preset.network.cdma_stations
    if not stations or not modem.network:radio_is_on() then
      return fail "InformationUnavailable"
    end
    return { cdma_position_info = {
      ui_in_idle_mode = modem.bearers:is_up() and 0 or 1,
      basestations = stations,
    } }
  end

  nas["Swi Get Status"] = swi_status
end

return cells
