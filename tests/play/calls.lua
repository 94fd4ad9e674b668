-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Packet data calls: whose they are, what is known of them, how they end.

local client = dofile(os.getenv "PLAY")(...)

local function start(wds, fields)
  local answer, why = client:call("WDS Start Network", wds, fields or {})
  client:wait(0)
  return answer and answer.packet_data_handle, why, answer
end

local function status(wds)
  local fields = client:call("WDS Get Packet Service Status", wds)
  return fields.connection_status
end

local function has(text)
  for _, entry in ipairs(client.core.held()) do
    if entry:find(text, 1, true) then
      return true
    end
  end
  return false
end

local wds, other = client:allocate "WDS", client:allocate "WDS"
client:equal(status(wds), "disconnected", "there is no call")
local _, why = client:call("WDS Get Packet Statistics", wds,
  { mask = { "tx_bytes_ok" } })
client:equal(why, "OutOfCall", "and it has no counters")
local handle, answer
handle, why, answer = start(wds, { apn = "nowhere" })
client:equal(why, "CallFailed", "an unknown name is refused")
client:equal(answer.call_end_reason, "gsm_wcdma_unknown_apn", "in words")

client:call("WDS Indication Register", wds,
  { report_extended_ip_configuration_change = true })
client:call("WDS Set Event Report", wds, { transfer_statistics = {
  interval_seconds = 1, indicators = { "tx_bytes_ok" } },
  dormancy_status = true })
handle = start(wds, { apn = "internet" })
client:check(handle, "the call is up")
client:equal(status(wds), "connected", "its client sees it")
client:equal(status(other), "connected", "so does one on the same port")
_, why = start(wds, { apn = "internet" })
client:equal(why, "NoEffect", "it cannot be started twice")
_, why = start(other, { apn = "internet" })
client:equal(why, "NoEffect", "not by another client either")
_, why = client:call("WDS Stop Network", other, { packet_data_handle = handle })
client:equal(why, "InvalidHandle", "nor can another client stop it")
client:check(has "packet data handle", "the audit names the handle")

client:wait(3)
local report
for _, message in ipairs(client.indications) do
  report = message.name == "WDS Event Report" and message or report
end
client:equal(report and report.fields.tx_bytes_ok, 1500,
  "counters come at the interval")
local counters = client:call("WDS Get Packet Statistics", wds,
  { mask = { "tx_packets_ok", "tx_bytes_ok" } })
client:equal(counters.tx_packets_ok, 1, "and when they are asked for")
client:wait(2)
local changed = client:indication "WDS Extended Ip Config"
client:equal(changed and changed.fields.changed_ip_configuration[1], "mtu",
  "a changed MTU is told")
local settings = client:call("WDS Get Current Settings", wds,
  { requested_settings = { "mtu", "ip_address" } })
client:equal(settings.mtu, 1400, "and known")
client:equal(settings.ipv4_address, 0x0AA44002, "beside the address")
client:equal(settings.apn_name, nil, "and nothing else")

client.indications = {}
client:call("WDS Go Dormant", wds)
client:wait(0)
local dormant = client:indication "WDS Event Report"
client:equal(dormant and dormant.fields.dormancy_status,
  "traffic_channel_dormant", "dormancy is told")
_, why = client:call("WDS Go Dormant", wds)
client:equal(why, "NoEffect", "once")

local third = client:allocate "WDS"
client:call("WDS Bind Mux Data Port", third, { mux_id = 2 })
client:equal(status(third), "disconnected", "another port has its own calls")
local second = start(third, { apn = "ims" })
client:check(second and second ~= handle, "with a handle of its own")
settings = client:call("WDS Get Current Settings", third, {})
client:equal(settings.ipv4_address, 0x0AA44006, "and its own address")
client:equal(settings.apn_name, "ims", "and its own name")

client:call("WDS Set IP Family", other, { preference = "ipv6" })
_, why, answer = start(other)
client:equal(why, "CallFailed", "the network refuses")
client:equal(answer.verbose_call_end_reason.reason, 29, "with a reason")
client:wait(6)
client:check(start(other), "IPv6 goes beside IPv4")
settings = client:call("WDS Get Current Settings", other, {})
client:equal(settings.ipv6_address.prefix_length, 64, "and has a prefix")
local fourth = client:allocate "WDS"
client:call("WDS Bind Mux Data Port", fourth, { mux_id = 3 })
_, why, answer = start(fourth)
client:equal(answer and answer.call_end_reason,
  "gsm_wcdma_insufficient_resources", "a fourth call is too many")

client.indications = {}
client:release("WDS", third)
third = client:allocate "WDS"
client:call("WDS Bind Mux Data Port", third, { mux_id = 2 })
client:equal(status(third), "disconnected", "a call ends with its client id")
_, why = client:call("WDS Stop Network", wds, { packet_data_handle = handle })
client:equal(why, nil, "the client stops its call")
client:wait(0)
local down = client:indication "WDS Packet Service Status"
client:equal(down and down.fields.call_end_reason, "generic_client_end",
  "and hears why it ended")
_, why = client:call("WDS Stop Network", wds,
  { packet_data_handle = 0xFFFFFFFF })
client:equal(why, "NoEffect", "there is nothing to stop")
client:call("WDS Set Autoconnect Settings", wds, { status = "enabled" })
client:equal(status(wds), "connected", "autoconnect starts a call")
_, why = client:call("WDS Stop Network", wds,
  { packet_data_handle = 0xFFFFFFFF, disable_autoconnect = true })
client:equal(why, nil, "the global handle stops it")
client:equal(status(wds), "disconnected", "for good")
for _, id in ipairs { wds, other, third, fourth } do
  client:release("WDS", id)
end
client:equal(#client.core.held(), 0, "nothing is held")
