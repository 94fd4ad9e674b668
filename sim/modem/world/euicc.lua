-- SPDX-License-Identifier: LGPL-2.1-or-later
-- An eUICC: what its ISD-R answers to STORE DATA, after GSMA SGP.22 2.2.2, 5.7.
-- Nothing is downloaded; profiles are enabled, disabled, renamed and deleted.

local bytes = include "world/bytes"
local card = include "world/card"
local device = include "world/device"
local euicc_data = include "world/euicc_data"

local tlv = bytes.tlv

-- Results of the functions of ES10c.
local DONE, NOT_FOUND, WRONG_STATE, NOTHING = "\0", "\1", "\2", "\1"

local SVN = "\x02\x02\x02" -- of SGP.22
-- The key that signs test certificates of SGP.26.
local CI_KEY = bytes.from_hex "F54172BDF98A95D65CBEB88A38A1C11D800A85C3"

local function keys(tag)
  return tlv(tag, tlv(0x04, CI_KEY))
end

local functions = {}

functions[0xBF3E] = function(slot, request)
  if bytes.find_tlv(request, 0x5C) ~= "\x5A" then
    return nil
  end
  return tlv(0x5A, slot.eid)
end

functions[0xBF20] = function()
  return tlv(0x82, SVN) .. keys(0xA9) .. keys(0xAA)
end

local function version(text)
  local parts = {}
  for part in text:gmatch "%d+" do
    parts[#parts + 1] = string.char(math.tointeger(tonumber(part)) & 0xFF)
  end
  return bytes.pad(table.concat(parts), 3)
end

functions[0xBF22] = function(slot)
  return tlv(0x81, "\x02\x01\x00") .. tlv(0x82, SVN)
    .. tlv(0x83, version(slot.euicc.firmware))
    .. tlv(0x84, tlv(0x81, string.char(#slot.euicc.profiles))
      .. tlv(0x82, string.pack(">I4", 512 << 10))
      .. tlv(0x83, string.pack(">I2", 8 << 10)))
    .. tlv(0x85, "\x04\x06\x7F\x36\xC0") .. tlv(0x86, "\x0B\x00\x00")
    .. tlv(0x87, "\x02\x03\x00") .. tlv(0x88, "\x02\x90")
    .. keys(0xA9) .. keys(0xAA) .. tlv(0x8B, "\x02") .. tlv(0x99, "\x06\x40")
    .. tlv(0x04, "\x01\x00\x00") .. tlv(0x0C, "QM-TS-0000")
end

functions[0xBF3C] = function(slot)
  local euicc = slot.euicc
  return (euicc.default_dp ~= "" and tlv(0x80, euicc.default_dp) or "")
    .. tlv(0x81, euicc.root_ds)
end

functions[0xBF3F] = function(slot, request)
  local address = bytes.find_tlv(request, 0x80)
  if not address or #address > 255 then
    return nil
  end
  slot.euicc.default_dp = address
  return tlv(0x80, DONE)
end

local STATES = { enabled = "\1", disabled = "\0" }
local CLASSES = { test = "\0", provisioning = "\1", operational = "\2" }

-- What is told of a profile: tag -> value, in this order.
local INFO = {
  { 0x5A, function(profile) return bytes.bcd(profile.iccid, 10) end },
  { 0x4F, function(profile) return profile.aid end },
  { 0x9F70, function(profile) return STATES[profile.state] end },
  { 0x90, function(profile)
    return profile.nickname ~= "" and profile.nickname or nil
  end },
  { 0x91, function(profile) return profile.provider end },
  { 0x92, function(profile) return profile.name end },
  { 0x95, function(profile) return CLASSES[profile.class] end },
}

-- The tags of a tag list as a set.
local function wanted_tags(list)
  local set, at = {}, 1
  while at <= #list do
    local tag = list:byte(at)
    at = at + 1
    if tag & 0x1F == 0x1F and at <= #list then
      tag, at = tag << 8 | list:byte(at), at + 1
    end
    set[tag] = true
  end
  return set
end

local function profile_info(profile, wanted)
  local fields = {}
  for _, entry in ipairs(INFO) do
    local value = (not wanted or wanted[entry[1]]) and entry[2](profile)
    if value then
      fields[#fields + 1] = tlv(entry[1], value)
    end
  end
  return tlv(0xE3, table.concat(fields))
end

local function is_meant(profile, criteria)
  for _, item in ipairs(bytes.tlvs(criteria) or {}) do
    local value = item.tag == 0x4F and profile.aid
      or item.tag == 0x5A and bytes.bcd(profile.iccid, 10)
      or item.tag == 0x95 and CLASSES[profile.class]
    if value ~= item.value then
      return false
    end
  end
  return true
end

functions[0xBF2D] = function(slot, request)
  local criteria = bytes.find_tlv(request, 0xA0) or ""
  local tags = bytes.find_tlv(request, 0x5C)
  local list = {}
  for _, profile in ipairs(slot.euicc.profiles) do
    if is_meant(profile, criteria) then
      list[#list + 1] = profile_info(profile, tags and wanted_tags(tags))
    end
  end
  return tlv(0xA0, table.concat(list))
end

-- The profile that a request names, and its number.
local function find_profile(slot, request)
  local inner = bytes.find_tlv(request, 0xA0) or request
  for number, profile in ipairs(slot.euicc.profiles) do
    if bytes.find_tlv(inner, 0x5A) == bytes.bcd(profile.iccid, 10) or
      bytes.find_tlv(inner, 0x4F) == profile.aid then
      return profile, number
    end
  end
  return nil
end

-- The card starts again with what is enabled now, after the answer.
local function start_again(slot, modem)
  device.later(modem, 0, function()
    card.take_profile(modem, slot)
  end)
end

functions[0xBF31] = function(slot, request, modem)
  local profile = find_profile(slot, request)
  if not profile then
    return tlv(0x80, NOT_FOUND)
  elseif profile.state == "enabled" then
    return tlv(0x80, WRONG_STATE)
  end
  local before = euicc_data.enabled(slot.euicc)
  if before then
    before.state = "disabled"
  end
  profile.state = "enabled"
  start_again(slot, modem)
  return tlv(0x80, DONE)
end

functions[0xBF32] = function(slot, request, modem)
  local profile = find_profile(slot, request)
  if not profile then
    return tlv(0x80, NOT_FOUND)
  elseif profile.state ~= "enabled" then
    return tlv(0x80, WRONG_STATE)
  end
  profile.state = "disabled"
  start_again(slot, modem)
  return tlv(0x80, DONE)
end

functions[0xBF33] = function(slot, request)
  local profile, number = find_profile(slot, request)
  if not profile then
    return tlv(0x80, NOT_FOUND)
  elseif profile.state == "enabled" then
    return tlv(0x80, WRONG_STATE)
  end
  table.remove(slot.euicc.profiles, number)
  return tlv(0x80, DONE)
end

functions[0xBF29] = function(slot, request)
  local profile = find_profile(slot, request)
  local nickname = bytes.find_tlv(request, 0x90)
  if not profile or not nickname or #nickname > 64 then
    return tlv(0x80, NOT_FOUND)
  end
  profile.nickname = nickname
  return tlv(0x80, DONE)
end

functions[0xBF2E] = function()
  local challenge = {}
  for place = 1, 16 do
    challenge[place] = string.char(math.random(0, 255))
  end
  return tlv(0x80, table.concat(challenge))
end

-- There are no notifications.
functions[0xBF28] = function()
  return tlv(0xA0, "")
end
functions[0xBF2B] = functions[0xBF28]
functions[0xBF30] = function()
  return tlv(0x80, NOTHING)
end

local euicc = {}

-- The answer to one command of an LPA, or nil when there is none.
function euicc.answer(slot, text, modem)
  local request = bytes.tlvs(text)
  local first = request and request[1]
  local run = first and functions[first.tag]
  local answer = run and run(slot, first.value, modem)
  return answer and tlv(first.tag, answer)
end

return euicc
