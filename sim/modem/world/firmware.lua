-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Stored firmware images and which of them the modem shall run.
--
-- State is plain data in modem.device.kept.firmware, or false on a modem that
-- keeps no images:
--   maximum    how many images of each type there is room for
--   running    storage index of the image in use, by type
--   images     list of { type =, index =, unique_id =, build_id =, failures = }
--   preference list of { type =, unique_id =, build_id = }, one a type

local bytes = include "world/bytes"

local firmware = {}

local TYPES = { "modem", "pri" }
local ANY = "?_?" -- the unique id of whichever image has the build id

function firmware.of(modem)
  return modem.device.kept.firmware
end

-- Ids have 16 bytes on the wire, filled with zeros.
local function plain(id)
  return (id:gsub("%z+$", ""))
end

local function is_meant(image, wanted)
  local id = plain(wanted.unique_id)
  return image.type == wanted.type and image.build_id == wanted.build_id
    and (id == ANY or id == plain(image.unique_id))
end

-- The stored image that an answer or a request describes, and its place.
function firmware.find(store, wanted)
  for place, image in ipairs(store.images) do
    if is_meant(image, wanted) then
      return image, place
    end
  end
  return nil
end

function firmware.is_running(store, image)
  return store.running[image.type] == image.index
end

function firmware.running(store, kind)
  for _, image in ipairs(store.images) do
    if image.type == kind and firmware.is_running(store, image) then
      return image
    end
  end
  return nil
end

-- As messages carry it.
function firmware.describe(image)
  return {
    type = image.type, unique_id = bytes.pad(image.unique_id, 16),
    build_id = image.build_id,
  }
end

-- Images by type, as List Stored Images answers.
function firmware.list(store)
  local list = {}
  for place, kind in ipairs(TYPES) do
    local sublist, running = {}, 0xFF
    for _, image in ipairs(store.images) do
      if image.type == kind then
        sublist[#sublist + 1] = {
          storage_index = image.index, failure_count = image.failures or 0,
          unique_id = bytes.pad(image.unique_id, 16),
          build_id = image.build_id,
        }
        if firmware.is_running(store, image) then
          running = #sublist - 1 -- counted from 0
        end
      end
    end
    list[place] = {
      type = kind, maximum_images = store.maximum[kind],
      index_of_running_image = running, sublist = sublist,
    }
  end
  return list
end

-- What the host wants to run after the next start. Returns the types of which
-- the modem has no such image, or nil and the error.
function firmware.prefer(store, wanted, must_download)
  local missing, seen = {}, {}
  for _, entry in ipairs(wanted) do
    if seen[entry.type] or not store.maximum[entry.type] then
      return nil, "InvalidArgument"
    end
    seen[entry.type] = true
    if must_download or not firmware.find(store, entry) then
      missing[#missing + 1] = entry.type
    end
  end
  store.preference = {}
  for place, entry in ipairs(wanted) do
    store.preference[place] = {
      type = entry.type, unique_id = plain(entry.unique_id),
      build_id = entry.build_id,
    }
  end
  return missing
end

-- What the modem runs, or will run when the preference names it.
function firmware.preference(store)
  if store.preference then
    return store.preference
  end
  local list = {}
  for _, kind in ipairs(TYPES) do
    list[#list + 1] = firmware.running(store, kind)
  end
  return list
end

local function use_preference(store)
  for _, entry in ipairs(store.preference or {}) do
    if not firmware.find(store, entry) then
      return
    end
  end
  for _, entry in ipairs(store.preference or {}) do
    store.running[entry.type] = firmware.find(store, entry).index
  end
end

-- At a start the preferred images run, if the modem has all of them. Returns
-- whether they belong together: the modem's build id is like the PRI's up to
-- the last "_".
function firmware.start(store)
  use_preference(store)
  local image = firmware.running(store, "modem")
  local settings = firmware.running(store, "pri")
  return not image or not settings or
    image.build_id:match "^(.*)_" == settings.build_id:match "^(.*)_"
end

-- Nil, or the error.
function firmware.delete(store, wanted)
  local image, place = firmware.find(store, wanted)
  if not image then
    return "NoEntry"
  elseif firmware.is_running(store, image) then
    return "DeviceInUse"
  end
  table.remove(store.images, place)
  return nil
end

return firmware
