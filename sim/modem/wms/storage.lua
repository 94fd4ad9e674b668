-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WMS: the messages that are kept.

local common = include "wms/common"
local store = include "world/message_store"

local storage = {}

local PDU_MAX = 255 -- of a message with the centre's address

local function write(modem, request)
  local data = request.raw_message_data
  local problem = common.wrong_storage(modem, data.storage_type)
  if problem then
    return problem
  elseif data.format ~= "gsm_wcdma_point_to_point" then
    return fail "InvalidArgument"
  elseif #data.raw_data == 0 or #data.raw_data > PDU_MAX then
    return fail "ArgumentTooLong"
  end
  local kind = #data.raw_data > data.raw_data:byte(1) + 1 and
    data.raw_data:byte(data.raw_data:byte(1) + 2) & 3
  local index = store.add(modem, data.storage_type, {
    tag = kind == 1 and "mo_not_sent" or "mt_not_read", format = data.format,
    pdu = data.raw_data,
  })
  if not index then
    return fail "DeviceStorageFull"
  end
  return { memory_index = index }
end

local function read(modem, request)
  local problem = common.wrong_mode(modem, request)
  if problem then
    return problem
  end
  local id = request.message_memory_storage_id
  local entry, why = common.find(modem, id.storage_type, id.memory_index)
  if not entry then
    return why
  end
  return { raw_message_data = {
    message_tag = entry.tag, format = entry.format, raw_data = entry.pdu,
  } }
end

local function is_from_network(tag)
  return tag == "mt_read" or tag == "mt_not_read"
end

local function modify_tag(modem, request)
  local wanted = request.message_tag
  local problem = common.wrong_mode(modem, request)
  if problem then
    return problem
  end
  local entry, why = common.find(modem, wanted.storage_type,
    wanted.memory_index)
  if not entry then
    return why
  elseif type(wanted.message_tag) ~= "string" or
    is_from_network(entry.tag) ~= is_from_network(wanted.message_tag) then
    return fail "InvalidArgument"
  end
  store.set_tag(modem, wanted.storage_type, wanted.memory_index,
    wanted.message_tag)
  return {}
end

-- One message, those with a tag, or all of a storage.
local function delete(modem, request)
  local place = request.memory_storage
  local problem = common.wrong_mode(modem, request) or
    common.wrong_storage(modem, place)
  if problem then
    return problem
  end
  if request.memory_index then
    local entry, why = common.find(modem, place, request.memory_index)
    if not entry then
      return why
    end
    store.remove(modem, place, request.memory_index)
  else
    for _, found in ipairs(store.list(modem, place)) do
      if (request.message_tag or found.entry.tag) == found.entry.tag then
        store.remove(modem, place, found.index)
      end
    end
  end
  local messages = modem.messages
  messages:later(0, function()
    messages:retry()
  end)
  return {}
end

local function list(modem, request)
  local place = request.storage_type
  local problem = common.wrong_mode(modem, request) or
    common.wrong_storage(modem, place)
  if problem then
    return problem
  end
  local entries = {}
  for _, found in ipairs(store.list(modem, place)) do
    if (request.message_tag or found.entry.tag) == found.entry.tag then
      entries[#entries + 1] = {
        memory_index = found.index, message_tag = found.entry.tag,
      }
    end
  end
  return { message_list = entries }
end

local function max_size(modem, request)
  local place = request.storage_type
  local problem = common.wrong_mode(modem, request) or
    common.wrong_storage(modem, place)
  return problem or {
    max_size = store.limit(modem, place), free_slots = store.free(modem, place),
  }
end

function storage.add(wms)
  wms["Raw Write"] = write
  wms["Raw Read"] = read
  wms["Modify Tag"] = modify_tag
  wms["Delete"] = delete
  wms["List Messages"] = list
  wms["Get Store Max Size"] = max_size
end

return storage
