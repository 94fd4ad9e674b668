-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PBM: the books of a card that is locked, open, changed and gone.

local client = dofile(os.getenv "PLAY")(...)

local pbm = client:allocate "PBM"
local dms = client:allocate "DMS"
local uim = client:allocate "UIM"

local function done(name, fields)
  local answer, why = client:call("PBM " .. name, pbm, fields)
  client:equal(why, nil, name .. " succeeds")
  return answer or {}
end

local function refused(kind, wanted, session)
  local _, why = client:call("PBM Get Capabilities", pbm, {
    phonebook_information = {
      session_type = session or "gw_primary", phonebook_type = kind,
    } })
  client:equal(why, wanted, "the book is answered with " .. wanted)
end

local function book(kind)
  return done("Get Capabilities", { phonebook_information = {
    session_type = "gw_primary", phonebook_type = { kind },
  } })
end

local function indications(name)
  local list = {}
  client:wait(0.1)
  for message in function() return client:indication(name) end do
    list[#list + 1] = message.fields
  end
  return list
end

-- Locked.
local mask = { "record_update", "phonebook_ready" }
client:equal(#done("Indication Register", { event_registration_mask = mask })
  .event_registration_mask, 2, "what is registered is said")
client:equal(#client.core.held(), 5, "and held")
refused({ "adn" }, "PbNotReady")
client:equal(done "Get All Capabilities".capability_basic_information, nil,
  "without the PIN there are no books")

-- Open.
client:call("UIM Verify PIN", uim, {
  session = { session_type = "primary_gw_provisioning",
    application_identifier = "" },
  info = { pin_id = "pin1", pin_value = "1234" } })
local ready = indications "PBM Ready"
client:equal(#ready, 5, "each book says that it is ready")
client:equal(ready[1].phonebook.phonebook_type[1], "adn", "numbers first")
local all = done "Get All Capabilities"
local books = all.capability_basic_information[1].phonebooks
client:equal(#books, 5, "five books")
client:equal(all.email_capability[1].maximum_emails, 1,
  "what the preset says of addresses")
client:equal(all.group_capability, nil, "and nothing that it does not say")
client:equal(books[3].phonebook_type[1], "msisdn", "own numbers are the third")
client:equal(books[3].used_records, 1, "of which there is one")
local adn = book "adn"
client:equal(adn.capability_basic_information.maximum_records, 10, "ten records")
client:equal(adn.capability_basic_information.used_records, 0, "all empty")
client:equal(adn.capability_basic_information.maximum_name_length, 14,
  "with names")
client:equal(adn.email_capability.maximum_email_address_length, 40,
  "and addresses")
client:equal(book "mbdn".capability_basic_information.maximum_name_length, 2,
  "a file with short records has short names")
refused({ "bdn" }, "PbNotAvailable")
refused({ "adn", "fdn" }, "InvalidPbType")
refused({}, "InvalidPbType")
refused({ "adn" }, "InvalidSessionType", "gw_secondary")

-- Changed.
client:call("DMS Get Model", dms)
local updates = indications "PBM Record Update"
local operations = {}
for place, fields in ipairs(updates) do
  operations[place] = fields.update.operation .. fields.update.record
end
client:equal(table.concat(operations, " "), "add1 add3 modify1 add5 delete3",
  "changes of records are told")
client:equal(updates[4].update.phonebook_type[1], "fdn", "with their book")
client:equal(book "adn".capability_basic_information.used_records, 1,
  "one record is used")
local record = client:call("UIM Read Record", uim, {
  session = { session_type = "primary_gw_provisioning",
    application_identifier = "" },
  file = { file_id = 0x6F3A, file_path = string.pack("<I2I2", 0x3F00, 0x7F10) },
  record = { record_number = 1, record_length = 0 } }).read_result
client:equal(record, "Anna B." .. ("\xFF"):rep(7)
  .. "\x07\x91\x51\x55\x10\x00\x00\xF1" .. ("\xFF"):rep(6),
  "the card holds it as it should")

local emergency = done "Get Emergency List"
client:equal(table.concat(emergency.hardcoded_numbers, " "), "112 911",
  "the modem's emergency numbers")
client:equal(emergency.card_numbers[1].emergency_numbers[1].emergency_number,
  "112", "and those of the card")

-- Gone.
client:call("DMS Get Revision", dms)
refused({ "adn" }, "NoSim")
client:equal(done "Get All Capabilities".capability_basic_information, nil,
  "no card, no books")
client:equal(done "Get Emergency List".card_numbers, nil, "nor its numbers")
