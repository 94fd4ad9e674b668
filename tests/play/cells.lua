-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What hosts hear of cells: neighbours, 5G beside LTE, CDMA, networks that the
-- card lists, the cause of a rejection, bands of 5G.

local client = dofile(os.getenv "PLAY")(...)

local nas = client:allocate "NAS"
local wds = client:allocate "WDS"

local function get(name, fields)
  local answer, why = client:call("NAS " .. name, nas, fields)
  return answer or {}, why
end

local function serving()
  return get "Get Serving System"
end

-- LTE with 5G beside it, as good as home.
client:equal(serving().current_plmn.mcc, 310, "an equivalent network is home")
client:equal(serving().roaming_indicator, "off", "there is no roaming")
client:equal(#serving().serving_system.radio_interfaces, 2, "two technologies")
local bands = get "Get RF Band Information"
client:equal(bands.extended_list[2].active_band_class, "nr5g_78",
  "the band of 5G")
client:equal(bands.extended_list[2].active_channel, 640000, "and its channel")
local signal = get "Get Signal Info"
client:check(signal.lte_signal_strength and signal["5g_signal_strength"],
  "both are heard")
local where = get "Get Cell Location Info"
client:equal(#where.intrafrequency_lte_info_v2.cell, 2, "on one frequency")
local others = where.interfrequency_lte_info.frequency
client:equal(#others, 1, "and on another")
client:equal(others[1].eutra_absolute_rf_channel_number, 2850, "of this number")
client:equal(others[1].cell[2].physical_cell_id, 4, "with two cells")
client:equal(where.lte_info_neighboring_gsm.frequency[1].cell[1]
  .base_station_identity_code, 7, "GSM")
client:equal(where.lte_info_neighboring_wcdma.frequency[1].cell[1]
  .primary_scrambling_code, 5, "and UMTS")

-- Without the band of 5G there is LTE alone.
local preference = get "Get System Selection Preference"
client:equal(preference.nr5g_nsa_band_preference.mask_1 >> 13 & 1, 1,
  "5G band 78 is preferred")
local none = {}
for word = 0, 7 do
  none["mask_" .. word] = 0
end
none.mask_0 = 1 << 27
get("Set System Selection Preference", { nr5g_nsa_band_preference = none })
preference = get "Get System Selection Preference"
client:equal(preference.nr5g_nsa_band_preference.mask_1, 0, "now it is not")
client:equal(#serving().serving_system.radio_interfaces, 1, "LTE alone")
client:equal((get "Get Signal Info")["5g_signal_strength"], nil,
  "nothing of 5G is heard")

-- What the card says of networks.
local transaction = client:request("NAS Network Scan", nas)
local scan
for _ = 1, 40 do
  scan = scan or client:response_to("NAS Network Scan", transaction)
  client:wait(scan and 0 or 1)
end
scan = scan and scan.fields or {}
local found = {}
for _, entry in ipairs(scan.network_information or {}) do
  found[entry.mcc * 100 + entry.mnc] = table.concat(entry.network_status, " ")
end
client:equal(found[310 * 100 + 260],
  "current_serving home not_forbidden not_preferred", "home")
client:equal(found[26203], "available roaming forbidden not_preferred",
  "forbidden")
client:equal(found[26202], "available roaming not_forbidden preferred",
  "preferred")

-- EV-DO and 1x.
local function wait_for(technology)
  for _ = 1, 100 do
    if serving().serving_system.radio_interfaces[1] == technology then
      return true
    end
    client:wait(1)
  end
  return false
end

client:check(wait_for "cdma_1xevdo", "the modem is on EV-DO")
client:equal(serving().serving_system.selected_network, "3gpp2", "of 3GPP2")
client:equal(serving().cdma_system_id.sid, 4145, "with a system id")
client:equal((get "Get Signal Info").hdr_signal_strength.sinr, 5, "its signal")
local info = get "Get System Info"
client:equal(info.hdr_service_status.service_status, "available", "its service")
client:equal(info.hdr_system_info.personality, "hrpd", "and what it is")
client:call("NAS Register Indications", nas, { signal_info = true })
client:call("NAS Config Signal Info", nas, { rssi_threshold = { -90 } })
client:check(wait_for "cdma_1x", "the modem is on 1x")
info = get "Get System Info"
client:equal(info.cdma_system_info.base_station_longitude, -1070000,
  "where the station is")
where = get "Get Cell Location Info"
client:equal(where.cdma_info.reference_pn, 9, "and its offset")
client:call("WDS Start Network", wds, { apn = "internet" })
local bearer = client:call("WDS Get Data Bearer Technology", wds)
client:equal(bearer and bearer.current, "cdma20001x", "what carries the data")
client.indications = {}
client:wait(61)
local heard
for _, message in ipairs(client.indications) do
  heard = message.name == "NAS Signal Info" and message.fields or heard
end
client:equal(heard and heard.cdma_signal_strength.rssi, -100,
  "a threshold of 1x is told")

-- A network that turns the modem away.
get("Initiate Network Register", { action = "manual",
  manual_registration_info_3gpp = { mcc = 262, mnc = 3,
    radio_interface = "lte" } })
for _ = 1, 100 do
  if serving().serving_system.registration_state == "registration_denied" then
    break
  end
  client:wait(1)
end
client:equal(serving().serving_system.registration_state, "registration_denied",
  "it is turned away")
info = get "Get System Info"
client:equal(info.lte_service_status.service_status, "limited", "LTE is limited")
client:equal(info.lte_system_info_v2.registration_reject_cause,
  "illegal_me", "for this cause")
get("Initiate Network Register", { action = "automatic" })

-- Neighbours of GSM and UMTS.
client:check(wait_for "gsm", "the modem is on GSM")
client:equal((get "Get Cell Location Info").geran_info_v2.cell[1]
  .base_station_identity_code, 8, "a neighbour of GSM")
client:check(wait_for "umts", "the modem is on UMTS")
client:equal((get "Get Cell Location Info").umts_info_v2.cell[1]
  .primary_scrambling_code, 6, "a neighbour of UMTS")
