-- SPDX-License-Identifier: LGPL-2.1-or-later
-- qmi-network starts and stops a call by several processes that use one client
-- id. Whatever is held at the end fails the run.

local name, made = @MODEM@

local stories = {}

-- Start, status, a second start that does not come here, stop, status: the id
-- is the same until the stop and another one afterwards.
local function whole(modem, request)
  modem:expect "WDS Get Packet Service Status"
  local _, call = modem:expect("WDS Start Network", { request = request })
  local id = call.client
  modem:expect("WDS Get Packet Service Status", { client = id })
  assert(#modem.bearers.calls == 1, "a call is up")
  local handle = modem.bearers.calls[1].handle
  modem:expect("WDS Stop Network", {
    client = id, request = { packet_data_handle = handle },
  })
  assert(#modem.bearers.calls == 0, "no call is up")
  modem:expect "WDS Get Packet Service Status"
end

stories["plain"] = function(modem)
  whole(modem, {
    apn = "internet", username = "me", password = "secret",
    ip_family_preference = "ipv4",
  })
end

stories["proxy"] = function(modem)
  whole(modem, { apn = "internet" })
end

stories["raw-ip"] = function(modem)
  modem:expect("WDA Get Data Format")
  modem:expect("WDS Start Network", { request = { apn = "internet" } })
  modem:expect("WDS Stop Network")
end

stories["refused"] = function(modem)
  modem.bearers:refuse { "gsm_wcdma_option_unsubscribed", "3gpp", 33 }
  local _, call = modem:expect "WDS Start Network"
  modem:expect("CTL Release CID", {
    request = { release_info = { service = "wds", cid = call.client } },
  })
  modem.bearers:refuse(nil)
  modem:expect "WDS Start Network"
  modem:expect "WDS Stop Network"
end

stories["profile"] = function(modem)
  local _, forgotten = modem:expect("WDS Create Profile", {
    request = { apn_name = "other" },
  })
  local request = modem:expect "WDS Start Network"
  assert(modem.bearers.calls[1].apn == "other", "the profile names the APN")
  modem:expect("WDS Delete Profile", {
    request = {
      profile_identifier = { profile_index = request.profile_index_3gpp },
    },
  })
  modem:expect "WDS Stop Network"
  modem:expect("CTL Release CID", {
    request = { release_info = { service = "wds", cid = forgotten.client } },
  })
end

return scenario {
  modem = made,
  leaks = "fail",
  story = stories[name],
}
