-- SPDX-License-Identifier: LGPL-2.1-or-later
-- OMA: sessions of device management, whoever starts them.

local client = dofile(os.getenv "PLAY")(...)

local oma, other, dms = client:allocate "OMA", client:allocate "OMA",
  client:allocate "DMS"

-- The states that have been told since the last call, and the last failure.
local function told()
  local states, reason = {}, nil
  for _, message in ipairs(client.indications) do
    if message.name == "OMA Event Report" and message.fields.session_state then
      client:check(message.client == oma, "who asked for it is told")
      states[#states + 1] = message.fields.session_state
      reason = message.fields.session_fail_reason
    end
  end
  client.indications = {}
  return table.concat(states, " "), reason
end

local function info()
  return client:call("OMA Get Session Info", oma)
end

local function step()
  client:call("DMS Get Model", dms)
  client:wait(0)
end

local _, why = client:call("OMA Get Session Info", oma)
client:equal(why, "SessionInactive", "there has been no session")
_, why = client:call("OMA Cancel Session", oma)
client:equal(why, "SessionInactive", "and there is none to cancel")
_, why = client:call("OMA Start Session", oma, {})
client:equal(why, "MissingArgument", "a session has a type")
_, why = client:call("OMA Start Session", oma,
  { session_type = "network_initiated_prl_update" })
client:equal(why, "InvalidArgument", "that is not the network's")
_, why = client:call("OMA Set Event Report", oma, {})
client:equal(why, "MissingArgument", "a report is of something")
client:call("OMA Set Event Report", oma, {
  session_state_reporting = true, network_initiated_alert_reporting = true })

client:call("OMA Start Session", oma,
  { session_type = "client_initiated_prl_update" })
_, why = client:call("OMA Start Session", other,
  { session_type = "client_initiated_device_configure" })
client:equal(why, "IncompatibleState", "one session runs at a time")
client:wait(3)
client:equal(told(), "connecting connected authenticated prl_downloaded "
  .. "complete_information_updated", "a session goes its way")
client:equal(info().session_info.session_state, "complete_information_updated",
  "and its end is known")

client:call("OMA Start Session", oma,
  { session_type = "client_initiated_device_configure" })
client:wait(0.7)
client:call("OMA Cancel Session", oma)
client:wait(5)
local states, reason = told()
client:equal(states, "connecting connected failed", "a session is cancelled")
client:equal(reason, "session_cancelled", "with that reason")
client:equal(info().session_failed_reason, "session_cancelled", "that stays")

step()
local alert = client:indication "OMA Event Report"
client:equal(alert and alert.fields.network_initiated_alert.session_id, 7,
  "the network asks")
client:equal(info().network_initiated_alert.session_type,
  "network_initiated_prl_update", "for a type of session")
_, why = client:call("OMA Send Selection", oma, {
  network_initiated_alert_selection = {
    control_point_selection_accept = true, session_id = 6 } })
client:equal(why, "SessionInvalid", "another session is not meant")
client:call("OMA Send Selection", oma, {
  network_initiated_alert_selection = {
    control_point_selection_accept = true, session_id = 7 } })
client:wait(3)
client:equal(told(), "connecting connected authenticated prl_downloaded "
  .. "complete_information_updated", "the host accepts")
client:equal(info().network_initiated_alert, nil, "and nothing waits")

client:call("OMA Set Feature Setting", oma,
  { prl_update_service_config = false })
local fields = client:call("OMA Get Feature Setting", oma)
client:equal(fields.prl_update_service_config, false, "a feature is off")
client:equal(fields.hfa_feature_config, true, "another is on")
step()
client:equal(client:indication "OMA Event Report", nil,
  "and the network asks in vain")

client:call("OMA Start Session", oma,
  { session_type = "client_initiated_hands_free_activation" })
client:wait(0.2)
step()
client:wait(2)
client:equal(info().session_info.session_state, "retrying",
  "without a network a session waits")
fields = info().retry_info
client:equal(fields.retry_count, 1, "for the first time")
client:equal(fields.retry_pause_timer, 10, "so long")
client:check(fields.retry_pause_timer_remaining < 10, "and time passes")
told()
step()
client:wait(15)
client:equal(told(), "connecting connected authenticated mdn_downloaded "
  .. "msid_downloaded prl_downloaded mip_profile_downloaded "
  .. "complete_information_updated", "and begins anew")
fields = client:call("OMA Get Feature Setting", oma)
client:equal(fields.hfa_feature_done_state, "succeeded",
  "the activation is done")
client:equal(client:call("DMS Get Activation State", dms).info, "activated",
  "as DMS knows too")

client:call("OMA Start Session", oma,
  { session_type = "device_initiated_prl_update" })
client:wait(0.2)
step()
states, reason = told()
client:equal(states, "connecting failed", "a session fails")
client:equal(reason, "server_unavailable", "by the server")

client:call("DMS Set Operating Mode", dms, { mode = "low_power" })
client:call("OMA Start Session", oma,
  { session_type = "client_initiated_prl_update" })
client:wait(25)
states, reason = told()
client:equal(states, "retrying retrying failed", "not for ever")
client:equal(reason, "max_retry_exceeded", "does a session try")
client:equal(#client.core.held(), 5, "ids and reports are held")
client:call("OMA Reset", oma)
client:equal(#client.core.held(), 3, "until they are reset")
