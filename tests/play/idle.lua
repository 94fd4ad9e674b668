-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Calls without traffic, and the two ways to set the format of data.

local client = dofile(os.getenv "PLAY")(...)

local wds, wda = client:allocate "WDS", client:allocate "WDA"
client:call("WDS Set Event Report", wds, { dormancy_status = true })
client:call("WDS Start Network", wds, {})
client:wait(1.9)
client:equal(client:indication "WDS Event Report", nil, "the call is active")
client:wait(0.2)
local report = client:indication "WDS Event Report"
client:equal(report and report.fields.dormancy_status,
  "traffic_channel_dormant", "it is dormant after two seconds")
client.indications = {}
client:wait(2.8)
client:equal(client:indication "WDS Packet Service Status", nil, "and up")
client:wait(0.2)
local ended = client:indication "WDS Packet Service Status"
client:equal(ended and ended.fields.call_end_reason, "gsm_wcdma_network_end",
  "the network ends it after five")

local function link()
  return client:call("WDA Get Data Format", wda, {}).link_layer_protocol
end
client:equal(link(), "802_3", "data is 802.3 at first")
client:call("CTL Set Data Format", 0,
  { format = "qos_flow_header_absent", protocol = "raw_ip" })
client:equal(link(), "raw_ip", "WDA knows what CTL has set")
client:call("WDA Set Data Format", wda, { link_layer_protocol = "802_3" })
local format = client:call("CTL Set Data Format", 0,
  { format = "qos_flow_header_absent" })
client:equal(format.protocol, "802_3", "and CTL what WDA has set")
client:release("WDS", wds)
client:release("WDA", wda)
