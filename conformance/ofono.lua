-- SPDX-License-Identifier: LGPL-2.1-or-later
-- oFono meets a modem, from the list to the day that the modem is pulled out.
-- Each cue comes from of_cue() in conformance/ofono_lib.sh.

local TELIT = 0x1BC7
local FRIEND = "+15550100200"

local addresses = {
  ipv4 = {
    address = "10.77.1.6", mask = "255.255.255.248", gateway = "10.77.1.1",
    dns = { "10.77.0.53", "10.77.0.54" },
  },
}

local function cue(modem)
  modem:expect("NAS Get Signal Strength", {
    where = function(request) return request.request_mask ~= nil end,
  })
end

local function unlock(modem)
  for _, code in ipairs { "0000", "1234" } do
    modem:expect("UIM Verify PIN", {
      where = function(request) return request.info.pin_value == code end,
    })
  end
end

-- A Telit is always online.
local function go_online(modem)
  if modem.preset.usb.vendor ~= TELIT then
    modem:expect("DMS Set Operating Mode", { request = { mode = "online" } })
  end
  modem:expect("NAS Set Event Report")
end

local function has_lte(modem)
  for _, mode in ipairs(modem.preset.network.modes) do
    if mode == "lte" then
      return true
    end
  end
  return false
end

local function connect(modem, apn)
  modem:expect("WDS Start Network", { request = { apn = apn } })
  modem:expect("WDS Get Current Settings", { within = 10 })
end

local function disconnect(modem)
  modem:expect("WDS Stop Network")
  connect(modem, "internet")
  cue(modem)
  modem.bearers:stop_all("network_end")
end

local function change_signal(modem)
  cue(modem)
  modem.network:set_signal {
    lte = { rssi = -91 }, umts = { rssi = -91, rscp = -91 },
  }
end

local function go_offline(modem)
  modem:expect("DMS Set Operating Mode", { request = { mode = "low_power" } })
  modem:expect("DMS Set Operating Mode", { request = { mode = "online" } })
end

local function lose_network(modem)
  cue(modem)
  modem.network:lose()
  cue(modem)
  modem.network:come_back()
end

local function take_messages(modem)
  cue(modem)
  modem.messages:receive { from = FRIEND, text = "Hello, phone!" }
  cue(modem)
  modem.messages:receive { from = FRIEND, text = "Завтра дождь ☔" }
  modem:expect "WMS Raw Send"
  local message = modem.messages.sent[1]
  assert(message.to == FRIEND and message.text == "How are you?", message.text)
end

local function unplug(modem)
  cue(modem)
  modem:reboot { seconds = 3 }
  modem:expect("DMS Get IDs", { within = 60 })
end

return scenario {
  modem = @MODEM@ { bearers = addresses },
  story = function(modem)
    if modem.preset.sim.pin then
      unlock(modem)
    end
    go_online(modem)
    -- On LTE oFono takes over what the attach has set up and names no APN.
    connect(modem, not has_lte(modem) and "internet" or nil)
    disconnect(modem)
    change_signal(modem)
    modem.calls:set_ussd("*100#", "Your balance is 7.")
    modem:expect "VOICE Originate USSD No Wait"
    if modem.preset.usb.vendor ~= TELIT then
      go_offline(modem)
    end
    lose_network(modem)
    take_messages(modem)
    unplug(modem)
  end,
}
