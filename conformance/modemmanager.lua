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

local function carry_data(modem)
  cue(modem)
end

local function disconnect(modem)
  modem:expect("WDS Stop Network")
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
  modem = @MODEM@ {
    sim = { pin = "1234" },
    bearers = addresses,
  },
  -- The bytes of all calls, to be compared with those of wwan0.
  on = {
    ["DMS Get Factory SKU"] = function(modem)
      local rx, tx = 0, 0
      for _, call in ipairs(modem.bearers.calls) do
        local counters = modem.bearers:counters(call)
        rx = rx + counters.rx_bytes_ok
        tx = tx + counters.tx_bytes_ok
      end
      return { sku = rx .. " " .. tx }
    end,
  },
  story = function(modem)
    unlock(modem)
    enable(modem)
    change_signal(modem)
    connect(modem)
    carry_data(modem)
    disconnect(modem)
    lose_network(modem)
    reset(modem)
    unplug(modem)
  end,
}
