-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMS: which of its services are enabled, and whether the modem is registered.
--
-- State in modem.ims:
--   kept          what outlives a restart: `enabled` (by service), `call_mode`
--                 and `policy`, in the words of the preset
--   registration  "not_registered", "registering" or "registered"
--   denial        { code =, text = } while the network turns the modem away
--   failure       the same of the last attempt, or nil
--   attempt       counts the attempts to register
--
-- Topics: "ims" (before, after) whenever Ims:view() changes, "ims_settings" and
-- "ims_policy" when a client has changed one of these.

local Ims = {}
Ims.__index = Ims

-- The services whose state clients ask for, by the setting that enables them.
Ims.SERVICES = {
  sms = "sms", voice = "voice", video_telephony = "video", ue_to_tas = "ut",
  video_share = "video_share",
}

local CARRIES_IMS = { lte = true, ["5gnr"] = true }

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

function Ims.new(modem)
  local preset = modem.preset.ims
  local nonvolatile = modem.nonvolatile
  nonvolatile.ims = nonvolatile.ims or {
    enabled = copy(preset.enabled), call_mode = preset.call_mode,
    policy = copy(preset.policy),
  }
  local ims = setmetatable({
    modem = modem, kept = nonvolatile.ims, registration = "not_registered",
    denial = nil, failure = nil, attempt = 0,
  }, Ims)
  if ims:is_wanted() then
    ims.registration = "registered" -- the time that takes is part of the boot
  end
  return ims
end

-- Whether the network in use has IMS.
function Ims:is_offered()
  local network = self.modem.network
  return self.modem.preset.ims.network and network:is_attached() and
    CARRIES_IMS[network:technology()] or false
end

function Ims:is_wanted()
  return self.kept.enabled.registration and self:is_offered()
end

function Ims:is_registered()
  return self.registration == "registered"
end

-- "available" or "unavailable", for one of Ims.SERVICES.
function Ims:service(name)
  local is_there = self:is_registered() and
    self.kept.enabled[Ims.SERVICES[name]]
  return is_there and "available" or "unavailable"
end

-- Everything that a client may want to hear of.
function Ims:view()
  local view = {
    registration = self.registration,
    code = self.failure and self.failure.code, services = {},
  }
  for name in pairs(Ims.SERVICES) do
    view.services[name] = self:service(name)
  end
  return view
end

-- Calls `action`, which changes something, and tells what it has changed.
function Ims:change(action)
  local before = self:view()
  action()
  self.modem:changed("ims", before, self:view())
end

-- The attempt to register ends: well, or in the network's refusal.
function Ims:finish()
  self:change(function()
    self.failure = self.denial
    self.registration = self.denial and "not_registered" or "registered"
  end)
end

-- Something that matters to IMS has changed: follow it.
function Ims:update()
  if not self:is_wanted() then
    self.attempt = self.attempt + 1
    self:change(function()
      self.registration, self.failure = "not_registered", nil
    end)
  elseif self.registration == "not_registered" then
    self.attempt = self.attempt + 1
    local attempt = self.attempt
    self:change(function() self.registration = "registering" end)
    self.modem:after(self.modem.preset.ims.registration_seconds, function()
      if self.modem.ims == self and self.attempt == attempt then
        self:finish()
      end
    end)
  end
end

-- From now on the network refuses, with a status of SIP such as 403.
function Ims:deny(code, text)
  self.denial = { code = code or 403, text = text or "Forbidden" }
  if self.registration ~= "not_registered" then
    self.attempt = self.attempt + 1
    self:finish()
  end
end

function Ims:allow()
  self.denial = nil
  self:update()
end

-- Switches services on and off, such as { voice = false }.
function Ims:enable(changes)
  self:change(function()
    for name, value in pairs(changes) do
      if self.kept.enabled[name] == nil then
        error("IMS has no service " .. tostring(name), 2)
      end
      self.kept.enabled[name] = value
    end
  end)
  self.modem:changed "ims_settings"
  self:update()
end

return Ims
