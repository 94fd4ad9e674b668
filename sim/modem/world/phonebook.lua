-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The phone books on the card. They have no state of their own: each is a file
-- of records on the card in use (TS 31.102, 4.4.2.3 and 4.2.26 on).
--
-- Scenarios use modem.phonebook:write("adn", 1, { name =, number = }),
-- :read("adn", 1), :erase("adn", 1) and :entries("adn").
--
-- Topic: "phonebook" (kind, operation, record), where the operation is "add",
-- "modify" or "delete".

local bytes = include "world/bytes"
local card = include "world/card"

local Phonebook = {}
Phonebook.__index = Phonebook
Phonebook.__name = "phonebook"

local EMPTY = "\xFF"
local FIXED = 14       -- bytes of a record beside the name
local DIGITS = 20      -- of a number
local DIGIT_TEXT = "0123456789*#,"
local FILES = {
  adn = "3F00/7F10/6F3A", fdn = "USIM/6F3B", msisdn = "USIM/6F40",
  sdn = "USIM/6F49", mbdn = "USIM/6FC7", bdn = "USIM/6F4D",
}
local KINDS = { "adn", "fdn", "msisdn", "mbdn", "sdn", "bdn" }

function Phonebook.new(modem)
  local phonebook = setmetatable({ modem = modem }, Phonebook)
  phonebook.told_ready = not phonebook:problem() -- as PBM has told
  return phonebook
end

-- Nil when the books can be read, or the error.
function Phonebook:problem()
  local slot = card.slot(self.modem)
  if not slot.is_present then
    return "NoSim"
  elseif not self.modem.sim:is_ready() then
    return "PbNotReady"
  end
  return nil
end

local function file_of(self, kind)
  local path = FILES[kind]
  local file = path and card.slot(self.modem).files[path]
  return file and file.records and #file.records > 0 and file or nil
end

local function is_empty(record)
  return not record:find "[^\xFF]"
end

-- The books that this card has, in the order of their bits.
function Phonebook:kinds()
  local list = {}
  for _, kind in ipairs(KINDS) do
    list[#list + 1] = file_of(self, kind) and kind or nil
  end
  return list
end

-- Nil when the card has no such book.
function Phonebook:capabilities(kind)
  local file = file_of(self, kind)
  if not file then
    return nil
  end
  local used = 0
  for _, record in ipairs(file.records) do
    used = used + (is_empty(record) and 0 or 1)
  end
  return {
    used_records = used, maximum_records = #file.records,
    maximum_number_length = DIGITS,
    maximum_name_length = math.min(255, math.max(#file.records[1] - FIXED, 0)),
  }
end

-- A number as text, of the bytes of TS 24.008, 10.5.4.7.
local function number_of(coded, type_of_number)
  local digits = bytes.to_hex(coded):gsub("(.)(.)", "%2%1"):match "^[^F]*"
  local text = digits:gsub("[ABC]", { A = "*", B = "#", C = "," })
  return (type_of_number & 0x70 == 0x10 and "+" or "") .. text
end

local function decode(record)
  if is_empty(record) or #record < FIXED then
    return nil
  end
  local size = #record - FIXED
  local length, kind = record:byte(size + 1, size + 2)
  local count = math.max(0, math.min(length == 0xFF and 0 or length - 1, 10))
  return {
    name = record:sub(1, size):match "^[^\xFF]*",
    number = number_of(record:sub(size + 3, size + 2 + count), kind),
  }
end

local function check(entry, size)
  local name, number = entry.name or "", entry.number
  local digits = type(number) == "string" and number:match "^%+?(.+)$"
  if type(name) ~= "string" or #name > size or name:find "[^ -~]" then
    return nil, string.format("the name must be up to %d characters of ASCII",
      size)
  elseif not digits or #digits > DIGITS or digits:find "[^0-9*#,]" then
    return nil, string.format("the number must be up to %d of %s", DIGITS,
      DIGIT_TEXT)
  end
  return digits
end

local function encode(entry, digits, size)
  local nibbles = digits:gsub("[*#,]", { ["*"] = "A", ["#"] = "B",
    [","] = "C" })
  local coded = bytes.bcd(nibbles)
  return bytes.pad(entry.name or "", size, EMPTY)
    .. string.char(#coded + 1, entry.number:sub(1, 1) == "+" and 0x91 or 0x81)
    .. bytes.pad(coded, 10, EMPTY) .. EMPTY .. EMPTY
end

local function book_of(self, kind, record)
  local file = file_of(self, kind)
  if not file then
    error(string.format("the card has no phone book %q", tostring(kind)), 3)
  elseif not file.records[record] then
    error(string.format("the phone book %q has records 1 to %d", kind,
      #file.records), 3)
  end
  return file
end

-- { name =, number = } of a record, or nil when it is empty.
function Phonebook:read(kind, record)
  return decode(book_of(self, kind, record).records[record])
end

-- The records that are not empty: { record =, name =, number = }.
function Phonebook:entries(kind)
  local list = {}
  for record, coded in ipairs(book_of(self, kind, 1).records) do
    local entry = decode(coded)
    if entry then
      list[#list + 1] = {
        record = record, name = entry.name, number = entry.number,
      }
    end
  end
  return list
end

local function put(self, kind, record, coded, operation)
  file_of(self, kind).records[record] = coded
  self.modem:changed("phonebook", kind, operation, record)
  self.modem:changed "card"
end

function Phonebook:write(kind, record, entry)
  local file = book_of(self, kind, record)
  local size = #file.records[record] - FIXED
  local digits, why = check(type(entry) == "table" and entry or {}, size)
  if not digits then
    error(why, 2)
  end
  put(self, kind, record, encode(entry, digits, size),
    is_empty(file.records[record]) and "add" or "modify")
end

function Phonebook:erase(kind, record)
  local file = book_of(self, kind, record)
  if not is_empty(file.records[record]) then
    put(self, kind, record, EMPTY:rep(#file.records[record]), "delete")
  end
end

-- The emergency numbers that the card names (EF ECC): list of { number =,
-- category = a byte }.
function Phonebook:emergency_numbers()
  local file = card.slot(self.modem).files["USIM/6FB7"]
  local list = {}
  for _, record in ipairs(file and file.records or {}) do
    local digits = #record >= 3 and bytes.from_bcd(record:sub(1, 3)) or ""
    if digits ~= "" then
      list[#list + 1] = { number = digits, category = record:byte(-1) }
    end
  end
  return list
end

return Phonebook
