-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Packet data calls: who started them, their addresses and counters.
--
-- A call belongs to a data port and an IP family; there is one of each. The
-- port is 0 or the mux id that a client is bound to. `client` is the id of the
-- WDS client that started the call, 0 when the modem did.
--
-- Topics: "call" (call, event) with event "connected", "disconnected",
-- "dormant", "active", "technology" or "settings" (and what changed);
-- "counters" (call).

local address = include "world/address"
local data_path = include "world/data_path"
local Profiles = include "world/profiles"

local Bearers = {}
Bearers.__index = Bearers

-- Why a call could not be started or has ended: the short reason, the type and
-- the number of the verbose one.
Bearers.REASONS = {
  no_service = { "generic_no_service", "cm", 2001 },
  client_end = { "generic_client_end", "cm", 2000 },
  network_end = { "gsm_wcdma_network_end", "3gpp", 36 },
  unknown_apn = { "gsm_wcdma_unknown_apn", "3gpp", 27 },
  authentication_failed = { "generic_authentication_failed", "3gpp", 29 },
  ipv4_only = { "generic_unspecified", "3gpp", 50 },
  ipv6_only = { "generic_unspecified", "3gpp", 51 },
  too_many_calls = { "gsm_wcdma_insufficient_resources", "3gpp", 26 },
  roaming_refused = { "generic_unspecified", "cm", 2001 },
}

-- Takes a reason by name or as { short, type, number }.
function Bearers.reason(reason)
  local found = Bearers.REASONS[reason] or reason
  if type(found) ~= "table" then
    error(string.format("no reason %q for the end of a call",
      tostring(reason)), 2)
  end
  return {
    call_end_reason = found[1],
    verbose_call_end_reason = { type = found[2], reason = found[3] },
  }
end

function Bearers.new(modem)
  local preset = modem.preset.bearers
  local kept = modem.nonvolatile
  kept.autoconnect = kept.autoconnect or {
    status = preset.autoconnect, roaming = preset.autoconnect_roaming,
  }
  return setmetatable({
    modem = modem, calls = {}, autoconnect = kept.autoconnect,
    profiles = Profiles.new(modem), next_handle = preset.first_handle,
    last = nil, refusal = nil, attach_profiles = { preset.default_profile },
    link = data_path.check(preset),
  }, Bearers)
end

function Bearers:find(port, family)
  for _, call in ipairs(self.calls) do
    if call.port == port and call.family == family then
      return call
    end
  end
  return nil
end

function Bearers:by_handle(handle)
  for _, call in ipairs(self.calls) do
    if call.handle == handle then
      return call
    end
  end
  return nil
end

function Bearers:of_client(client)
  local list = {}
  for _, call in ipairs(self.calls) do
    if call.client == client then
      list[#list + 1] = call
    end
  end
  return list
end

function Bearers:is_up()
  return #self.calls > 0
end

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- The reason for refusing a call, or nil.
function Bearers:objection(wanted)
  local preset = self.modem.preset.bearers
  local network = self.modem.network
  if self.refusal then
    return self.refusal
  elseif not network:is_attached() then
    return "no_service"
  elseif network:is_roaming() and wanted.home_only then
    return "roaming_refused"
  elseif preset.apns and wanted.apn ~= "" and
    not contains(preset.apns, wanted.apn:lower()) then
    return "unknown_apn"
  elseif not contains(preset.families, wanted.family) then
    return wanted.family == "ipv6" and "ipv4_only" or "ipv6_only"
  elseif #self.calls >= math.min(preset.call_limit, data_path.CALLS_MAX) then
    return "too_many_calls"
  elseif preset.second_family_reason and
    self:find(wanted.port, wanted.family == "ipv4" and "ipv6" or "ipv4") then
    return { "generic_unspecified", "internal", preset.second_family_reason }
  end
  return nil
end

-- The place of a new call among those of its family, from 0: its addresses
-- follow from it.
function Bearers:free_slot(family)
  local slot = 0
  local function is_taken()
    for _, call in ipairs(self.calls) do
      if call.family == family and call.slot == slot then
        return true
      end
    end
    return false
  end
  while is_taken() do
    slot = slot + 1
  end
  return slot
end

local function settings(preset, family, slot)
  local given = preset[family]
  local at = address[family]
  local step = family == "ipv4" and 4 * slot or slot
  local list = { address = at(given.address, step),
    gateway = at(given.gateway, step), dns = {}, mtu = preset.mtu }
  for index, server in ipairs(given.dns) do
    list.dns[index] = at(server)
  end
  if family == "ipv4" then
    list.mask = at(given.mask)
  else
    list.prefix = given.prefix
  end
  return list
end

-- Brings up a call. `wanted`: port, family, apn, client, profile, username,
-- authentication, home_only. Returns the call, or nil and the reason against
-- it.
function Bearers:start(wanted)
  local objection = self:objection(wanted)
  if objection then
    return nil, objection
  end
  local slot = self:free_slot(wanted.family)
  local call = {
    handle = self.next_handle, port = wanted.port, family = wanted.family,
    client = wanted.client, apn = wanted.apn, profile = wanted.profile,
    username = wanted.username, authentication = wanted.authentication,
    slot = slot, dormant = false, counters = {},
    technology = self.modem.network:technology(),
    settings = settings(self.modem.preset.bearers, wanted.family, slot),
  }
  for _, name in ipairs(data_path.COUNTERS) do
    call.counters[name] = 0
  end
  self.next_handle = self.next_handle + 16 & 0x7FFFFFFF
  self.calls[#self.calls + 1] = call
  self:begin_idling(call)
  data_path.publish(self.modem)
  self.modem:changed("call", call, "connected")
  return call
end

-- From now on the call ends, or becomes dormant, when nothing passes.
function Bearers:begin_idling(call)
  local preset = self.modem.preset.bearers
  if preset.idle_timeout then
    data_path.when_idle(self.modem, call, preset.idle_timeout, function()
      self:stop(call, "network_end")
    end)
  end
  self:begin_dormancy(call)
end

function Bearers:begin_dormancy(call)
  local seconds = self.modem.preset.bearers.dormant_after
  if seconds then
    data_path.when_idle(self.modem, call, seconds, function()
      if not call.dormant then
        self:set_dormant(call, true)
      end
    end)
  end
end

-- Ends a call for a reason of Bearers.reason().
function Bearers:stop(call, reason)
  for place, other in ipairs(self.calls) do
    if other == call then
      data_path.collect(self.modem, call)
      table.remove(self.calls, place)
      data_path.publish(self.modem)
      call.ended = Bearers.reason(reason or "client_end")
      self.last = call
      self.modem:changed("call", call, "disconnected")
      return
    end
  end
end

function Bearers:stop_all(reason)
  while self.calls[1] do
    self:stop(self.calls[1], reason)
  end
end

-- The network refuses every call from now on; nil: it accepts them again.
function Bearers:refuse(reason)
  if reason ~= nil then
    Bearers.reason(reason)
  end
  self.refusal = reason
end

function Bearers:set_dormant(call, dormant)
  call.dormant = dormant
  data_path.publish(self.modem)
  self.modem:changed("call", call, dormant and "dormant" or "active")
  if not dormant then
    self:begin_dormancy(call)
  end
end

-- A packet has come for a dormant call.
function Bearers:wake(handle)
  local call = self:by_handle(handle)
  if call and call.dormant then
    self:set_dormant(call, false)
  end
end

-- The counters of a call (or of the first), with what has passed until now.
function Bearers:counters(call)
  call = call or self.calls[1]
  if not call then
    return nil
  end
  if self:by_handle(call.handle) == call then
    data_path.collect(self.modem, call)
  end
  return call.counters
end

-- Changes the radio link: { latency = 0.05, loss = 0.01, tx_rate = 1e6,
-- rx_rate = 1e6 }, in seconds, of 1, and bit/s; 0 is none.
function Bearers:set_link(changes)
  local link, problem = data_path.link(self.link, changes)
  if not link then
    error("the link: " .. problem, 2)
  end
  self.link = link
  data_path.publish(self.modem)
end

-- Adds to the counters of a call (or of the first): { tx_bytes_ok = 1500 }.
function Bearers:count(added, call)
  call = call or self.calls[1]
  if not call then
    return
  end
  for name, value in pairs(added) do
    if not call.counters[name] then
      error("no counter " .. tostring(name), 2)
    end
    call.counters[name] = call.counters[name] + value
  end
  self.modem:changed("counters", call)
end

-- The network gives calls of a family other settings, such as { mtu = 1400 }
-- or { address = "10.0.0.9" }.
function Bearers:change_settings(family, changes)
  for _, call in ipairs(self.calls) do
    if call.family == family then
      for name, value in pairs(changes) do
        call.settings[name] = type(value) == "string" and
          address[family](value) or value
      end
      data_path.publish(self.modem)
      self.modem:changed("call", call, "settings", changes)
    end
  end
end

-- Starts the call of autoconnect where it is wanted and possible.
function Bearers:connect_automatically()
  local setting = self.autoconnect
  if setting.status ~= "enabled" or self:find(0, "ipv4") then
    return
  end
  local profile = self.profiles:default()
  self:start {
    port = 0, family = "ipv4", client = 0, profile = profile,
    apn = profile and profile.fields.apn_name or "",
    home_only = setting.roaming == "home_only",
  }
end

-- The registration has changed: without a network there are no calls.
function Bearers:follow_network()
  if not self.modem.network:is_attached() then
    self:stop_all "no_service"
    return
  end
  local technology = self.modem.network:technology()
  for _, call in ipairs(self.calls) do
    if call.technology ~= technology then
      call.technology = technology
      self.modem:changed("call", call, "technology")
    end
  end
  self:connect_automatically()
end

return Bearers
