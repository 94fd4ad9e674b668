-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: channels, commands to the card, records, and what is told.

local client = dofile(os.getenv "PLAY")(...)

local uim = client:allocate "UIM"
local USIM = "\xA0\0\0\0\x87\x10\x02"
local CARD = { session_type = "card_slot_1", application_identifier = "" }
local PROVISIONED = {
  session_type = "primary_gw_provisioning", application_identifier = "",
}

local function call(name, fields)
  return client:call("UIM " .. name, uim, fields)
end

local function refused(name, fields, wanted)
  local _, why = call(name, fields)
  client:equal(why, wanted, name .. " is answered with " .. wanted)
end

local function done(name, fields)
  local answer, why = call(name, fields)
  client:equal(why, nil, name .. " succeeds")
  return answer
end

local function hex(bytes)
  return bytes and (bytes:gsub(".", function(byte)
    return string.format("%02X", byte:byte())
  end))
end

local function file(id, ...)
  return { file_id = id, file_path = string.pack("<" .. ("I2"):rep(
    select("#", ...)), ...) }
end

-- Logical channels.
local one = done("Open Logical Channel", { slot = 1, aid = USIM })
client:equal(one.channel_id, 1, "the first channel is 1")
client:equal(hex(one.select_response):sub(1, 12), "622482027821",
  "SELECT tells of the application")
local two = done("Logical Channel", { slot = 1 })
client:equal(two.channel_id, 2, "the next is 2")
refused("Open Logical Channel", { slot = 1 }, "InsufficientResources")
refused("Open Logical Channel", { slot = 1, aid = "\xFF\xFF" },
  "SimFileNotFound")
refused("Open Logical Channel", { slot = 2 }, "InvalidArgument")
client:equal(#client.core.held(), 3, "two channels and the id are held")

local function apdu(channel, bytes)
  local text = bytes:gsub("%s", ""):gsub("%x%x", function(byte)
    return string.char(tonumber(byte, 16))
  end)
  return hex(done("Send APDU", { slot = 1, channel_id = channel,
    apdu = text }).apdu_response)
end

client:equal(apdu(1, "00A4 0004 02 6F07"):sub(-4), "9000", "SELECT by id")
client:equal(apdu(1, "00B0 0000 09"), "6982", "the PIN is missing")
client:equal(apdu(1, "0020 0001"), "63C3", "three tries are left")
refused("Verify PIN", { session = CARD,
  info = { pin_id = "pin1", pin_value = "0000" } }, "IncorrectPin")
client:equal(apdu(1, "0020 0001"), "63C2", "one of them is gone")
done("Verify PIN", { session = CARD,
  info = { pin_id = "pin1", pin_value = "1234" } })
client:equal(apdu(1, "00B0 0000 09"), "0809101010325476989000", "READ BINARY")
client:equal(apdu(1, "00B0 0008 00"), "989000", "from an offset")
client:equal(apdu(1, "00B0 0100 00"), "6B00", "that is not there")
client:equal(apdu(1, "00B2 0104 00"), "6981", "no records in that file")
client:equal(apdu(1, "00A4 0804 04 7FFF 6F40"):sub(-4), "9000",
  "SELECT by path")
client:equal(apdu(1, "00B2 0104 1C"):sub(-4), "9000", "READ RECORD")
client:equal(apdu(1, "00B2 0204 1C"), "6A83", "there is one record only")
client:equal(apdu(1, "00A4 0004 02 6FFF"), "6A82", "no such file")
client:equal(apdu(1, "00A4 0004 05 6FFF"), "6700", "a short command")
client:equal(apdu(1, "00"), "6700", "a shorter one")
client:equal(apdu(0, "00A4 0000 02 3F00"):sub(1, 2), "62", "the basic channel")
client:equal(apdu(0, "00F2 0000 00"):sub(-4), "9000", "STATUS")
client:equal(apdu(0, "00C0 0000 10"), "6985", "nothing to GET")
client:equal(apdu(0, "0084 0000 08"), "6D00", "GET CHALLENGE is not there")
client:equal(apdu(0, "0070 0000 01"), "6A81", "no channel is free")
client:equal(apdu(0, "0070 8002 00"), "9000", "MANAGE CHANNEL closes one")
client:equal(apdu(0, "0070 0000 01"), "029000", "and opens one")
refused("Send APDU", { slot = 1, channel_id = 9, apdu = "\0\0\0\0" },
  "InvalidArgument")
done("Logical Channel", { slot = 1, channel_id = 1 })
refused("Logical Channel", { slot = 1, channel_id = 1 }, "InvalidArgument")
done "Reset"
client:equal(#client.core.held(), 1, "Reset closes channels")

-- Files.
local function read(session, id, ...)
  return done("Read Transparent", { session = session, file = file(id, ...),
    read_information = { offset = 0, length = 0 } }).read_result
end

client:equal(hex(read(PROVISIONED, 0x6FAD, 0x3F00, 0x7FFF)), "00000002", "AD")
local isim = { session_type = "nonprovisioning_slot_1",
  application_identifier = "\xA0\0\0\0\x87\x10\x04" }
client:equal(read(isim, 0x6F02, 0x3F00, 0x7FFF),
  "\x80\x31001010123456789@ims.mnc001.mcc001.3gppnetwork.org", "IMPI")
refused("Read Transparent", { session = CARD, file = file(0x2FE2, 0x3F00),
  read_information = { offset = 8, length = 3 } }, "InvalidArgument")
refused("Read Transparent", { file = file(0x2FE2, 0x3F00), session = {
  session_type = "card_slot_2", application_identifier = "" },
  read_information = { offset = 0, length = 0 } }, "InvalidSessionType")
local record = ("x"):rep(28)
refused("Write Record", { session = CARD, file = file(0x6F3A, 0x3F00, 0x7F10),
  write_record = { record_number = 2, record = "x" } }, "InvalidArgument")
done("Write Record", { session = CARD, file = file(0x6F3A, 0x3F00, 0x7F10),
  write_record = { record_number = 2, record = record } })
local three = done("Read Record", { session = CARD,
  file = file(0x6F3A, 0x3F00, 0x7F10), last_record = 3,
  record = { record_number = 1, record_length = 28 } })
client:equal(three.read_result, ("\xFF"):rep(28), "the first record")
client:equal(three.additional_read_result, record .. ("\xFF"):rep(28),
  "and the two after it")
refused("Write Record", { session = CARD, file = file(0x6F40, 0x3F00, 0x2F00),
  write_record = { record_number = 1, record = record } }, "SimFileNotFound")

-- Locks.
refused("Remote Unlock", {}, "MissingArgument")
refused("Remote Unlock", { simlock_data = "x" }, "AuthenticationFailed")
done("Remote Unlock", { simlock_data = "unlock" })
client:equal(done("Get Configuration", {
  configuration_mask = { "automatic_selection" } }).personalization_status,
  nil, "only what was asked")

-- What is told.
client:equal(#done("Register Events", { event_registration_mask = {
  "card_status", "physical_slot_status", "sap_connection" } })
  .event_registration_mask, 2, "two of three events are there")
done("Refresh Register", { session = PROVISIONED, info = {
  register_flag = true, vote_for_init = false,
  files = { { file_id = 0x6F46, path = "\0\x3F\xFF\x7F" } } } })
client:equal(#client.core.held(), 4, "events and refreshes are held")
client:wait(11)

local function card_status()
  local message = client:indication "UIM Card Status"
  return message and message.fields.card_status.cards[1] or {}
end

client:equal(card_status().card_state, "absent", "the card is gone")
local slots = client:indication "UIM Slot Status"
client:equal(slots and slots.fields.physical_slot_status[1]
  .physical_card_status, "absent", "the slot is empty")
refused("Get File Attributes", { session = CARD, file = file(0x2FE2, 0x3F00) },
  "NoSim")
refused("Switch Slot", { logical_slot = 2, physical_slot = 1 },
  "InvalidArgument")
client:wait(10)
client:equal(card_status().card_state, "present", "another card has come")
client:equal(hex(read(PROVISIONED, 0x6F07, 0x3F00, 0x7FFF)),
  "080910100000007077", "with an IMSI of its own")
client:wait(10)
client:equal(read(PROVISIONED, 0x6F46, 0x3F00, 0x7FFF), "\0AB",
  "the card has changed a file")
local function refresh_stage()
  client:wait(0.1)
  local refresh = client:indication "UIM Refresh"
  return refresh and refresh.fields.event.stage
end

client:equal(refresh_stage(), "start", "the refresh is told")
client:equal(done("Refresh Get Last Event", { session = PROVISIONED })
  .event.stage, "start", "and can be asked for")
client:equal(refresh_stage(), nil, "it waits for the client")
done("Refresh Complete", { session = PROVISIONED,
  info = { refresh_success = true } })
client:equal(refresh_stage(), "end_with_success", "which says it has read")
refused("Refresh Get Last Event", { session = PROVISIONED }, "NoEffect")
client:wait(10)
client:indication "UIM Card Status"
client:equal(card_status().error_code, "no_atr_received", "the card fails")
refused("Change Provisioning Session", { session_change = {
  session_type = "primary_gw_provisioning", activate = true } },
  "IncompatibleState")
done("Switch Slot", { logical_slot = 1, physical_slot = 2 })
client:wait(0.1)
client:equal(card_status().card_state, "absent", "the other slot is empty")
