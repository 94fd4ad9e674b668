-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The quirks of network and data.

local client = dofile(os.getenv "PLAY")(...)

local nas, wds, wda = client:allocate "NAS", client:allocate "WDS",
  client:allocate "WDA"

local function refusal(name, id, fields)
  local _, why = client:call(name, id, fields)
  return why
end

local ones = { mask_low = 1, mask_mid_low = 0, mask_mid_high = 0,
  mask_high = 0 }
client:equal(refusal("NAS Set System Selection Preference", nas, {
  lte_band_preference = { "eutran_1" }, extended_lte_band_preference = ones,
}), "InvalidArgument", "both fields of LTE bands are too much")
client:equal(refusal("NAS Set System Selection Preference", nas, {
  acquisition_order_preference = { "lte" },
}), "InvalidArgument", "an order must name all technologies")
client:equal(refusal("NAS Set System Selection Preference", nas, {
  acquisition_order_preference = { "umts", "lte", "gsm", "5gnr" },
}), nil, "and then is taken")
local fields = client:call("NAS Get Serving System", nas)
client:equal(fields.serving_system.radio_interfaces[1], "umts",
  "the first of the order is used")

fields = client:call("WDS Get Packet Service Status", wds)
client:equal(fields.connection_status, "connected",
  "autoconnect has started a call")
client:equal(refusal("WDS Start Network", wds,
  { ip_family_preference = "ipv6" }), "NoEffect",
  "the IP family of the request counts for nothing")
client:call("WDS Set IP Family", wds, { preference = "ipv6" })
local answer, why = client:call("WDS Start Network", wds, {})
client:equal(why, "CallFailed", "that of the client does")
client:equal(answer.verbose_call_end_reason.type, "internal",
  "but there is no second family")
client:equal(answer.verbose_call_end_reason.reason, 208, "for this reason")
client:equal(refusal("WDS Set LTE Attach PDN List", wds, { list = { 1, 2 } }),
  nil, "two profiles to attach with")
client:equal(refusal("WDS Set LTE Attach PDN List", wds,
  { list = { 1, 2, 1 } }), "InvalidArgument", "but not three")
client:wait(0)
local told = client:indication "WDS Set LTE Attach PDN List"
client:equal(told and told.fields.action_result, true, "it is told when done")

client:equal(refusal("WDA Get Data Format", wda), "MissingArgument",
  "the endpoint must be named")
local endpoint = { endpoint_type = "hsusb", interface_number = 4 }
client:equal(refusal("WDA Get Data Format", wda, { endpoint_info = endpoint }),
  nil, "and then is enough")
client:equal(refusal("WDA Set Data Format", wda, { endpoint_info = endpoint,
  link_layer_protocol = "raw_ip" }), "InvalidDataFormat",
  "a link layer that the modem has not")
for _, held in ipairs { { "NAS", nas }, { "WDA", wda }, { "WDS", wds } } do
  client:release(held[1], held[2])
end
client:release("NAS", nas)
client:release("WDS", wds)
client:release("WDA", wda)
