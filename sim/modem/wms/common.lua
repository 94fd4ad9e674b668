-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the parts of WMS share.

local store = include "world/message_store"

local common = {}

-- The error for a request's message mode, or nil. Some modems insist on one,
-- and this one has no CDMA.
function common.wrong_mode(modem, request)
  if request.message_mode == nil and modem.preset.messages.needs_mode then
    return fail "MissingArgument"
  elseif request.message_mode ~= nil and
    request.message_mode ~= "gsm_wcdma" then
    return fail "InvalidArgument"
  end
  return nil
end

-- The error for a storage that cannot be used, or nil.
function common.wrong_storage(modem, storage)
  if storage ~= "uim" and storage ~= "nv" then
    return fail "InvalidArgument"
  elseif not store.is_ready(modem, storage) then
    return fail "DeviceNotReady"
  end
  return nil
end

-- A stored message, or nil and the error.
function common.find(modem, storage, index)
  local problem = common.wrong_storage(modem, storage)
  if problem then
    return nil, problem
  elseif index >= store.limit(modem, storage) then
    return nil, fail "InvalidIndex"
  end
  local entry = store.get(modem, storage, index)
  if not entry then
    return nil, fail "NoEntry"
  end
  return entry
end

return common
