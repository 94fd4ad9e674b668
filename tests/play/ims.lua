-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMS: registration follows the network and the settings, and is told.

local client = dofile(os.getenv "PLAY")(...)

local ims, imsa, imsp, nas, dms = client:allocate "IMS", client:allocate "IMSA",
  client:allocate "IMSP", client:allocate "NAS", client:allocate "DMS"
local other = client:allocate "IMSA"

local function registration()
  return client:call("IMSA Get IMS Registration Status", imsa)
end

local function voice()
  return client:call("IMSA Get IMS Services Status", imsa)
    .ims_voice_service_status
end

local function told(name)
  local list = {}
  for _, message in ipairs(client.indications) do
    if message.name == name then
      client:check(message.client ~= other, "who asked for it is told")
      list[#list + 1] = message.fields
    end
  end
  client.indications = {}
  return list
end

local REGISTRATION = "IMSA IMS Registration Status Changed"
local SERVICES = "IMSA IMS Services Status Changed"

local fields = registration()
client:equal(fields.ims_registration_status, "registered", "IMS is there")
client:equal(fields.ims_registration_technology, "wwan", "over the network")
client:equal(voice(), "available", "with voice")
fields = client:call("IMSA Get IMS Services Status", imsa)
client:equal(fields.ims_video_telephony_service_status, "unavailable",
  "without video, which is not enabled")
client:equal(fields.ims_video_telephony_service_registration_technology, nil,
  "and has no technology")
client:equal(client:call("NAS Get System Info", nas).ims_voice_support, true,
  "the network has voice over IMS")
client:call("IMSA Register Indications", imsa, {
  ims_registration_status_changed = true, ims_services_status_changed = true,
})

client:wait(11)
client:equal(registration().ims_registration_status, "not_registered",
  "on UMTS there is no IMS")
client:equal(client:call("NAS Get System Info", nas).ims_voice_support, nil,
  "nor does the network offer it")
local list = told(REGISTRATION)
client:equal(#list, 1, "which is told once")
client:equal(list[1] and list[1].ims_registration_status, "not_registered",
  "as it is")
client:wait(9.5)
client:equal(registration().ims_registration_status, "registering",
  "back on LTE the modem registers")
client:wait(1)
client:equal(registration().ims_registration_status, "registered", "and has")
list = told(REGISTRATION)
client:equal(#list, 2, "in two steps")

fields = client:call("IMS Get IMS Services Enabled Setting", ims)
client:equal(fields.ims_voice_service_enabled, true, "voice is enabled")
client:call("IMS Set IMS Services Enabled Setting", ims, {
  ims_voice_over_lte_enable = false, ims_presence_enabled = true,
  ims_call_mode_preference = "cellular_only",
})
client:wait(0)
list = told "IMS IMS Services Enabled Setting"
client:equal(#list, 1, "another setting is told")
client:equal(list[1] and list[1].ims_voice_over_lte_enable, false,
  "with its value")
client:equal(voice(), "unavailable", "voice is gone")
fields = client:call("IMS Get IMS Services Enabled Setting", ims)
client:equal(fields.ims_voice_service_enabled, false, "and is not enabled")
client:equal(client:call("IMSP Get Enabler State", imsp).enabler_state,
  "registered", "presence is")
client:call("IMS Set IMS Services Enabled Setting", ims,
  { ims_voice_over_lte_enable = true })
client:wait(0)
list = told(SERVICES)
client:equal(#list, 1, "services are told")
client:equal(list[1] and list[1].ims_voice_service_status, "available",
  "with their state")

client:call("DMS Get Model", dms)
client:wait(0)
fields = registration()
client:equal(fields.ims_registration_status, "not_registered", "IMS refuses")
client:equal(fields.ims_registration_error_code, 403, "with a status of SIP")
client:equal(fields.ims_registration_error_message, "Forbidden", "in words")
client:equal(client:call("IMSP Get Enabler State", imsp).enabler_state,
  "initialized", "presence waits")
list = told(REGISTRATION)
client:equal(list[1] and list[1].ims_registration_error_code, 403,
  "which is told")
client:call("DMS Get Model", dms)
client:wait(2)
fields = registration()
client:equal(fields.ims_registration_status, "registered", "IMS takes it again")
client:equal(fields.ims_registration_error_code, nil, "and all is well")

client:call("IMS Set IMS Services Enabled Setting", ims,
  { ims_service_enabled = false })
client:equal(registration().ims_registration_status, "not_registered",
  "IMS can be switched off")
client:call("IMS Set IMS Services Enabled Setting", ims,
  { ims_service_enabled = true })
client:call("DMS Set Operating Mode", dms, { mode = "low_power" })
client:wait(5)
client:equal(registration().ims_registration_status, "not_registered",
  "without a radio there is no IMS")
client:equal(client:call("IMSP Get Enabler State", imsp).enabler_state,
  "airplane", "nor presence")

client:call("IMS Set IMS Policy Manager Settings", ims, {
  pco_priority = 0, apns = { "ims", "sos", "", "", "", "" },
})
client:wait(0)
list = told "IMS IMS Policy Manager Settings Ind"
client:equal(list[1] and list[1].apns[2], "sos", "a policy is told")
fields = client:call("IMS Get IMS Policy Manager Settings", ims)
client:equal(fields.pco_priority, 0, "and kept")
client:equal(fields.nv_priority, 2, "beside what has not been set")

client:equal(client:call("IMSA Get Bind", imsa).binding, nil, "nothing is bound")
client:call("IMSA Bind", imsa, { binding = 1 })
client:equal(client:call("IMSA Get Bind", imsa).binding, 1, "a binding is kept")
client:equal(client:call("IMSA Get Bind", other).binding, nil,
  "for the client that made it")
local _, why = client:call("IMS Bind", ims, { binding = 1 })
client:equal(why, nil, "settings can be bound too")
