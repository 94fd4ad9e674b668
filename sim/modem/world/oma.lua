-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Device management: sessions that the host, the device or the network starts.
--
-- State in modem.oma:
--   kept      what outlives a restart: `features`, which are switched on, and
--             `activation`, how the last hands-free activation went
--   session   { type =, state =, failure =, retries =, retry_at = } of the
--             session that runs or ran last, in the words of OMA, or nil
--   alert     { session_type =, session_id = } that waits for the host's
--             decision, or nil
--   step      counts the steps of sessions
--
-- Topics: "oma_session" (session) and "oma_alert" (alert).

local device = include "world/device"

local Oma = {}
Oma.__index = Oma

-- What each kind of session goes through between "authenticated" and its end.
local DOWNLOADS = {
  device_configure = {
    "mdn_downloaded", "msid_downloaded", "mip_profile_downloaded",
  },
  prl_update = { "prl_downloaded" },
  hands_free_activation = {
    "mdn_downloaded", "msid_downloaded", "prl_downloaded",
    "mip_profile_downloaded",
  },
}

-- The feature that lets the network start a session.
local FEATURES = {
  device_configure = "device_provisioning_service_update_config",
  prl_update = "prl_update_service_config",
  hands_free_activation = "hfa_feature_config",
}

local ENDS = {
  complete_information_updated = true,
  complete_updated_information_unavailable = true, failed = true,
}

-- "device_configure", "prl_update" or "hands_free_activation".
local function kind_of(session_type)
  return session_type:match "^%a+_initiated_(.*)$"
end

local function path_of(session_type, has_news)
  local path = { "connecting", "connected", "authenticated" }
  if has_news then
    for _, state in ipairs(DOWNLOADS[kind_of(session_type)]) do
      path[#path + 1] = state
    end
  end
  path[#path + 1] = has_news and "complete_information_updated" or
    "complete_updated_information_unavailable"
  return path
end

function Oma.new(modem)
  local preset = modem.preset.oma
  local nonvolatile = modem.nonvolatile
  if not nonvolatile.oma then
    nonvolatile.oma = { features = {}, activation = "none" }
    for _, feature in pairs(FEATURES) do
      nonvolatile.oma.features[feature] = preset.features[feature]
    end
  end
  return setmetatable({
    modem = modem, kept = nonvolatile.oma, session = nil, alert = nil, step = 0,
  }, Oma)
end

function Oma:is_running()
  return self.session ~= nil and not ENDS[self.session.state]
end

-- Takes the session to a state and tells it.
function Oma:enter(state, failure)
  local session = self.session
  session.state, session.failure = state, failure
  self.step = self.step + 1
  if kind_of(session.type) == "hands_free_activation" and ENDS[state] then
    local is_good = state ~= "failed"
    self.kept.activation = is_good and "succeeded" or "failed"
    if is_good and self.modem.device.activation_state ~= "activated" then
      device.set_activation_state(self.modem, "activated")
    end
  end
  self.modem:changed("oma_session", session)
end

-- Goes on later, unless something else has happened to the session by then.
function Oma:soon(seconds, place)
  local step = self.step
  self.modem:after(seconds, function()
    if self.modem.oma == self and self.step == step then
      self:advance(place)
    end
  end)
end

-- Without a network the session waits and tries again, up to a limit.
function Oma:retry()
  local preset, session = self.modem.preset.oma, self.session
  if session.retries == preset.retries then
    self:enter("failed", "max_retry_exceeded")
    return
  end
  session.retries = session.retries + 1
  session.retry_at = self.modem:time() + preset.retry_seconds
  self:enter "retrying"
  self:soon(preset.retry_seconds, 1)
end

-- The session's step number `place`.
function Oma:advance(place)
  local preset, session = self.modem.preset.oma, self.session
  if not self.modem.network:is_attached() then
    self:retry()
    return
  end
  local path = path_of(session.type, preset.has_news)
  self:enter(path[place])
  if place < #path then
    self:soon(preset.step_seconds, place + 1)
  end
end

-- Begins a session once what is being answered has been. Nil, or the error.
function Oma:start(session_type)
  if self:is_running() then
    return "IncompatibleState"
  end
  self.session = { type = session_type, state = "connecting", retries = 0 }
  self.step = self.step + 1
  self:soon(0, 1)
  return nil
end

-- Ends the session that runs with a failure, such as "server_unavailable".
-- Returns false when none runs.
function Oma:fail(reason)
  if not self:is_running() then
    return false
  end
  self:enter("failed", reason or "unknown")
  return true
end

-- The network asks for a session, such as "network_initiated_prl_update".
-- Returns false when the device has that feature switched off.
function Oma:ask(session_type, session_id)
  local feature = FEATURES[kind_of(session_type) or ""]
  if not feature then
    error("no type of session " .. tostring(session_type), 2)
  elseif not self.kept.features[feature] then
    return false
  end
  self.alert = { session_type = session_type, session_id = session_id or 1 }
  self.modem:changed("oma_alert", self.alert)
  return true
end

-- What the host decides about the alert. Nil, or the error.
function Oma:decide(is_accepted, session_id)
  local alert = self.alert
  if not alert or alert.session_id ~= session_id then
    return "SessionInvalid"
  end
  local problem = is_accepted and self:start(alert.session_type) or nil
  if not problem then
    self.alert = nil
  end
  return problem
end

return Oma
