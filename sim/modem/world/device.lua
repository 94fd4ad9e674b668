-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The device: how it is switched, what it keeps over a restart, its clock.
--
-- State is plain data in modem.device:
--   operating_mode     in the words of DMS
--   offline_reasons    why it is offline, in the words of DMS
--   radio_switch       false: somebody has switched the radio off by hand
--   fcc_locked         online is refused until the authentication
--   power              { flags =, battery_level = }
--   activation_state   in the words of DMS
--   code_tries         tries left for the service programming code
--   user_time          milliseconds to add to the device's clock, or nil
--   starts             how often it has started
--   started            when it has started last, by modem:time()
--   told               what DMS has told last of the card
--   kept               what outlives a restart: see new_kept()
--
-- Scenarios use modem.hardware, whose methods are below under Hardware.
--
-- Topics: "operating_mode" with the old and the new mode, "power" with what
-- was before, "activation", "radio_switch".

local device = {}

local CODE_TRIES = 10
local GPS_EPOCH = 315964800 -- 6 January 1980 in seconds since 1970

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

local function new_kept(modem)
  local given = modem.preset.device
  return {
    operating_mode = nil, -- a mode that lasts: persistent_low_power
    user_data = "",
    lock_enabled = given.lock_enabled, lock_code = given.lock_code,
    service_code = given.service_code,
    boot_image_mode = "normal",
    firmware_id_is_set = false,
    alternative_net = false,
    usb_composition = given.usb_composition.current,
    activation_state = given.activation_state,
    firmware = copy(given.firmware) or false,
  }
end

-- Called when the modem starts, and again after a restart.
function device.setup(modem)
  local given = modem.preset.device
  local before = modem.device
  local kept = before and before.kept or new_kept(modem)
  modem.device = {
    operating_mode = kept.operating_mode or given.operating_mode,
    offline_reasons = copy(given.offline_reasons),
    radio_switch = given.radio_switch,
    fcc_locked = given.fcc_lock ~= false,
    power = copy(given.power),
    activation_state = kept.activation_state,
    code_tries = CODE_TRIES,
    user_time = nil,
    starts = (before and before.starts or 0) + 1,
    started = modem:time(),
    kept = kept,
  }
  if before then
    modem.device.radio_switch = before.radio_switch
  end
  if modem.device.fcc_locked and
    modem.device.operating_mode == "online" then
    modem.device.operating_mode = "low_power"
  end
end

-- A modem that cannot work starts offline and says why.
function device.stay_offline(modem, reason)
  modem.device.operating_mode = "offline"
  modem.device.offline_reasons = { reason }
end

-- Calls `action` later unless the modem has started again by then. With 0
-- seconds: after what is being answered now.
function device.later(modem, seconds, action)
  local starts = modem.device.starts
  modem:after(seconds, function()
    if modem.device.starts == starts then
      action()
    end
  end)
end

local function enter(modem, mode)
  local old = modem.device.operating_mode
  modem.device.operating_mode = mode
  if mode == "persistent_low_power" then
    modem.device.kept.operating_mode = mode
  elseif mode == "online" then
    modem.device.kept.operating_mode = nil
  end
  modem:changed("operating_mode", old, mode)
end

-- The modem leaves the bus, and comes back unless it is switched off.
local function leave(modem, mode)
  local given = modem.preset.device
  device.later(modem, given.leave_seconds, function()
    if mode == "reset" then
      modem:reboot { seconds = given.restart_seconds }
    else
      modem:log "the modem switches itself off"
      modem:vanish()
      modem:halt()
    end
  end)
end

-- Goes to another operating mode. Nil, or the error that forbids it.
function device.set_operating_mode(modem, mode)
  local now, given = modem.device, modem.preset.device
  local old = now.operating_mode
  if mode == old and given.same_mode ~= true then
    return given.same_mode or nil
  end
  local is_allowed = false
  for _, allowed in ipairs(given.transitions[old] or {}) do
    is_allowed = is_allowed or allowed == mode
  end
  if not is_allowed then
    return "InvalidTransition"
  elseif mode == "online" and now.fcc_locked then
    return given.fcc_lock
  elseif mode == "online" and not now.radio_switch then
    return "HardwareRestricted"
  end
  enter(modem, mode)
  if mode == "reset" or mode == "shutting_down" then
    leave(modem, mode)
  end
  return nil
end

-- The modem becomes something that speaks no QMI, such as a fastboot device.
function device.leave_for(modem, what)
  device.later(modem, modem.preset.device.leave_seconds, function()
    modem:log("the modem becomes a " .. what .. " device")
    modem:vanish()
  end)
end

-- Compares a service programming code. Nil, or the error.
function device.check_service_code(modem, code)
  local now = modem.device
  if now.code_tries == 0 then
    return "AuthenticationLock"
  elseif code ~= now.kept.service_code then
    now.code_tries = now.code_tries - 1
    return "AuthenticationFailed"
  end
  now.code_tries = CODE_TRIES
  return nil
end

function device.restore_defaults(modem)
  local firmware = modem.device.kept.firmware
  modem.device.kept = new_kept(modem)
  modem.device.kept.firmware = firmware
  modem.device.activation_state = modem.device.kept.activation_state
  modem:changed "activation"
end

function device.set_activation_state(modem, state)
  modem.device.activation_state = state
  if state == "activated" or state == "not_activated" then
    modem.device.kept.activation_state = state
  end
  modem:changed "activation"
end

-- Milliseconds since the GPS epoch, leap seconds not counted.
function device.clock(modem)
  local us = math.floor(modem:time() * 1e6 + 0.5)
  return (os.time() - us // 1000000 - GPS_EPOCH) * 1000 + us // 1000
end

-- What scenarios call: modem.hardware.
local Hardware = {}
Hardware.__index = Hardware
Hardware.__name = "hardware"

function device.facade(modem)
  return setmetatable({ modem = modem }, Hardware)
end

-- Somebody moves the radio switch. Off takes an online modem down.
function Hardware:switch_radio(is_on)
  local modem = self.modem
  if modem.device.radio_switch == is_on then
    return
  end
  modem.device.radio_switch = is_on
  modem:changed "radio_switch"
  if not is_on and modem.device.operating_mode == "online" then
    enter(modem, "low_power")
  end
end

-- Puts the modem into a mode without asking whether a host may.
function Hardware:set_operating_mode(mode)
  if mode ~= self.modem.device.operating_mode then
    enter(self.modem, mode)
  end
end

-- { flags = 1, battery_level = 80 }; what is left out stays.
function Hardware:set_power(power)
  local now = self.modem.device.power
  local before = { flags = now.flags, battery_level = now.battery_level }
  now.flags = power.flags or now.flags
  now.battery_level = power.battery_level or now.battery_level
  self.modem:changed("power", before)
end

function Hardware:set_activation_state(state)
  device.set_activation_state(self.modem, state)
end

return device
