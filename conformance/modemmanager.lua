-- SPDX-License-Identifier: LGPL-2.1-or-later
-- ModemManager meets a modem whose card asks for a PIN, from the list to the
-- day that the modem is pulled out. Each cue comes from conformance/cue().

local addresses = {
  ipv4 = {
    address = "10.77.1.6", mask = "255.255.255.248", gateway = "10.77.1.1",
    dns = { "10.77.0.53", "10.77.0.54" },
  },
  ipv6 = {
    address = "2001:db8:77:1::6", gateway = "2001:db8:77:1::1", prefix = 64,
    dns = { "2001:db8:77::53", "2001:db8:77::54" },
  },
}

local function cue(modem)
  modem:expect("DMS Get Factory SKU")
end

local function unlock(modem)
  modem:expect("UIM Verify PIN", {
    where = function(request) return request.info.pin_value == "0000" end,
  })
  modem:expect("UIM Verify PIN", {
    where = function(request) return request.info.pin_value == "1234" end,
  })
end

local function enable(modem, since)
  modem:expect("NAS Register Indications", { since = since, within = 60 })
end

local function change_signal(modem)
  cue(modem)
  modem.network:set_signal { rssi = -101, rsrp = -118, rsrq = -16, snr = 1.5 }
end

local function lose_network(modem)
  cue(modem)
  modem.network:lose()
  cue(modem)
  modem.network:come_back()
end

local function connect(modem)
  modem:expect("WDS Start Network", { request = { apn = "internet" } })
  modem:expect("WDS Get Current Settings", { within = 10 })
end

local function disconnect(modem)
  modem:expect("WDS Stop Network")
end

-- Three messages come in; what goes out must have arrived whole.
local function exchange_messages(modem)
  local from = "+15550100200"
  cue(modem)
  modem.messages:receive { from = from, text = "one part" }
  modem.messages:receive { from = from, text = ("several "):rep(40) }
  modem.messages:receive { from = from, text = "две, 二" }
  cue(modem)
  local sent, texts = modem.messages.sent, {}
  for _, part in ipairs(sent) do
    texts[part.to] = (texts[part.to] or "") .. part.text
  end
  assert(texts["+15550100301"] == "plain", "the plain text")
  assert(texts["+15550100302"] == ("long "):rep(40) .. "конец",
    "the long text")
  assert(#sent > 3, "a long text is sent in parts")
end

local function ask_network(modem)
  modem.calls:set_ussd("*123#", {
    text = "Press 1", replies = { ["1"] = "You pressed 1" },
  })
  modem:expect("VOICE Originate USSD")
  modem:expect("VOICE Answer USSD")
end

local function call(modem)
  modem.calls:behave("+15550100400", { outcome = "answer", seconds = 0.2 })
  modem:expect("VOICE Dial Call", {
    request = { calling_number = "+15550100400" },
  })
  modem:expect("VOICE End Call")
  cue(modem)
  assert(modem.calls.tones[1].digits == "5", "the key that was pressed")
  modem.calls:ring { from = "+15550100401" }
  modem:expect("VOICE Answer Call")
  cue(modem)
  modem.calls:hang_up()
end

-- ModemManager prefers PDS where the modem has both.
local function receiver(modem, is_on)
  if not modem.preset.services.PDS then
    modem:expect(is_on and "LOC Start" or "LOC Stop")
    return
  end
  modem:expect("PDS Set GPS Service State", {
    where = function(request)
      return request.state.gps_service_state == is_on
    end,
  })
end

local function move(modem)
  receiver(modem, true)
  cue(modem)
  modem.position:move_to { latitude = -33.5, longitude = 151.25 }
  receiver(modem, false)
end

local function reset(modem)
  modem:expect("DMS Set Operating Mode", { request = { mode = "reset" } })
end

local function unplug(modem)
  cue(modem)
  modem:reboot { seconds = 1 }
  modem:expect("DMS Get IDs", { within = 60 })
end

return scenario {
  modem = preset "@PRESET@" {
    sim = { pin = "1234" },
    bearers = addresses,
    messages = { delivery_seconds = 0.1 },
    calls = { setup_seconds = 0.1, alert_seconds = 0.1, ussd_seconds = 0.1 },
    position = { fix_seconds = { cold = 0.5 } },
  },
  story = function(modem)
    unlock(modem)
    enable(modem)
    change_signal(modem)
    connect(modem)
    disconnect(modem)
    lose_network(modem)
    exchange_messages(modem)
    ask_network(modem)
    call(modem)
    move(modem)
    reset(modem)
    unplug(modem)
  end,
}
