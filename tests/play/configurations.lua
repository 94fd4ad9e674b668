-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PDC: what is stored, selected and in use; loading in chunks; who is told.

local client = dofile(os.getenv "PLAY")(...)

local pdc = client:allocate "PDC"
local watcher = client:allocate "PDC"
local token = 100

local function hex(bytes)
  return bytes and (bytes:gsub(".", function(byte)
    return string.format("%02X", byte:byte())
  end))
end

local function id(first)
  local list = {}
  for byte = first, first + 19 do
    list[#list + 1] = string.char(byte)
  end
  return table.concat(list)
end

local FIRST, SECOND, BOARD = id(0x10), id(0x30), id(0x50)

local function done(name, fields, who)
  local answer, why = client:call("PDC " .. name, who or pdc, fields)
  client:equal(why, nil, name .. " is accepted")
  return answer or {}
end

local function refused(name, fields, wanted)
  local _, why = client:call("PDC " .. name, pdc, fields)
  client:equal(why, wanted, name .. " is answered with " .. wanted)
end

-- Sends a request and returns the indication that says what came of it.
local function result(name, fields, wanted)
  token = token + 1
  fields.token = token
  done(name, fields)
  client:wait(0.02)
  local message = client:indication("PDC " .. name)
  client:check(message, name .. " is followed by its indication")
  local got = message and message.fields or {}
  client:equal(got.token, token, "with the token")
  client:equal(message and message.client, pdc, "for who asked")
  client:equal(got.indication_result, wanted or 0, "and its result")
  return got
end

local function software(which)
  return { type_with_id_v2 = { config_type = "software", id = which } }
end

-- Reading.
local list = result("List Configs", { config_type = "software" }).configs
client:equal(#list, 2, "two of software")
client:equal(hex(list[2].id), hex(SECOND), "with their ids")
local info = result("Get Config Info", software(SECOND))
client:equal(info.description, "Volte_OpenMkt-Commercial", "a description")
client:equal(info.total_size, 20480, "a size")
client:equal(info.version, 0x05010204, "a version")
result("Get Config Info", software "x", 50)
local selected = result("Get Selected Config", { config_type = "software" })
client:equal(hex(selected.active_id), hex(FIRST), "one is active")
client:equal(selected.pending_id, nil, "none is pending")
local limits = done("Get Config Limits", { config_type = "software",
  token = 5 })
client:equal(limits.token, 5, "the token in a response")
client:equal(limits.maximum_size, 40000, "the room")
client:equal(limits.current_size, 38912, "what is taken of it")
client:equal(done("Get Default Config Info", { config_type = "platform" })
  .description, "SDX_RF_Default", "the default of the platform")
refused("List Configs", { config_type = 7 }, "InvalidArgument")
refused("List Configs", {}, "MissingArgument")
refused("Config Change", software(FIRST), "InvalidQmiCommand")

-- Loading.
local function chunk(which, total, text, wanted)
  return result("Load Config", { config_chunk = {
    type = "software", id = which, total_size = total, chunk = text,
  } }, wanted)
end

-- The trailer of a file: the name of the carrier and the version.
local trailer = "MCFG_TRL" .. string.pack("<BI2I4", 1, 4, 0x01020304)
  .. string.pack("<Bs2", 3, "Testnet")
local file = ("\xEE"):rep(1000 - #trailer) .. trailer

refused("Load Config", { config_chunk = { type = "software", id = "a",
  total_size = 0, chunk = "x" } }, "InvalidArgument")
chunk(FIRST, 100, "x", 26)
chunk("new", 2000, "x", 51)
local first = chunk("new", 1000, file:sub(1, 400))
client:equal(first.received, 400, "the first chunk has come")
client:equal(first.remaining_size, 600, "more is to come")
client:equal(#result("List Configs", { config_type = "software" }).configs, 2,
  "it is not there yet")
local too_much = chunk("new", 1000, file .. "x")
client:equal(too_much.frame_reset, true, "what does not fit resets")
client:equal(too_much.remaining_size, 1000, "and all is to come")
chunk("new", 1000, file:sub(1, 400))
chunk("new", 1000, file:sub(401, 990))
client:equal(chunk("new", 1000, file:sub(991)).remaining_size, 0,
  "then it is complete")
info = result("Get Config Info", software "new")
client:equal(info.description, "Testnet", "its name is read from it")
client:equal(info.version, 0x01020304, "and its version")
client:equal(info.total_size, 1000, "and its size is known")
chunk("more", 10, "x", 68)

-- Selecting and activating.
done("Register", { enable_reporting = true, enable_refresh = true }, watcher)
result("Set Selected Config", software "none", 50)
result("Activate Config", { config_type = "software" }, 16)
result("Set Selected Config", software "new")
selected = result("Get Selected Config", { config_type = "software" })
client:equal(selected.pending_id, "new", "now one is pending")
refused("Delete Config", { config_type = "software", id = "new" },
  "DeviceInUse")
refused("Delete Config", { config_type = "software", id = FIRST },
  "DeviceInUse")
refused("Delete Config", { config_type = "software", id = "none" }, "NoEntry")
client:equal(done("Delete Config", { config_type = "software", id = SECOND,
  token = 9 }).token, 9, "what is not used can be deleted")
result("Set Selected Config", { type_with_id_v2 = {
  config_type = "platform", id = BOARD } })
client.indications = {}
result("Activate Config", { config_type = "platform" })
client:wait(1)
local events = {}
for message in function() return client:indication "PDC Refresh" end do
  client:equal(message.client, watcher, "a refresh is told to who asked")
  events[#events + 1] = message.fields.refresh_event
end
client:equal(table.concat(events, " "), "start complete", "it begins and ends")
local change = client:indication "PDC Config Change"
client:equal(change and hex(change.fields.type_with_id_v2.id), hex(BOARD),
  "the change is told")
client:equal(#client.actions, 0, "a platform does not restart here")
result("Activate Config", { config_type = "software" })
client:wait(5)
client:equal(table.concat(client.actions, " "), "vanish come_back",
  "software does")
client:open(0)
pdc = client:allocate "PDC"
selected = result("Get Selected Config", { config_type = "software" })
client:equal(selected.active_id, "new", "then it is in use")
client:equal(selected.pending_id, nil, "and none is pending")
result("Deactivate Config", { config_type = "software" })
result("Deactivate Config", { config_type = "software" }, 16)
result("Get Selected Config", { config_type = "software" }, 16)
done("Delete Config", { config_type = "software", id = "new" })
done("Delete Config", { config_type = "software", id = FIRST })
client:equal(#result("List Configs", { config_type = "software" }).configs, 0,
  "an empty list is told")

-- A trailer that lies: a long name, a length beyond the end.
local liar = "MCFG_TRL" .. string.pack("<Bs2", 3, ("n"):rep(300))
  .. string.pack("<BI2", 1, 4000)
chunk("liar", #liar, liar)
info = result("Get Config Info", software "liar")
client:equal(#info.description, 255, "a name is cut")
client:equal(info.version, 0, "what is not there is not read")
done("Delete Config", { config_type = "software", id = "liar" })

-- What a client registered goes with Reset; what it was loading with itself.
done("Register", { enable_reporting = true })
client:equal(#client.core.held(), 2, "a registration is held")
local dms = client:allocate "DMS"
client.indications = {}
client:call("DMS Get Model", dms)
client:wait(1)
change = client:indication "PDC Config Change"
client:equal(change and change.fields.type_with_id_v2.config_type, "platform",
  "what the modem does by itself is told too")
client:release("DMS", dms)
done "Reset"
client:equal(#client.core.held(), 1, "and is gone with Reset")
chunk("part", 10, "12345")
client:release("PDC", pdc)
pdc = client:allocate "PDC"
client:equal(chunk("part", 10, "12345").remaining_size, 5,
  "another client begins again")
