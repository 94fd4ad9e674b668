-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Cell broadcasts and earthquake and tsunami warnings (3GPP TS 23.041).

local gsm7 = include "world/gsm7"

local broadcast = {}

local PAGE_SEPTETS, PAGE_UNITS, PAGES_MAX = 93, 41, 15
local CARRIAGE_RETURN = 0x0D -- fills the last page
local GSM, UCS2 = 0x0F, 0x48 -- TP-DCS without a language
local WARNINGS = { earthquake = 0, tsunami = 1, both = 2, test = 3, other = 4 }

local function wrong(text)
  error(text, 5)
end

local function check(message)
  if type(message) ~= "table" then
    wrong "broadcast takes a table: { channel = 50, text = \"...\" }"
  end
  local channel = message.channel
  if math.type(channel) ~= "integer" or channel < 0 or channel > 0xFFFF then
    wrong "broadcast: channel must be a number from 0 to 65535"
  elseif message.warning then
    if not WARNINGS[message.warning] then
      wrong "broadcast: warning is earthquake, tsunami, both, test or other"
    end
  elseif type(message.text) ~= "string" or not utf8.len(message.text) then
    wrong "broadcast: the text must be UTF-8"
  end
end

-- A list in pages of `size`, the last filled up.
local function pages(list, size)
  local made = {}
  for place = 1, math.max(#list, 1), size do
    local page = table.move(list, place, math.min(place + size - 1, #list), 1,
      {})
    for missing = #page + 1, size do
      page[missing] = CARRIAGE_RETURN
    end
    made[#made + 1] = page
  end
  return made
end

local function page_bytes(text, serial, channel)
  local septets = gsm7.encode(text)
  local list = septets and pages(septets, PAGE_SEPTETS) or
    pages(gsm7.utf16(text), PAGE_UNITS)
  if #list > PAGES_MAX then
    wrong "broadcast: the text is too long for 15 pages"
  end
  for number, page in ipairs(list) do
    local content = septets and gsm7.pack(page) or gsm7.ucs2(page)
    list[number] = string.pack(">I2I2BB", serial, channel,
      septets and GSM or UCS2, number << 4 | #list) .. content
  end
  return list
end

local function is_wanted(state, channel)
  local wanted = false
  for _, range in ipairs(state.activated and state.channels or {}) do
    if channel >= range.start and channel <= range["end"] then
      wanted = range.selected
    end
  end
  return wanted
end

local function tell(messages, channel, list)
  if not messages.modem.network:is_registered() or
    not is_wanted(messages.broadcasts, channel) then
    return
  end
  for _, pdu in ipairs(list) do
    local transaction = messages.next_transaction
    messages.next_transaction = transaction + 1 & 0xFFFFFFFF
    messages.modem:changed("message", "transferred", {
      transaction = transaction, needs_ack = false,
      format = "gsm_wcdma_broadcast", pdu = pdu,
    })
  end
end

-- The cell sends { channel =, text = }; or, with `warning`, a primary warning
-- that every modem shows.
function broadcast.send(messages, message)
  check(message)
  local modem = messages.modem
  local serial = message.serial or messages.next_serial
  messages.next_serial = (messages.next_serial + 1) & 0xFFFF
  local list
  if message.warning then
    list = string.pack(">I2I2I2", serial, message.channel,
      WARNINGS[message.warning] << 9 | 0x0180) .. ("\0"):rep(50)
  else
    list = page_bytes(message.text, serial, message.channel)
  end
  messages:later(modem.preset.messages.delivery_seconds, function()
    if not message.warning then
      tell(messages, message.channel, list)
    elseif modem.network:is_registered() then
      modem:changed("message", "warning", { pdu = list })
    end
  end)
end

return broadcast
