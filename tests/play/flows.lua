-- SPDX-License-Identifier: LGPL-2.1-or-later
-- QOS, DSD and SAR: flows with a quality of their own, the data system in use
-- and its access points, the transmit power state.

local client = dofile(os.getenv "PLAY")(...)

local qos, bound, dms, wds, dsd = client:allocate "QOS", client:allocate "QOS",
  client:allocate "DMS", client:allocate "WDS", client:allocate "DSD"
client:call("QOS Bind Mux Data Port", bound, { mux_id = 2 })

local function step()
  client:call("DMS Get Model", dms)
  client:wait(0)
end

-- Status and event of the next flow that a client of the port is told of.
local function flow_told()
  local message = client:indication "QOS Flow Status"
  client:check(not message or message.client == qos, "its port is told")
  local value = message and message.fields.value or {}
  return string.format("%s %s %s", value.qos_id, value.status, value.event)
end

local _, why = client:call("QOS Get Flow Status", qos, { qos_id = 1 })
client:equal(why, "InvalidQosId", "there is no flow yet")
_, why = client:call("QOS Swi Read Data Stats", qos, { apn_id = 1 })
client:equal(why, "OutOfCall", "nor a call to count")
local call = client:call("WDS Start Network", wds, { apn = "internet" })
client:wait(0)
client:equal(flow_told(), "1 activated activated", "a flow is told")
client:equal(client:call("QOS Get Flow Status", qos, { qos_id = 1 }).value,
  "activated", "and known")
local fields = client:call("QOS Swi Read Data Stats", qos, { apn_id = 1 })
client:equal(fields.apn.tx_bytes, 3000, "the bytes of the call")
client:equal(#fields.flow, 2, "go over two bearers")
client:equal(fields.flow[1].bearer_id, 5, "the default one")
client:equal(fields.flow[2].tx_bytes, 1500, "and that of the flow")
step()
client:equal(flow_told(), "1 suspended suspended", "a flow is suspended")
client:equal(client:call("QOS Get Flow Status", qos, { qos_id = 1 }).value,
  "suspended", "and so known")
step()
client:equal(flow_told(), "1 activated activated", "a flow is resumed")
client:call("WDS Stop Network", wds,
  { packet_data_handle = call.packet_data_handle })
client:equal(flow_told(), "1 gone gone", "a flow goes with its call")
_, why = client:call("QOS Get Flow Status", qos, { qos_id = 1 })
client:equal(why, "InvalidQosId", "and is not known any more")

local function systems()
  local names = {}
  for _, system in ipairs(client:call("DSD Get System Status", dsd)
    .available_systems or {}) do
    table.sort(system.so_mask)
    names[#names + 1] = system.rat .. ": " .. table.concat(system.so_mask, " ")
  end
  return table.concat(names, ", ")
end

client:equal(systems(), "3gpp_lte: 3gpp_lte_fdd", "LTE carries data")
client:equal(client:call("QOS Get Network Status", qos).qos_supported, true,
  "and has flows")
_, why = client:call("DSD System Status Change", dsd, {})
client:equal(why, "MissingArgument", "a registration says on or off")
client:call("DSD System Status Change", dsd, { register_indication = true })
client.indications = {}
step()
client:equal(systems(), "3gpp_geran: 3gpp_edge 3gpp_gprs", "GSM does")
local message = client:indication "DSD System Status"
client:equal(message and message.fields.available_systems[1].rat, "3gpp_geran",
  "which is told")
message = client:indication "QOS Network Status"
client:equal(message and message.fields.qos_supported, false,
  "and that it has no flows")
step()
client:equal(systems(),
  "3gpp_5g: 3gpp_5g_nsa 3gpp_5g_sub6, 3gpp_lte: 3gpp_lte_tdd",
  "5G helps LTE")
step()
client:equal(systems(), "3gpp_5g: 3gpp_5g_sa 3gpp_5g_sub6 3gpp_5g_tdd",
  "5G stands alone")
client:call("DMS Set Operating Mode", dms, { mode = "low_power" })
client:equal(systems(), "", "without a radio there is none")

local function apn(kind)
  local answer, problem = client:call("DSD Get APN Info", dsd,
    { apn_type = kind })
  return answer and answer.apn_name or problem
end

client:equal(apn "default", "internet", "the default access point")
client:equal(apn "ims", "ims", "is another than that of IMS")
client:equal(apn "mms", "InformationUnavailable", "and none is for MMS")
client:call("DSD Set APN Type", dsd, { apn_type = {
  name = "wap", type = { "mms", "supl" } } })
client:equal(apn "mms", "wap", "until one is named")
client:call("DSD Set APN Type", dsd, { apn_type = {
  name = "wap", type = { "supl" } } })
client:equal(apn "mms", "InformationUnavailable", "or not any more")
client:equal(apn "supl", "wap", "or still")
client:call("WDS Modify Profile", wds, {
  profile_identifier = { profile_type = "3gpp", profile_index = 1 },
  apn_name = "other" })
client:equal(apn "default", "other", "profiles say the rest")
_, why = client:call("DSD Get APN Info", dsd, { apn_type = 77 })
client:equal(why, "InvalidArgument", "there are ten types")

local sar = client:allocate "SAR"
client:equal(client:call("SAR RF Get State", sar).state, 0, "full power")
client:call("SAR RF Set State", sar, { state = 20 })
client:equal(client:call("SAR RF Get State", sar).state, 20, "less power")
_, why = client:call("SAR RF Set State", sar, { state = 21 })
client:equal(why, "InvalidArgument", "there is no such state")
client:equal(client:call("SAR RF Get State", sar).state, 20, "nor is it set")
