-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What clients hear while the network changes, and what they can ask for.

local client = dofile(os.getenv "PLAY")(...)

local function count(name, of)
  local found = 0
  for _, message in ipairs(client.indications) do
    if message.name == name and message.client == of then
      found = found + 1
    end
  end
  return found
end

local function serving(nas)
  return client:call("NAS Get Serving System", nas)
end

local function last(name)
  local found
  for _, message in ipairs(client.indications) do
    found = message.name == name and message or found
  end
  return found and found.fields
end

local function forget()
  client.indications = {}
end

local nas, other = client:allocate "NAS", client:allocate "NAS"
local third = client:allocate "NAS"
local _, why = client:call("NAS Register Indications", nas, {})
client:equal(why, "MissingArgument", "nothing to register is an error")
_, why = client:call("NAS Set Event Report", nas, {
  signal_strength_indicator = { report = true, thresholds = {} } })
client:equal(why, "NoThresholdsProvided", "a report needs thresholds")
client:call("NAS Register Indications", nas, {
  signal_info = true, serving_system_events = true, system_info = true,
  network_time = true,
  network_reject_information = { enable_network_reject_indications = true,
    supress_system_info_indications = false },
})
client:call("NAS Register Indications", other,
  { serving_system_events = false })
client:call("NAS Config Signal Info", nas, { rsrp_threshold = { -105 } })

client:wait(11)
client:equal(count("NAS Signal Info", nas), 0,
  "a change within the thresholds is not told")
client:wait(10)
client:equal(count("NAS Signal Info", nas), 1, "a crossed threshold is told")
local told = last "NAS Signal Info"
client:equal(told and told.lte_signal_strength.rsrp, -106, "with the value")
client:equal(count("NAS Signal Info", other), 0,
  "a client that did not register hears nothing")
forget()

client:wait(10)
client:equal(serving(nas).serving_system.radio_interfaces[1], "umts",
  "the modem is on UMTS")
client:equal(count("NAS Serving System", nas), 1, "which is told")
client:equal(count("NAS System Info", nas), 1, "in both ways")
client:equal(count("NAS Serving System", third), 1,
  "the first to a client that has not registered, too")
client:equal(count("NAS System Info", third), 0, "the other is not")
client:equal(count("NAS Serving System", other), 0,
  "and neither to one that wants none")
told = last "NAS System Info"
client:equal(told and told.wcdma_service_status.service_status, "available",
  "UMTS has service")
client:equal(told and told.lte_service_status.service_status, "none",
  "LTE has none")
forget()

client:wait(10)
local fields = serving(nas)
client:equal(fields.current_plmn.mnc, 2, "the modem is with the neighbour")
client:equal(fields.roaming_indicator, "on", "and roams")
client:equal(count("NAS Network Time", nas), 1, "it is told the time")
forget()

client:wait(10)
client:equal(serving(nas).serving_system.registration_state,
  "registration_denied", "the modem is turned away")
told = last "NAS Network Reject"
client:equal(told and told.reject_cause, "illegal_me", "with a reason")
client:equal(count("NAS Network Reject", other), 0, "that one client hears")

client:wait(14)
fields = serving(nas)
client:equal(fields.current_plmn.mnc, 1, "the modem is home again")
client:equal(fields.roaming_indicator, "off", "and does not roam")

client:call("NAS Initiate Network Register", nas, { action = "manual",
  manual_registration_info_3gpp = { mcc = 1, mnc = 999,
    radio_interface = "umts" } })
client:wait(3)
client:equal(serving(nas).serving_system.registration_state,
  "registration_denied", "a forbidden network turns the modem away")
_, why = client:call("NAS Initiate Network Register", nas,
  { action = "automatic" })
client:equal(why, nil, "automatic selection is accepted")
client:wait(3)
_, why = client:call("NAS Initiate Network Register", nas,
  { action = "automatic" })
client:equal(why, "NoEffect", "and then changes nothing")
client:call("NAS Attach Detach", nas, { action = "detach" })
client:equal(serving(nas).serving_system.ps_attach_state, "detached",
  "the modem detaches")
_, why = client:call("NAS Attach Detach", nas, { action = "detach" })
client:equal(why, "NoEffect", "only once")
client:call("NAS Attach Detach", nas, { action = "attach" })

forget()
client:call("NAS Incremental Network Scan", other, {})
client:wait(21)
told = last "NAS Incremental Network Scan"
client:equal(told and told.status, "complete", "a scan by parts ends")
client:check(told and #told.network_information == 5, "with all networks")
client:equal(count("NAS Incremental Network Scan", nas), 0,
  "for the client that asked")

client:call("NAS Set System Selection Preference", nas, {
  mode_preference = { "gsm" }, change_duration = "power_cycle" })
client:equal(serving(nas).serving_system.radio_interfaces[1], "gsm",
  "the preferred technology is used")
_, why = client:call("NAS Set System Selection Preference", nas, {
  mode_preference = { "td_scdma" } })
client:equal(why, "InvalidArgument", "one that the modem has not is refused")
_, why = client:call("NAS Set Technology Preference", nas, { current = {
  technology_preference = { "hdr" },
  technology_preference_duration = "permanent" } })
client:equal(why, "InvalidTechnologyPreference", "in both ways")
client:call("NAS Set Technology Preference", nas, { current = {
  technology_preference = {},
  technology_preference_duration = "permanent" } })
client:equal(serving(nas).serving_system.radio_interfaces[1], "lte",
  "without a preference all technologies are used")

local dms = client:allocate "DMS"
forget()
client:call("DMS Set Operating Mode", dms, { mode = "low_power" })
client:equal(serving(nas).serving_system.registration_state, "not_registered",
  "without a radio there is no network")
_, why = client:call("NAS Get Signal Info", nas)
client:equal(why, "InformationUnavailable", "and no signal")
_, why = client:call("NAS Network Scan", nas, {})
client:equal(why, "DeviceNotReady", "and nothing to scan for")
told = last "NAS Serving System"
client:equal(told and told.serving_system.registration_state,
  "not_registered", "which is told")
client:call("DMS Set Operating Mode", dms, { mode = "online" })
client:equal(serving(nas).serving_system.registration_state,
  "not_registered_searching", "with the radio the search begins")
client:wait(2)
client:equal(serving(nas).serving_system.registration_state, "registered",
  "and ends")
client:call("DMS Get IDs", dms)
client:equal(serving(nas).serving_system.registration_state, "not_registered",
  "without a card there is no network")
_, why = client:call("NAS Get Home Network", nas)
client:equal(why, "NotProvisioned", "and none is home")
client:call("DMS Get Model", dms)
client:wait(2)
fields = client:call("NAS Get Home Network", nas)
client:equal(fields.home_network.mnc, 2, "another card has another home")
fields = serving(nas)
client:equal(fields.current_plmn.mnc, 2, "where the modem goes")
client:equal(fields.roaming_indicator, "off", "and does not roam")
client:release("DMS", dms)
client:release("NAS", nas)
client:release("NAS", other)
