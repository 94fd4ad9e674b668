-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Roaming, networks with three digits, and 5G beside LTE and alone.

local client = dofile(os.getenv "PLAY")(...)

local nas = client:allocate "NAS"

local function ask(name, fields)
  return client:call("NAS " .. name, nas, fields or {})
end

local fields, why = ask "Get Serving System"
client:equal(fields.serving_system.registration_state,
  "not_registered_searching", "without roaming there is no network")
fields = ask "Get Home Network"
client:equal(fields.home_network.mcc, 262, "the card says what is home")
client:equal(fields.home_network_3gpp_mnc.includes_pcs_digit, false,
  "with two digits")
_, why = ask "Get Signal Info"
client:equal(why, "InformationUnavailable", "nothing is heard")
ask("Set System Selection Preference", { roaming_preference = "any" })
client:wait(2.5)
fields = ask "Get Serving System"
client:equal(fields.serving_system.registration_state,
  "not_registered_searching", "the search takes its time")
local dms = client:allocate "DMS"
client:call("DMS Set Operating Mode", dms, { mode = "low_power" })
client:call("DMS Set Operating Mode", dms, { mode = "online" })
client:release("DMS", dms)
client:wait(1)
fields = ask "Get Serving System"
client:equal(fields.serving_system.registration_state,
  "not_registered_searching", "and starts again with the radio")
ask "Force Network Search"
client:wait(2)
fields = ask "Get Serving System"
client:equal(fields.serving_system.registration_state, "registered",
  "then the modem is registered")
client:equal(fields.roaming_indicator, "on", "and roams")
client:equal(fields.mnc_pcs_digit_include_status.includes_pcs_digit, true,
  "with three digits")

fields = ask "Get Cell Location Info"
client:equal(fields.intrafrequency_lte_info_v2.plmn, "\x13\x00\x14",
  "the code in half bytes")
client:equal(fields.intrafrequency_lte_info_v2.
  eutra_absolute_rf_channel_number, 0xFFFF, "a channel over 16 bits")
fields = ask "Get RF Band Information"
client:equal(fields.extended_list[1].active_channel, 66436,
  "which the longer field has")
fields = ask "Get LTE Cphy CA Info"
client:equal(fields.phy_ca_agg_scell_info.lte_band, "eutran_4",
  "carrier aggregation")
fields = ask "Get Signal Info"
client:check(fields.lte_signal_strength and fields["5g_signal_strength"],
  "the signal of LTE and of 5G")
fields = ask "Get System Info"
client:equal(fields.eutra_with_nr5g_availability, true, "5G is beside LTE")
client:equal(fields.lte_system_info_v2.mnc, "410", "the code as text")
fields = ask "Get System Selection Preference"
client:equal(fields.extended_lte_band_preference.mask_mid_low, 2,
  "the bit of band 66")
client:equal(table.concat(fields.lte_band_preference, " "), "eutran_4",
  "the bits up to band 43")
fields = ask "Get Operator Name"
client:equal(fields.nitz_information.long_name:sub(1, 4), "\xC9\0t\0",
  "the name in UCS-2")
fields = ask "Get Network Time"
local now = fields["3gpp_time"].universal_time
client:equal(string.format("%d-%d-%d %d:%d %s", now.year, now.month, now.day,
  now.hour, now.minute, now.day_of_week), "2024-2-28 23:59 wednesday",
  "the time")

client:wait(60)
fields = ask "Get System Info"
client:equal(fields.nr5g_service_status_info.service_status, "available",
  "5G alone")
client:equal(fields.nr5g_tracking_area_code, "\x0A\x0B\x0C", "its area")
client:equal(fields.lte_service_status.service_status, "none", "no LTE")
fields = ask "Get Cell Location Info"
client:equal(fields.nr5g_cell_information.global_cell_id, 0x123456789,
  "its cell")
client:equal(fields.nr5g_arfcn, 640000, "its channel")
fields = ask "Get Signal Strength"
client:equal(fields.signal_strength.strength, -92, "its strength")
_, why = ask "Get LTE Cphy CA Info"
client:equal(why, "InformationUnavailable", "nothing of LTE")

ask("Incremental Network Scan")
client:release("NAS", nas)
nas = client:allocate "NAS"
client.indications = {}
client:wait(30)
client:equal(client:indication "NAS Incremental Network Scan", nil,
  "the next client with this id does not get the scan of the last")
client:wait(86400)
fields = ask "Get Network Time"
now = fields["3gpp_time"].universal_time
client:equal(string.format("%d-%d-%d %s", now.year, now.month, now.day,
  now.day_of_week), "2024-3-1 friday", "a leap day and a month later")
fields = ask "Get Signal Info"
client:equal(fields["5g_signal_strength"].rsrp, -120, "the signal has fallen")
client:release("NAS", nas)
