-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The radio network: who is in reach, whom the modem is registered with, and
-- how well it hears.
--
-- Topics: "registration" (before, after) whenever one of the things in
-- Network:view() changes, "signal" (technology, before, after), "rejected"
-- (operator, cell, cause).

local card = include "world/card"
local plmn = include "world/plmn"
local clock = include "world/clock"

local Network = {}
Network.__index = Network

local function copy(value)
  if type(value) ~= "table" then
    return value
  end
  local result = {}
  for key, item in pairs(value) do
    result[key] = copy(item)
  end
  return result
end

local function contains(list, wanted)
  for _, item in ipairs(list or {}) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- The network whose card it is: { mcc =, mnc =, name = }.
local function home_of(modem)
  local digits = card.slot(modem).home
  local home = { mcc = digits:sub(1, 3), mnc = digits:sub(4), name = "" }
  for _, operator in ipairs(modem.preset.network.operators) do
    if plmn.same(operator, home) then
      home.name = operator.name
    end
  end
  return home
end

-- A modem that has just been switched on has found its network already: the
-- time that takes is part of the boot, unless `registration_seconds` says more.
function Network.new(modem)
  local preset = modem.preset.network
  local kept = modem.nonvolatile
  kept.preferences = kept.preferences or copy(preset.preferences)
  kept.selection = kept.selection or { mode = "automatic" }
  kept.preferred = kept.preferred or copy(preset.preferred or {})
  local network = setmetatable({
    modem = modem, home = home_of(modem), operators = preset.operators,
    modes = preset.modes, signal = copy(preset.signal),
    preferences = copy(kept.preferences), selection = copy(kept.selection),
    registration = "not_registered", operator = nil, cell = nil,
    in_reach = true, limits = {}, denial = nil, last_reject = nil,
    rejected_by = nil, -- { operator =, cell = } that has turned it away
    wants_attach = true,
    is_searching = false, search = 0, -- the number of the search
  }, Network)
  local state, operator, cell = network:aim()
  if state == "registered" and preset.registration_seconds > 0 then
    network:settle "not_registered_searching"
    network:register_after(preset.registration_seconds)
  else
    network:settle(state, operator, cell)
  end
  return network
end

function Network:is_registered()
  return self.registration == "registered"
end

function Network:is_attached()
  return self:is_registered() and self.wants_attach
end

function Network:is_roaming()
  return self.operator ~= nil and not self:is_home(self.operator)
end

function Network:technology()
  return self.cell and self.cell.technology
end

-- The 5G cell beside the LTE cell in use, which is true where nothing more is
-- said of it; nil when the modem may not use it.
function Network:second_cell()
  local second = self.cell and self.cell.technology == "lte" and
    self.cell.has_5gnr
  if not second or not contains(self:allowed_modes(), "5gnr") then
    return nil
  end
  local band = type(second) == "table" and second.band
  if band and not contains(self.preferences.nr5g_nsa_bands, band) then
    return nil
  end
  return second
end

function Network:radio_is_on()
  return self.modem.device.operating_mode == "online"
end

-- Whether there is a card and it is open.
function Network:card_is_ready()
  return self.modem.sim:is_ready()
end

-- Everything about the registration that a client may want to hear of.
function Network:view()
  return {
    registration = self.registration, operator = self.operator,
    cell = self.cell, technology = self:technology(),
    attached = self:is_attached(), roaming = self:is_roaming(),
  }
end

-- Which technologies may be used, best first.
function Network:allowed_modes()
  local list = {}
  for _, mode in ipairs(self.preferences.acquisition_order) do
    if contains(self.preferences.modes, mode) and contains(self.modes, mode)
    then
      list[#list + 1] = mode
    end
  end
  return list
end

-- Bands of CDMA are preferred by their blocks, as "bc_0_a_system".
local function cdma_is_allowed(preferences, band)
  for _, name in ipairs(preferences.bands) do
    if name == band or name:sub(1, #band + 1) == band .. "_" then
      return true
    end
  end
  return false
end

local function band_is_allowed(preferences, cell)
  local kind = cell.band:match "^%l+%d?%l*_"
  if kind == "eutran_" then
    return contains(preferences.lte_bands, cell.band)
  elseif kind == "nr5g_" then
    return contains(preferences.nr5g_sa_bands, cell.band)
  elseif kind == "bc_" then
    return cdma_is_allowed(preferences, cell.band)
  end
  return contains(preferences.bands, cell.band)
end

function Network:usable_cell(operator)
  for _, mode in ipairs(self:allowed_modes()) do
    for _, cell in ipairs(operator.cells) do
      if cell.technology == mode and
        (self.limits.technology or mode) == mode and
        band_is_allowed(self.preferences, cell) then
        return cell
      end
    end
  end
  return nil
end

function Network:is_in_reach(operator)
  local only = self.limits.operator
  return self.in_reach and (not only or operator.mcc .. operator.mnc == only)
end

-- Whether the card lists the network in a file of networks.
function Network:card_lists(operator, name)
  local slot = card.working(self.modem)
  return slot ~= nil and contains(card.networks(slot, name),
    operator.mcc .. operator.mnc)
end

-- The network of the card, or one that is as good as that.
function Network:is_home(operator)
  return plmn.same(operator, self.home) or self:card_lists(operator, "EHPLMN")
end

function Network:is_forbidden(operator)
  return operator.forbidden or self:card_lists(operator, "FPLMN")
end

function Network:may_use(operator)
  if not self:is_in_reach(operator) then
    return false
  end
  if self.selection.mode == "manual" then
    return plmn.same(operator, self.selection)
  end
  if self:is_home(operator) then
    return true
  end
  return self.preferences.roaming ~= "off" and not self:is_forbidden(operator)
end

-- The operator and the cell to register with: the home network first.
function Network:choose()
  local found, found_cell
  for _, operator in ipairs(self.operators) do
    local cell = self:may_use(operator) and self:usable_cell(operator)
    if cell and (not found or plmn.same(operator, self.home)) then
      found, found_cell = operator, cell
    end
  end
  return found, found_cell
end

-- Where the modem should be: a registration state, an operator and a cell.
function Network:aim()
  if not self:radio_is_on() or not self:card_is_ready() then
    return "not_registered"
  end
  local operator, cell = self:choose()
  if not operator then
    return "not_registered_searching"
  end
  if self.denial or operator.reject or operator.forbidden then
    return "registration_denied", operator, cell
  end
  return "registered", operator, cell
end

-- Takes on a state without telling anybody.
function Network:settle(state, operator, cell)
  local is_registered = state == "registered"
  self.registration = state
  self.operator = is_registered and operator or nil
  self.cell = is_registered and cell or nil
  self.rejected_by = nil
  if state == "registration_denied" then
    self.rejected_by = { operator = operator, cell = cell }
    self.last_reject = self.denial or operator.reject or "plmn_not_allowed"
  elseif is_registered then
    self.last_reject = nil
  end
end

local function same_view(a, b)
  return a.registration == b.registration and a.operator == b.operator and
    a.cell == b.cell and a.attached == b.attached
end

function Network:become(state, operator, cell)
  local before = self:view()
  self:settle(state, operator, cell)
  local after = self:view()
  if not same_view(before, after) then
    self.modem:changed("registration", before, after)
  end
  if state == "registration_denied" then
    self.modem:changed("rejected", operator, cell, self.last_reject)
  end
end

-- Something that matters to the registration has changed: follow it. Leaving a
-- network is at once, finding one takes its time.
function Network:update()
  self.home = home_of(self.modem)
  local state, operator, cell = self:aim()
  local leads_on = state == "registered" or state == "registration_denied"
  if not leads_on or self:is_registered() then
    self.is_searching = false
    self.search = self.search + 1
    self:become(state, operator, cell)
  elseif not self.is_searching then
    self:look_for_network()
  end
end

function Network:look_for_network()
  self:register_after(self.modem.preset.network.search_seconds)
  self:become "not_registered_searching"
end

-- Becomes what the aim is by then, unless there is no aim for a while.
function Network:register_after(seconds)
  self.is_searching = true
  self.search = self.search + 1
  local search = self.search
  self.modem:after(seconds, function()
    if self.modem.network == self and self.search == search then
      self.is_searching = false
      self:become(self:aim())
    end
  end)
end

-- No network is in reach any more.
function Network:lose()
  self.in_reach = false
  self:update()
end

-- The networks are in reach again; the modem looks for them.
function Network:come_back()
  self.in_reach = true
  self:update()
end

-- Limits what is in reach: { technology = "umts", operator = "26202" }. An
-- empty table lifts the limits.
function Network:cover(limits)
  self.limits = { technology = limits.technology, operator = limits.operator }
  self:update()
end

-- From now on the network turns the modem away, for a reason such as
-- "illegal_me".
function Network:deny(cause)
  self.denial = cause or "plmn_not_allowed"
  self:become(self:aim())
end

function Network:allow()
  self.denial = nil
  self:update()
end

function Network:set_attach(wanted)
  local before = self:view()
  self.wants_attach = wanted
  local after = self:view()
  if not same_view(before, after) then
    self.modem:changed("registration", before, after)
  end
end

-- Keeps a choice over a power cycle when `is_permanent`.
function Network:keep(is_permanent)
  if is_permanent then
    local kept = self.modem.nonvolatile
    kept.preferences = copy(self.preferences)
    kept.selection = copy(self.selection)
  end
end

-- Automatic when `wanted` is nil, else the network with these digits.
function Network:select(wanted, is_permanent)
  self.selection = wanted and
    { mode = "manual", mcc = wanted.mcc, mnc = wanted.mnc } or
    { mode = "automatic" }
  self:keep(is_permanent)
  self:update()
end

-- The network in reach with a code of integers, or nil.
function Network:find(mcc, mnc, three_digits)
  for _, operator in ipairs(self.operators) do
    if plmn.matches(operator, mcc, mnc, three_digits) then
      return operator
    end
  end
  return nil
end

-- The operators that a scan finds, each with the technologies that are heard.
function Network:scan(wanted)
  local found = {}
  for _, operator in ipairs(self.operators) do
    local technologies, seen = {}, {}
    for _, cell in ipairs(operator.cells) do
      local technology = cell.technology
      if contains(self.modes, technology) and not seen[technology] and
        not technology:find "^cdma" and
        (not wanted or contains(wanted, technology)) and
        (self.limits.technology or technology) == technology then
        seen[technology] = true
        technologies[#technologies + 1] = technology
      end
    end
    if #technologies > 0 and self:is_in_reach(operator) then
      found[#found + 1] = { operator = operator, technologies = technologies }
    end
  end
  return found
end

-- The signal of the serving cell, or nil: { rssi =, ... } in dBm and dB.
function Network:heard()
  local technology = self:technology()
  return technology and self.signal[technology], technology
end

-- Changes the signal: of technologies, { lte = { rsrp = -110 } }, or of the one
-- in use, { rsrp = -110 }.
function Network:set_signal(changes)
  local by_technology = {}
  for key, value in pairs(changes) do
    if type(value) == "table" then
      by_technology[key] = value
    else
      local technology = self:technology() or self.modes[#self.modes]
      by_technology[technology] = by_technology[technology] or {}
      by_technology[technology][key] = value
    end
  end
  for technology, values in pairs(by_technology) do
    local before = self.signal[technology]
    if not before then
      error("no signal of " .. tostring(technology), 2)
    end
    local after = copy(before)
    for key, value in pairs(values) do
      if after[key] == nil then
        error(string.format("%s has no %q", technology, key), 2)
      end
      after[key] = value
    end
    self.signal[technology] = after
    self.modem:changed("signal", technology, before, after)
  end
end

-- The network's time now.
function Network:time()
  local start = self.modem.preset.network.time
  return clock.at(start, self.modem:time())
end

return Network
