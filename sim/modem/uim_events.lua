-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: what clients want to be told, and telling them.

local card_files = include "world/card_files"
local refresh = include "world/refresh"
local device = include "world/device"
local uim_session = include "uim_session"
local status = include "uim_status"

local EVENTS = { "card_status", "physical_slot_status" } -- that this modem has

local function tell(modem, name, fields, is_wanted)
  device.later(modem, 0, function()
    modem:notify(name, fields, is_wanted)
  end)
end

local function register_events(_, request, call)
  local events, granted = {}, {}
  for _, wanted in ipairs(request.event_registration_mask) do
    for _, event in ipairs(EVENTS) do
      if wanted == event then
        events[event] = true
        granted[#granted + 1] = event
      end
    end
  end
  call.state.events = events
  return { event_registration_mask = granted }
end

-- Paths of files as text, for comparing.
local function paths_of(files)
  local paths = {}
  for place, file in ipairs(files) do
    local ids = uim_session.ids(file.path)
    ids[#ids + 1] = file.file_id
    paths[place] = card_files.path(ids, "USIM") or ""
  end
  return paths
end

local REFRESHES_MAX = 16 -- registrations of one client

-- `wanted`: nil to end it, else { paths =, has_vote = }.
local function register_refresh(modem, call, session, wanted)
  local slot, _, problem = uim_session.find(modem, session)
  if not slot then
    return fail(problem)
  end
  local kept = {}
  for _, old in ipairs(call.state.refreshes or {}) do
    if old.session_type ~= session.session_type then
      kept[#kept + 1] = old
    end
  end
  if wanted then
    if #kept == REFRESHES_MAX then
      return fail "InsufficientResources"
    end
    kept[#kept + 1] = {
      session_type = session.session_type, paths = wanted.paths,
      has_vote = wanted.has_vote, aid = session.application_identifier,
    }
  end
  call.state.refreshes = #kept > 0 and kept or nil
  return {}
end

local function wire_file(ids)
  local path = {}
  for place = 1, #ids - 1 do
    path[place] = string.pack("<I2", ids[place])
  end
  return { file_id = ids[#ids], path = table.concat(path) }
end

local function event_of(stage, asked, session_type)
  local files = {}
  for place, ids in ipairs(asked.files) do
    files[place] = wire_file(ids)
  end
  return {
    stage = stage, mode = asked.mode, session_type = session_type,
    application_identifier = "", files = files,
  }
end

local function tell_refresh(modem, stage, asked)
  for _, session_type in ipairs(uim_session.types()) do
    local event = event_of(stage, asked, session_type)
    tell(modem, "UIM Refresh", { event = event }, function(state)
      for _, registered in ipairs(state.refreshes or {}) do
        if registered.session_type == session_type and
          (stage ~= "wait_for_ok" or registered.has_vote) and
          refresh.concerns(asked, registered) then
          return true
        end
      end
      return false
    end)
  end
end

local function holdings(modem, client, state)
  local held = {}
  for event in pairs(state.events or {}) do
    held[#held + 1] = "event " .. event:gsub("_", " ")
  end
  if state.refreshes then
    held[#held + 1] = "refresh registration"
  end
  for place, slot in ipairs(modem.card.slots) do
    for number, channel in pairs(slot.channels) do
      if channel.client == client then
        held[#held + 1] = string.format("logical channel %d of slot %d",
          number, place)
      end
    end
  end
  return held
end

local function close_channels(modem, client)
  for _, slot in ipairs(modem.card.slots) do
    for number, channel in pairs(slot.channels) do
      if channel.client == client then
        slot.channels[number] = nil
      end
    end
  end
end

local function client_gone(modem, client)
  close_channels(modem, client)
  refresh.forget(modem, client)
end

return function(uim)
  uim["Register Events"] = register_events

  uim["Refresh Register"] = function(modem, request, call)
    return register_refresh(modem, call, request.session,
      request.info.register_flag and {
        paths = paths_of(request.info.files),
        has_vote = request.info.vote_for_init,
      })
  end

  uim["Refresh Register All"] = function(modem, request, call)
    return register_refresh(modem, call, request.session,
      request.info.register_flag and {})
  end

  uim["Refresh OK"] = function(modem, request, call)
    return refresh.say(modem, call.client, "wait_for_ok",
      request.ok_to_refresh) and {} or fail "InvalidOperation"
  end

  uim["Refresh Complete"] = function(modem, request, call)
    if not call.state.refreshes then
      return fail "InvalidOperation"
    end
    refresh.say(modem, call.client, "start", request.info.refresh_success)
    return {}
  end

  uim["Refresh Get Last Event"] = function(modem, request)
    local now = modem.card.refresh
    if not now then
      return fail "NoEffect"
    end
    return { event = event_of(now.stage, now,
      request.session.session_type) }
  end

  uim["Reset"] = function(modem, _, call)
    call.state.events, call.state.refreshes = nil, nil
    client_gone(modem, call.client)
    return {}
  end

  uim.holdings = holdings
  uim.client_gone = client_gone

  function uim.watch.card(modem)
    tell(modem, "UIM Card Status", {
      card_status = status.card_status(modem),
    }, function(state) return state.events and state.events.card_status end)
  end

  function uim.watch.slots(modem)
    tell(modem, "UIM Slot Status", status.slot_status(modem), function(state)
      return state.events and state.events.physical_slot_status
    end)
  end

  uim.watch.refresh = tell_refresh
end
