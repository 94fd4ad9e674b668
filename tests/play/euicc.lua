-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: files by name, commands that write, an eUICC, CSIM, votes on a refresh.

local client = dofile(os.getenv "PLAY")(...)

local uim = client:allocate "UIM"
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
  return answer or {}
end

local function hex(bytes)
  return bytes and (bytes:gsub(".", function(byte)
    return string.format("%02X", byte:byte())
  end))
end

local function from_hex(text)
  return (text:gsub("%s", ""):gsub("%x%x", function(byte)
    return string.char(tonumber(byte, 16))
  end))
end

local function file(id, ...)
  return { file_id = id, file_path = string.pack("<" .. ("I2"):rep(
    select("#", ...)), ...) }
end

local function read(id)
  return hex(done("Read Transparent", { session = PROVISIONED,
    file = file(id, 0x3F00, 0x7FFF), read_information = {
      offset = 0, length = 0 } }).read_result)
end

local function record(id, number)
  return hex(done("Read Record", { session = PROVISIONED,
    file = file(id, 0x3F00, 0x7FFF),
    record = { record_number = number, record_length = 0 } }).read_result)
end

-- Files by name, TS 31.102, 4.2.
client:equal(read(0x6F7B), "62F2301300" .. "62" .. ("F"):rep(12), "FPLMN")
client:equal(read(0x6F78), "0808", "ACC")
client:equal(read(0x6FD9), "00F110" .. ("F"):rep(18), "EHPLMN")
client:equal(record(0x6FC5, 1):sub(1, 22), "4309900048" .. "00E4006D0065",
  "PNN in UCS-2")
client:equal(record(0x6FC6, 1), "00F1100000FFFE01", "OPL")
client:equal(record(0x6FB7, 2):sub(1, 14), "19F1FF48656C70", "ECC")
client:equal(record(0x6F3C, 1):sub(1, 12), "0307912143FF", "an unread message")
client:equal(record(0x6F3C, 2):sub(1, 4), "00FF", "and free places")
local ann = hex(done("Read Record", { session = PROVISIONED,
  file = file(0x6F3A, 0x3F00, 0x7F10),
  record = { record_number = 1, record_length = 28 } }).read_result)
client:equal(ann:sub(1, 6) .. ann:sub(29, 40), "416E6E" .. "059151551010",
  "ADN")

-- Writing.
local function write(id, offset, data)
  return { session = PROVISIONED, file = file(id, 0x3F00, 0x7FFF),
    write_transparent = { offset = offset, data = data } }
end

done("Write Transparent", write(0x6F7B, 3, "\x62\xF2\x10"))
client:equal(read(0x6F7B), "62F23062F210" .. ("F"):rep(12), "it is written")
refused("Write Transparent", write(0x6F7B, 11, "xx"), "InvalidArgument")
refused("Write Transparent", write(0x6F07, 0, "x"), "AccessDenied")
refused("Write Transparent", write(0x6F40, 0, "x"), "InvalidArgument")

-- Commands to the card.
local function apdu(channel, text)
  return hex(done("Send APDU", { slot = 1, channel_id = channel,
    apdu = from_hex(text) }).apdu_response)
end

local USIM = from_hex "A0000000871002"
local channel = done("Open Logical Channel", { slot = 1, aid = USIM }).channel_id
client:equal(apdu(channel, "00A4 0004 02 6F7B"):sub(-4), "9000", "SELECT")
client:equal(apdu(channel, "00D6 0000 03 FFFFFF"), "9000", "UPDATE BINARY")
client:equal(apdu(channel, "00B0 0000 06"), "FFFFFF62F2109000", "READ BINARY")
client:equal(apdu(channel, "00D6 000B 02 0000"), "6B00", "beyond the end")
client:equal(apdu(channel, "00A4 0004 02 6F07"):sub(-4), "9000", "the IMSI")
client:equal(apdu(channel, "00D6 0000 01 00"), "6982", "cannot be written")
client:equal(apdu(channel, "00A4 0004 02 6F40"):sub(-4), "9000", "the number")
client:equal(apdu(channel, "00DC 0104 1C" .. ("AA"):rep(28)), "9000",
  "UPDATE RECORD")
client:equal(apdu(channel, "00B2 0002 02"), "AAAA9000", "the next record")
client:equal(apdu(channel, "00B2 0002 02"), "6A83", "is the last")
client:equal(apdu(channel, "00A2 0104 02 AAAA"), "019000", "SEARCH RECORD")
client:equal(apdu(channel, "00A2 0104 02 BBBB"), "6282", "finds nothing")
client:equal(apdu(channel, "0088 0081 22 10" .. ("00"):rep(16) .. "10"
  .. ("00"):rep(16)), "9862", "AUTHENTICATE: no network has our key")
client:equal(apdu(channel, "0088 0081 02 0000"), "6700", "a short challenge")
local function pin(text)
  return hex(text) .. ("FF"):rep(8 - #text)
end
client:equal(apdu(channel, "0020 0001 08" .. pin "0000"), "6984",
  "the PIN is off")
client:equal(apdu(channel, "0028 0001 08" .. pin "0001"), "63C2",
  "ENABLE with a wrong one")
client:equal(apdu(channel, "0028 0001 08" .. pin "0000"), "9000", "ENABLE")
client:equal(apdu(channel, "0024 0001 10" .. pin "0000" .. pin "4321"), "9000",
  "CHANGE")
client:equal(apdu(channel, "0020 0001 08" .. pin "4321"), "9000", "VERIFY")
client:equal(apdu(channel, "0026 0001 08" .. pin "4321"), "9000", "DISABLE")
client:equal(apdu(channel, "002C 0001 10" .. pin "00000000" .. pin "1111"),
  "63C9", "UNBLOCK")
client:equal(apdu(channel, "0020 0005"), "6A88", "there is no such PIN")
client:equal(apdu(channel, "80E2 9100 03 BF3E00"), "6D00",
  "no STORE DATA on a USIM")
done("Logical Channel", { slot = 1, channel_id = channel })

-- The eUICC, GSMA SGP.22, 5.7.
local ISD_R = from_hex "A0000005591010FFFFFFFF8900000100"
local opened = done("Open Logical Channel", { slot = 1, aid = ISD_R })
channel = opened.channel_id
client:equal(hex(opened.select_response):sub(1, 2), "6F", "SELECT of the ISD-R")

local function store(request)
  return apdu(channel, string.format("80E2 9100 %02X %s", #request // 2,
    request))
end

client:equal(store "BF3E035C015A",
  "BF3E125A108904903212345123451234567890123590" .. "00", "GetEuiccData")
client:equal(store "BF2000":sub(1, 14), "BF203582030202", "GetEuiccInfo1")
client:equal(store "BF2200":sub(1, 4), "BF22", "GetEuiccInfo2")
local address = "800E" .. hex "dp.example.com" .. "8110" .. hex "lpa.ds.gsma.com"
client:equal(store "BF3C00", "BF3C21" .. address:gsub("8110", "810F") .. "9000",
  "EuiccConfiguredAddresses")
local info = store "BF2D00"
client:check(info:find("5A0A98000101000000000081", 1, true) and
  info:find("5A0A98000101000000000062", 1, true), "GetProfilesInfo has both")
client:check(info:find("9F700101", 1, true) and info:find("9F700100", 1, true),
  "one is enabled")
client:equal(store "BF2D045C025A92":find("9F70", 1, true), nil,
  "only what was asked")
client:equal(store "BF2E00":sub(1, 10), "BF2E128010", "GetEuiccChallenge")
client:equal(store "BF2800", "BF2802A0009000", "no notifications")
client:equal(store "BF5500", "6A88", "what it does not know")
client:equal(store "BF3E05", "6A88", "what is not well formed")
client:equal(apdu(channel, "80E2 1100 03 BF3E03"), "9000", "in two blocks")
client:equal(apdu(channel, "80E2 9101 03 5C015A"):sub(1, 8), "BF3E125A",
  "the answer comes after the last")
client:equal(apdu(channel, "80E2 9101 03 5C015A"), "6985", "which began nowhere")
client:equal(store("BF290E5A0A98000101000000000062" .. "9000"),
  "BF29038001009000", "a nickname is taken away")
client:equal(store("BF3111A00C5A0A980001010000000000998101FF"),
  "BF31038001019000", "no such profile to enable")
client:equal(store("BF3111A00C5A0A980001010000000000628101FF"),
  "BF31038001009000", "EnableProfile")
client:wait(0.1)
client:equal(read(0x6F07), "080910201032547698", "its IMSI is read")

-- CSIM.
local status = done("Get Card Status").card_status
client:equal(status.index_1x_primary, 2, "the CSIM is in use")
client:equal(status.cards[1].applications[3].state, "ready", "and ready")
done("Change Provisioning Session", { session_change = {
  session_type = "primary_1x_provisioning", activate = false } })
refused("Change Provisioning Session", { session_change = {
  session_type = "primary_1x_provisioning", activate = false } }, "NoEffect")
done("Change Provisioning Session", { session_change = {
  session_type = "primary_1x_provisioning", activate = true } })

-- Votes.
local function register(all)
  done("Refresh Register", { session = PROVISIONED, info = {
    register_flag = true, vote_for_init = all, files = {} } })
end

local function stage()
  client:wait(0.1)
  local refresh = client:indication "UIM Refresh"
  return refresh and refresh.fields.event.stage
end

register(true)
refused("Refresh OK", { session = PROVISIONED, ok_to_refresh = true },
  "InvalidOperation")
client:wait(100)
client:equal(stage(), "wait_for_ok", "the client is asked")
done("Refresh OK", { session = PROVISIONED, ok_to_refresh = false })
client:equal(stage(), "end_with_failure", "and says no")
client:wait(100)
client:equal(stage(), "wait_for_ok", "it is asked again")
done("Refresh OK", { session = PROVISIONED, ok_to_refresh = true })
client:equal(stage(), "start", "and says yes")
client:wait(31)
client:equal(stage(), "end_with_success", "nobody waits for ever")
client:wait(70)
client:equal(stage(), "wait_for_ok", "once more")
client:release("UIM", uim)
client:wait(40)
