-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What packets need to know of calls, and what calls learn from packets: the
-- world's side of wwan0.

local data_path = {}

local COUNTERS = {
  "tx_packets_ok", "rx_packets_ok", "tx_packets_error", "rx_packets_error",
  "tx_overflows", "rx_overflows", "tx_bytes_ok", "rx_bytes_ok",
  "tx_packets_dropped", "rx_packets_dropped",
}

data_path.COUNTERS = COUNTERS
data_path.CALLS_MAX = 16 -- as in sim/wwan_plan.h

local pack = {
  ipv4 = function(number) return string.pack(">I4", number) end,
  ipv6 = function(groups)
    return string.pack(">I2I2I2I2I2I2I2I2", table.unpack(groups))
  end,
}

-- How many bits of a mask are set.
local function prefix_of(own)
  if own.prefix then
    return own.prefix
  end
  local bits = 0
  while own.mask << bits & 0x80000000 ~= 0 do
    bits = bits + 1
  end
  return bits
end

local function describe(call)
  local own = call.settings
  local dns = {}
  for index, server in ipairs(own.dns) do
    dns[index] = pack[call.family](server)
  end
  return {
    handle = call.handle, family = call.family, slot = call.slot,
    dormant = call.dormant, address = pack[call.family](own.address),
    gateway = pack[call.family](own.gateway), dns = dns,
    prefix = prefix_of(own), mtu = own.mtu,
  }
end

-- Tells the data path how things are now.
function data_path.publish(modem)
  local bearers, data = modem.bearers, modem.data
  if not bearers or not data then
    return -- the world is still being made
  end
  local list = {}
  for index, call in ipairs(bearers.calls) do
    list[index] = describe(call)
  end
  modem:carry {
    raw_ip = data.link == "raw_ip",
    aggregated = data.up ~= "disabled" or data.down ~= "disabled",
    link = bearers.link, calls = list,
  }
end

-- Adds what has passed since the last time to a call's counters. Returns how
-- long ago its last packet was, in seconds; nil: there was none.
function data_path.collect(modem, call)
  local passed, idle = modem:traffic(call.handle)
  for name, value in pairs(passed) do
    call.counters[name] = call.counters[name] + value
  end
  return idle
end

local LINK = { latency = true, loss = true, tx_rate = true, rx_rate = true }

-- The link as `changes` makes it of `old`; nil and what is wrong with them.
function data_path.link(old, changes)
  local link = {}
  for name in pairs(changes) do
    if not LINK[name] then
      return nil, string.format("no %q; it has latency, loss, rx_rate, tx_rate",
        tostring(name))
    end
  end
  for name in pairs(LINK) do
    local value = changes[name]
    if value == nil then
      value = old[name]
    end
    value = value or 0
    local limit = name == "loss" and 1 or name == "latency" and 60 or 1e12
    if type(value) ~= "number" or not (value >= 0 and value <= limit) then
      return nil, string.format("%s must be a number from 0 to %g", name, limit)
    end
    link[name] = value
  end
  return link
end

-- Raises what is wrong with a preset's entries for the data path.
function data_path.check(preset)
  local link, problem = data_path.link({}, preset.link or {})
  if not link then
    error("bearers.link: " .. problem, 0)
  end
  for _, name in ipairs { "idle_timeout", "dormant_after" } do
    local seconds = preset[name]
    if seconds and (type(seconds) ~= "number" or
      not (seconds > 0 and seconds <= 1e9)) then
      error(string.format(
        "bearers.%s must be a number of seconds, or false", name), 0)
    end
  end
  local mtu = preset.mtu
  if math.type(mtu) ~= "integer" or mtu < 68 or mtu > 65535 then
    error("bearers.mtu must be an integer from 68 to 65535", 0)
  end
  return link
end

-- Calls `action(call)` once a call that is up has carried nothing for so many
-- seconds, counted from now on.
function data_path.when_idle(modem, call, seconds, action)
  local bearers = modem.bearers
  local since = modem:time()
  local function look()
    if modem.bearers ~= bearers or bearers:by_handle(call.handle) ~= call then
      return
    end
    local idle = data_path.collect(modem, call)
    local quiet = math.min(idle or math.huge, modem:time() - since)
    if quiet >= seconds then
      action(call)
    else
      modem:after(seconds - quiet, look)
    end
  end
  modem:after(seconds, look)
end

return data_path
