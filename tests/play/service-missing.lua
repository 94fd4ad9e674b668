-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two services are not there, the others are.

local client = dofile(os.getenv "PLAY")(...)

local info = client:call "CTL Get Version Info"
local listed = {}
for _, entry in ipairs(info.service_list) do
  listed[entry.service] = true
end
client:check(listed.nas and listed.wds, "NAS and WDS are listed")
client:check(not listed.uim and not listed.wms, "UIM and WMS are not")
for _, service in ipairs { "UIM", "WMS" } do
  local id, why = client:allocate(service)
  client:check(not id and why == "InvalidServiceType",
    service .. " gives InvalidServiceType")
end
local nas = client:allocate "NAS"
local fields, why = client:call("NAS Get Serving System", nas)
client:equal(why, nil, "NAS answers")
client:equal(fields.serving_system.registration_state, "registered",
  "the modem is registered")
client:release("NAS", nas)
