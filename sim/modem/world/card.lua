-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card: slots, what is in them, PINs, locks and files. DMS and UIM both
-- answer from here.
--
-- State is plain data in modem.card:
--   active     number of the physical slot that the modem uses
--   slots      list of slots; see new_slot()
--   locks      personalisation locks by feature; see world/locks.lua
--   automatic  the modem chooses the application to use by itself
--   refresh    the REFRESH that is under way; see world/refresh.lua
--
-- Scenarios use modem.sim, whose methods are below under Sim:
--
--   modem.sim:remove()            modem.sim:insert { imsi = "..." }
--   modem.sim:power(false)        modem.sim:switch(2)
--   modem.sim:refresh { mode = "init" }
--
-- Topics: "card" when anything of it changes, "slots" when a card comes, goes
-- or another slot is used, "refresh" with stage and refresh.

local bytes = include "world/bytes"
local card_data = include "world/card_data"
local card_files = include "world/card_files"
local euicc_data = include "world/euicc_data"
local locks = include "world/locks"
local pins = include "world/pins"
local refresh = include "world/refresh"

local card = {}

local AIDS = {
  usim = "A0000000871002FFFFFFFF8903020000",
  isim = "A0000000871004FFFFFFFF8903020000",
  csim = "A0000003431002FFFFFFFF8901010000",
  isd_r = "A0000005591010FFFFFFFF8900000100", -- GSMA SGP.02, 2.2.3
}
local CHANNELS = 3 -- besides the basic one; a preset may say less

local function copy(value)
  if type(value) ~= "table" then
    return value
  end
  local made = {}
  for key, item in pairs(value) do
    made[key] = copy(item)
  end
  return made
end

local function laid_over(base, changes)
  local merged = {}
  for key, value in pairs(base) do
    merged[key] = value
  end
  for key, value in pairs(changes or {}) do
    if base[key] == nil then
      error(string.format("sim.%s is no entry of a card", tostring(key)), 0)
    end
    merged[key] = value
  end
  merged.slots, merged.tries = {}, {}
  for _, name in ipairs { "pin", "puk", "pin2", "puk2" } do
    merged.tries[name] = changes and changes.tries and changes.tries[name]
      or base.tries[name]
  end
  return merged
end

local function check(sim, name, pattern, what)
  local value = sim[name]
  if type(value) ~= "string" or not value:find(pattern) then
    error(string.format("sim.%s must be %s, not %s", name, what,
      tostring(value)), 0)
  end
end

local function check_card(sim)
  local code = "4 to 8 digits as a string"
  check(sim, "iccid", "^%d*$", "digits as a string")
  check(sim, "imsi", "^%d%d%d%d%d%d+$", "digits as a string")
  check(sim, "unused_pin", "^%d%d%d%d+$", code)
  check(sim, "pin2", "^%d%d%d%d+$", code)
  check(sim, "puk", "^%d%d%d%d+$", code)
  check(sim, "puk2", "^%d%d%d%d+$", code)
  for _, name in ipairs { "atr", "gid1", "gid2", sim.eid and "eid" or nil } do
    check(sim, name, "^%x[%x%s]*$", "bytes in hex")
    if not bytes.from_hex(sim[name]) then
      error(string.format("sim.%s has half a byte at its end", name), 0)
    end
  end
  if sim.pin then
    check(sim, "pin", "^%d%d%d%d+$", code)
  end
  if sim.msisdn then
    check(sim, "msisdn", "^%+?%d+$", "a number as a string")
  end
end

local function new_apps(sim)
  local apps = {}
  for place, app in ipairs(sim.applications) do
    local aid = app.aid or AIDS[app.type]
    apps[place] = {
      type = app.type, aid = aid and bytes.from_hex(aid) or "",
    }
  end
  if sim.eid then
    apps[0] = { type = "isd_r", aid = bytes.from_hex(AIDS.isd_r) }
  end
  return apps
end

-- A slot and the card in it, which stays there as data when it is pulled out.
local function new_slot(sim)
  check_card(sim)
  local apps = new_apps(sim)
  local home = sim.imsi:sub(1, 3 + sim.mnc_length)
  return {
    is_present = sim.present, is_powered = true, is_rejected = false,
    problem = nil,     -- a card error, in the words of UIM
    iccid = sim.iccid, imsi = sim.imsi, home = home, msisdn = sim.msisdn,
    atr = bytes.from_hex(sim.atr), is_euicc = sim.eid ~= false,
    eid = sim.eid and bytes.from_hex(sim.eid) or "",
    apps = apps,
    pin1 = pins.new(sim.pin or sim.unused_pin, sim.pin ~= false, sim.puk,
      sim.tries.pin, sim.tries.puk),
    pin2 = pins.new(sim.pin2, true, sim.puk2, sim.tries.pin2, sim.tries.puk2),
    files = card_files.new(sim, apps, home),
    file_errors = card_files.errors(sim), -- by path
    session = nil,     -- the application in use, by number
    session_1x = nil,  -- the same for CDMA
    euicc = nil,       -- see world/euicc_data.lua
    changes = nil,     -- what the inserted card differs by
    channels = {},     -- logical channels by number; see world/apdu.lua
    channels_max = sim.channels or CHANNELS,
  }
end

-- The card with the profile that is enabled, or with none.
local function with_profile(sim, euicc)
  local profile = euicc_data.enabled(euicc)
  local changes = profile and { iccid = profile.iccid, imsi = profile.imsi }
    or { iccid = "", applications = {} }
  return laid_over(sim, changes)
end

-- A slot for the card that `sim` describes. On an eUICC the enabled profile says
-- who the subscriber is.
local function slot_of_card(sim)
  if not sim.eid then
    return new_slot(sim)
  end
  check_card(sim)
  local euicc = euicc_data.new(sim)
  local slot = new_slot(with_profile(sim, euicc))
  slot.euicc = euicc
  return slot
end

-- What the card forgets when it loses power.
local function cold_start(slot, automatic)
  slot.pin1.is_verified, slot.pin2.is_verified = false, false
  slot.is_rejected, slot.problem = false, nil
  slot.channels = {}
  slot.session, slot.session_1x = nil, nil
  if automatic then
    for place, app in ipairs(slot.apps) do
      if app.type == "usim" or app.type == "sim" then
        slot.session = slot.session or place
      elseif app.type == "csim" or app.type == "ruim" then
        slot.session_1x = slot.session_1x or place
      end
    end
  end
end

-- Called when the modem starts. What is in the slots outlives a restart.
function card.setup(modem)
  local sim = modem.preset.sim
  if not modem.card then
    modem.card = {
      active = 1, automatic = sim.automatic, locks = locks.new(sim.locks),
      slots = { slot_of_card(laid_over(sim)) },
    }
    for _, changes in ipairs(sim.slots) do
      table.insert(modem.card.slots, slot_of_card(laid_over(sim, changes)))
    end
  end
  modem.card.refresh = nil
  for _, slot in ipairs(modem.card.slots) do
    slot.is_powered = true
    cold_start(slot, modem.card.automatic)
  end
end

-- The slot that the modem uses.
function card.slot(modem)
  return modem.card.slots[modem.card.active]
end

-- That slot when there is a card that answers in it.
function card.working(modem)
  local slot = card.slot(modem)
  return card.answers(slot) and slot or nil
end

function card.answers(slot)
  return slot.is_present and slot.is_powered and not slot.problem
end

-- The state of application `place` in the words of UIM.
function card.app_state(modem, slot, place)
  if slot.session ~= place and slot.session_1x ~= place then
    return "detected"
  end
  local state = pins.state(slot.pin1)
  if state == "enabled_not_verified" then
    return "pin1_or_upin_pin_required"
  elseif state == "blocked" then
    return "puk1_or_upin_puk_required"
  elseif state == "permanently_blocked" then
    return "pin1_blocked"
  elseif locks.waiting(modem.card.locks) then
    return "check_personalization_state"
  end
  return slot.is_rejected and "illegal" or "ready"
end

-- Whether the modem may register with this card.
function card.is_ready(modem)
  local slot = card.working(modem)
  return slot ~= nil and slot.session ~= nil
    and card.app_state(modem, slot, slot.session) == "ready"
end

-- A file by the ids of its path. `adf`: see card_files.path().
function card.find(slot, ids, adf)
  local path = card_files.path(ids, adf)
  if not path then
    return nil
  end
  return slot.files[path], path
end

-- The networks in a file of networks, by the name that world/card_data.lua has
-- for it: a list of digits.
function card.networks(slot, name)
  local file = slot.files[card_data[name].path]
  if not file then
    return {}
  end
  local size = name:find "wAcT$" and 5 or 3
  local list = {}
  for place = 1, #file.data - 2, size do
    list[#list + 1] = bytes.from_plmn(file.data:sub(place, place + 2))
  end
  return list
end

-- Whether what `access` asks for has been shown.
function card.allows(slot, access)
  if access == "always" then
    return true
  elseif access == "pin1" then
    return pins.is_open(slot.pin1)
  elseif access == "pin2" then
    return pins.is_open(slot.pin2)
  end
  return false
end

-- The card in `slot` starts again with the profile that is enabled now.
function card.take_profile(modem, slot)
  local sim, place = modem.preset.sim, 1
  for number, other in ipairs(modem.card.slots) do
    place = other == slot and number or place
  end
  local changes = slot.changes or sim.slots[place - 1]
  local made = new_slot(with_profile(laid_over(sim, changes), slot.euicc))
  made.euicc, made.changes = slot.euicc, slot.changes
  made.is_present, made.is_powered = slot.is_present, slot.is_powered
  modem.card.slots[place] = made
  cold_start(made, modem.card.automatic)
  modem:changed "slots"
  modem:changed "card"
end

-- What scenarios call: modem.sim.
local Sim = {}
Sim.__index = Sim
Sim.__name = "sim"

function card.facade(modem)
  return setmetatable({ modem = modem }, Sim)
end

local function slot_of(self, number)
  local slots = self.modem.card.slots
  local slot = slots[number or self.modem.card.active]
  if not slot then
    error(string.format("there is no slot %s; this modem has %d",
      tostring(number), #slots), 3)
  end
  return slot
end

local function announce(self)
  self.modem:changed "slots"
  self.modem:changed "card"
end

-- Pulls the card out of the slot in use, or of another.
function Sim:remove(number)
  local slot = slot_of(self, number)
  if slot.is_present then
    slot.is_present = false
    cold_start(slot, false)
    announce(self)
  end
end

-- Puts the card back, or another one: entries as in the preset's `sim`.
function Sim:insert(changes, number)
  local slot = slot_of(self, number)
  if changes then
    local place = number or self.modem.card.active
    slot = slot_of_card(laid_over(self.modem.preset.sim, changes))
    slot.changes = copy(changes)
    self.modem.card.slots[place] = slot
  end
  slot.is_present, slot.is_powered = true, true
  cold_start(slot, self.modem.card.automatic)
  announce(self)
end

-- Switches the card's supply. Returns false when that changes nothing.
function Sim:power(is_on, number)
  local slot = slot_of(self, number)
  if slot.is_powered == is_on then
    return false
  end
  slot.is_powered = is_on
  cold_start(slot, is_on and self.modem.card.automatic)
  self.modem:changed "card"
  return true
end

-- Uses another physical slot. Returns false when it is in use already.
function Sim:switch(number)
  slot_of(self, number)
  if self.modem.card.active == number then
    return false
  end
  cold_start(slot_of(self), false)
  self.modem.card.active = number
  cold_start(slot_of(self), self.modem.card.automatic)
  announce(self)
  return true
end

-- The card stops answering, with an error such as "no_atr_received".
function Sim:fail(problem, number)
  local slot = slot_of(self, number)
  cold_start(slot, false)
  slot.problem = problem or "unknown"
  self.modem:changed "card"
end

-- The network does not take this subscription, until the next cold start.
function Sim:reject()
  slot_of(self).is_rejected = true
  self.modem:changed "card"
end

-- The card asks for a REFRESH: { mode = "init", files = { { 0x3F00, ... } } }.
-- False while another is under way.
function Sim:refresh(options)
  return refresh.begin(self.modem, options and options.mode or "init",
    options and copy(options.files) or {})
end

-- The card in use starts again.
function Sim:restart()
  cold_start(slot_of(self), self.modem.card.automatic)
  self.modem:changed "card"
end

-- The data of PIN 1 or 2 of the card in use; see world/pins.lua.
function Sim:pin(number)
  return slot_of(self)["pin" .. number]
end

-- "absent", "error", "pin", "puk", "blocked", "locked", "idle" (no session),
-- "illegal" or "ready".
local STATES = {
  detected = "idle", pin1_or_upin_pin_required = "pin",
  puk1_or_upin_puk_required = "puk", pin1_blocked = "blocked",
  check_personalization_state = "locked",
}

function Sim:state()
  local slot = slot_of(self)
  if not slot.is_present then
    return "absent"
  elseif not card.answers(slot) then
    return "error"
  elseif not slot.session then
    return "idle"
  end
  local state = card.app_state(self.modem, slot, slot.session)
  return STATES[state] or state
end

function Sim:is_ready()
  return card.is_ready(self.modem)
end

-- Changes a file: Sim:write("3F00/7FFF/6F46", "01 41 FF"); bytes in hex, for
-- files of records with the number of one.
function Sim:write(name, content, record)
  local ids = {}
  for id in name:gmatch "%x%x%x%x" do
    ids[#ids + 1] = tonumber(id, 16)
  end
  local file = card.find(slot_of(self), ids, "USIM")
  local value = bytes.from_hex(content)
  if not file or not value then
    error(string.format(file and "%q: bytes are written in hex"
      or "the card has no file %q", name), 2)
  end
  if not file.records then
    file.data = value
  elseif math.type(record) == "integer" and file.records[record] then
    file.records[record] = bytes.pad(value, #file.records[1], "\xFF")
  else
    error(string.format("%q has records 1 to %d", name, #file.records), 2)
  end
  self.modem:changed "card"
end

return card
