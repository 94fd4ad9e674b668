-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WMS: messages that the host sends, and its answers to those that it got.

local common = include "wms/common"
local store = include "world/message_store"

local sending = {}

-- The answer when a message has not been sent.
local function failure(why)
  return fail(why.error, {
    gsm_wcdma_cause_info = why.rp_cause and {
      rp_cause = why.rp_cause, tp_cause = why.tp_cause,
    } or nil,
    message_delivery_failure_type = why.error == "WmsMessageNotSent" and
      "temporary" or nil,
  })
end

local function raw_send(modem, request)
  local data = request.raw_message_data
  if data.format ~= "gsm_wcdma_point_to_point" then
    return fail "InvalidArgument"
  end
  local reference, why = modem.messages:send(data.raw_data)
  return reference and { message_id = reference } or failure(why)
end

local function send_stored(modem, request)
  local which = request.information
  if which.message_mode ~= "gsm_wcdma" then
    return fail "InvalidArgument"
  end
  local entry, problem = common.find(modem, which.storage_type,
    which.memory_index)
  if not entry then
    return problem
  elseif entry.tag ~= "mo_sent" and entry.tag ~= "mo_not_sent" then
    return fail "WmsTPduType"
  end
  local reference, why = modem.messages:send(entry.pdu)
  if not reference then
    return failure(why)
  end
  store.set_tag(modem, which.storage_type, which.memory_index, "mo_sent")
  return { message_id = reference }
end

-- The network takes its time for an answer.
local function in_time(action)
  return function(modem)
    return later(modem.preset.messages.send_seconds, action)
  end
end

local function send_ack(modem, request)
  local answer = request.information
  if answer.message_protocol ~= "wcdma" then
    return fail "InvalidArgument"
  elseif not answer.success and not request["3gpp_failure_information"] then
    return fail "MissingArgument"
  elseif not modem.messages:acknowledge(answer.transaction_id, answer.success)
  then
    return fail("AckNotSent", { failure_cause = "not_sent" })
  end
  return {}
end

function sending.add(wms)
  wms["Raw Send"] = in_time(raw_send)
  wms["Send From Memory Storage"] = in_time(send_stored)
  wms["Send Ack"] = send_ack
end

return sending
