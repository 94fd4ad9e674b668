-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Where short messages are kept: in the modem ("nv") and on the card ("uim").
--
-- What the modem keeps is in modem.nonvolatile.messages by index, from 0. What
-- the card keeps is its file EF_SMS (TS 31.102, 4.2.25): the index is that of
-- the record, less one, so that UIM Read Record shows the same.
--
-- An entry is { tag =, format =, pdu = } in the words of WMS; the centre's
-- address stands before the message.

local bytes = include "world/bytes"
local card = include "world/card"
local sms_pdu = include "world/sms_pdu"

local store = {}

local FILE = "USIM/6F3C"
local GSM = "gsm_wcdma_point_to_point"

-- TP-Status of a record by tag, and back. Bits above the third say more of
-- reports and do not matter here.
local STATUS = { mt_read = 1, mt_not_read = 3, mo_sent = 5, mo_not_sent = 7 }
local TAGS = {
  [1] = "mt_read", [3] = "mt_not_read", [5] = "mo_sent", [7] = "mo_not_sent",
}

-- The card's file, or nil while it cannot be read.
local function card_file(modem)
  return modem.sim:is_ready() and card.slot(modem).files[FILE] or nil
end

local function without_filling(record)
  local rest = record:sub(2)
  local centre = rest:byte(1) or 0xFF
  if centre == 0xFF then
    rest = "\0" .. rest:sub(2)
    centre = 0
  end
  local size = sms_pdu.size(rest:sub(2 + centre))
  return size and rest:sub(1, 1 + centre + size) or
    (rest:gsub("\xFF*$", ""))
end

local function read_record(record)
  local tag = TAGS[record:byte(1) & 7]
  return tag and { tag = tag, format = GSM, pdu = without_filling(record) }
end

-- Whether the storage can be used now.
function store.is_ready(modem, storage)
  return storage == "nv" or card_file(modem) ~= nil
end

-- How many messages it can hold.
function store.limit(modem, storage)
  if storage == "nv" then
    return modem.preset.messages.nv_limit
  end
  local file = card_file(modem)
  return file and #file.records or 0
end

function store.get(modem, storage, index)
  if storage == "nv" then
    return modem.nonvolatile.messages[index]
  end
  local record = card_file(modem).records[index + 1]
  return record and read_record(record)
end

local function set(modem, storage, index, entry)
  if storage == "nv" then
    modem.nonvolatile.messages[index] = entry
    return
  end
  local records = card_file(modem).records
  local size = #records[index + 1]
  records[index + 1] = entry and
    bytes.pad(string.char(STATUS[entry.tag]) .. entry.pdu, size, "\xFF") or
    bytes.pad("\0", size, "\xFF")
  modem:changed "card"
end

-- Every message by rising index: { index =, entry = }.
function store.list(modem, storage)
  local found = {}
  for index = 0, store.limit(modem, storage) - 1 do
    local entry = store.get(modem, storage, index)
    if entry then
      found[#found + 1] = { index = index, entry = entry }
    end
  end
  return found
end

function store.free(modem, storage)
  return store.limit(modem, storage) - #store.list(modem, storage)
end

-- Puts a message into the first free place; its index, or nil when there is
-- none or the message is longer than a record.
function store.add(modem, storage, entry)
  for index = 0, store.limit(modem, storage) - 1 do
    if not store.get(modem, storage, index) then
      if storage ~= "nv" and
        #entry.pdu >= #card_file(modem).records[index + 1] then
        return nil
      end
      set(modem, storage, index, entry)
      return index
    end
  end
  return nil
end

function store.set_tag(modem, storage, index, tag)
  local entry = store.get(modem, storage, index)
  set(modem, storage, index,
    { tag = tag, format = entry.format, pdu = entry.pdu })
end

function store.remove(modem, storage, index)
  set(modem, storage, index, nil)
end

return store
