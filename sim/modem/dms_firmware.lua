-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: stored firmware images.

local bytes = include "world/bytes"
local firmware = include "world/firmware"

-- Adds a handler that is only asked on a modem that keeps images.
local function with_store(dms, name, handler)
  dms[name] = function(modem, request)
    local store = firmware.of(modem)
    return store and handler(store, request, modem) or fail "NotSupported"
  end
end

local function get_preference(store)
  local list = {}
  for place, entry in ipairs(firmware.preference(store)) do
    list[place] = firmware.describe(entry)
  end
  return { list = list }
end

local function set_preference(store, request)
  local index = request.modem_storage_index
  if index and (index < 1 or index > store.maximum.modem) then
    return fail "InvalidIndex"
  end
  local missing, problem = firmware.prefer(store, request.list,
    request.download_override == true)
  return missing and { image_download_list = missing } or fail(problem)
end

local function get_image_info(store, request)
  local image = firmware.find(store, request.image_details)
  if not image then
    return fail "NoEntry"
  end
  return {
    boot_version = image.boot_version and {
      major_version = image.boot_version[1],
      minor_version = image.boot_version[2],
    },
    pri_version = image.pri_version and {
      pri_version = image.pri_version,
      pri_info = bytes.pad(image.pri_info or "", 32),
    },
    oem_lock_id = image.oem_lock_id,
  }
end

return function(dms)
  with_store(dms, "List Stored Images", function(store)
    return { list = firmware.list(store) }
  end)

  with_store(dms, "Get Firmware Preference", get_preference)
  with_store(dms, "Set Firmware Preference", set_preference)
  with_store(dms, "Get Stored Image Info", get_image_info)

  with_store(dms, "Delete Stored Image", function(store, request)
    local problem = firmware.delete(store, request.image_details)
    return problem and fail(problem) or {}
  end)

  dms["Set Firmware ID"] = function(modem)
    modem.device.kept.firmware_id_is_set = true
    return {}
  end

  dms["Get Boot Image Download Mode"] = function(modem)
    return { mode = modem.device.kept.boot_image_mode }
  end

  dms["Set Boot Image Download Mode"] = function(modem, request)
    if request.mode ~= "normal" and request.mode ~= "boot_and_recovery" then
      return fail "InvalidArgument"
    end
    modem.device.kept.boot_image_mode = request.mode
    return {}
  end
end
