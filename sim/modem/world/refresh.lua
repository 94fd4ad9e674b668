-- SPDX-License-Identifier: LGPL-2.1-or-later
-- REFRESH, which a card asks for (TS 31.111, 6.4.7): the modem asks those clients
-- that have a vote, tells all that registered, and waits until they have read the
-- card again.
--
-- What is under way is plain data in modem.card.refresh: number, mode, files,
-- stage ("wait_for_ok" or "start"), waits (numbers of clients whose word is
-- awaited, as keys). Topic: "refresh" with stage and refresh.

local card_files = include "world/card_files"
local device = include "world/device"

local refresh = {}

local PATIENCE = 30 -- seconds that clients have for each step

local function finish(modem, stage)
  local now = modem.card.refresh
  modem.card.refresh = nil
  modem:changed("refresh", stage, now)
end

-- Whether a client wants to hear of it: `registered.paths` are the files that it
-- named, nil for all.
function refresh.concerns(asked, registered)
  if not registered.paths or #asked.files == 0 then
    return true
  end
  for _, ids in ipairs(asked.files) do
    local path = card_files.path(ids, "USIM")
    for _, wanted in ipairs(registered.paths) do
      if wanted == path then
        return true
      end
    end
  end
  return false
end

-- The clients that want to hear of it, and those of them with a vote.
local function clients(modem, wants_vote)
  local set, asked = {}, modem.card.refresh
  for _, client in ipairs(modem:clients "UIM") do
    for _, registered in ipairs(client.state.refreshes or {}) do
      if (not wants_vote or registered.has_vote) and
        refresh.concerns(asked, registered) then
        set[client.client] = true
      end
    end
  end
  return set
end

-- Goes on after a while without those who have not said a word.
local function go_on_later(modem, step)
  local number, stage = modem.card.refresh.number, modem.card.refresh.stage
  device.later(modem, PATIENCE, function()
    local now = modem.card.refresh
    if now and now.number == number and now.stage == stage then
      step(modem)
    end
  end)
end

local function complete(modem)
  finish(modem, "end_with_success")
end

local function start(modem)
  local now = modem.card.refresh
  now.stage, now.waits = "start", clients(modem)
  modem:changed("refresh", "start", now)
  if now.mode == "reset" then
    modem.sim:restart()
    complete(modem)
  elseif next(now.waits) == nil then
    complete(modem)
  else
    go_on_later(modem, complete)
  end
end

-- The card asks. While one refresh is under way there is no other.
function refresh.begin(modem, mode, files)
  if modem.card.refresh then
    return false
  end
  modem.card.refreshes = (modem.card.refreshes or 0) + 1
  modem.card.refresh = {
    number = modem.card.refreshes, mode = mode, files = files,
    stage = "wait_for_ok", waits = {},
  }
  modem.card.refresh.waits = clients(modem, true)
  if next(modem.card.refresh.waits) == nil then
    start(modem)
  else
    modem:changed("refresh", "wait_for_ok", modem.card.refresh)
    go_on_later(modem, start)
  end
  return true
end

-- A client's word in a stage. False when nobody has asked it.
function refresh.say(modem, client, stage, is_good)
  local now = modem.card.refresh
  if not now or now.stage ~= stage or not now.waits[client] then
    return false
  end
  now.waits[client] = nil
  if not is_good then
    finish(modem, "end_with_failure")
  elseif next(now.waits) == nil then
    (stage == "start" and complete or start)(modem)
  end
  return true
end

-- The client has gone: nobody waits for it any more.
function refresh.forget(modem, client)
  local now = modem.card.refresh
  if now and now.waits[client] then
    refresh.say(modem, client, now.stage, true)
  end
end

return refresh
