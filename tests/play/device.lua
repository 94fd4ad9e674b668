-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: what qmicli cannot ask, what is told, and what outlives a restart.

local client = dofile(os.getenv "PLAY")(...)

local dms = client:allocate "DMS"
local deaf = client:allocate "DMS"

local function call(name, fields)
  return client:call("DMS " .. name, dms, fields)
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

-- What was told of one field, in order.
local function told(field)
  local list = {}
  for message in function() return client:indication "DMS Event Report" end do
    client:equal(message.client, dms, "only who asked is told")
    if message.fields[field] ~= nil then
      list[#list + 1] = message.fields[field]
    end
  end
  return list
end

refused("Set Event Report", {}, "MissingArgument")
refused("Set Event Report", {
  battery_level_report_limits = { lower_limit = 50, upper_limit = 20 },
}, "InvalidArgument")
done("Set Event Report", {
  power_state_reporting = true, activation_state_reporting = true,
  operating_mode_reporting = true, wireless_disable_state_reporting = true,
  battery_level_report_limits = { lower_limit = 20, upper_limit = 50 },
})
client:equal(#client.core.held(), 6, "four reports and two ids are held")

-- The FCC lock, and activation that is told twice.
refused("Set Operating Mode", { mode = "online" }, "InvalidTransition")
refused("Foxconn Set FCC Authentication", { value = 7 },
  "AuthenticationFailed")
done("Foxconn Set FCC Authentication", { value = 0 })
refused("Activate Automatic", { activation_code = "x" }, "IncompatibleState")
done("Set Operating Mode", { mode = "online" })
client:wait(0.1)
client:equal(told "operating_mode"[1], "online", "the mode is told")
refused("Activate Automatic", { activation_code = "" }, "InvalidArgument")
done("Activate Automatic", { activation_code = "x" })
client:wait(2)
client:equal(table.concat(told "activation_state", " "),
  "connecting activated", "activation is told")
refused("Activate Automatic", { activation_code = "x" }, "NoEffect")

-- The clock.
local before = done "Get Time"
client:equal(before.user_time, nil, "no user has set the clock")
done("Set Time", { time_value = 1000 })
client:wait(2)
local after = done "Get Time"
client:equal(after.user_time, 3000, "the user's clock goes on")
client:equal(after.system_time - before.system_time, 2000,
  "the device's clock does not care")
client:equal(after.device_time.time_count, after.system_time * 4 // 5,
  "1.25 ms each")

-- The radio switch and the battery.
client:wait(8)
client:equal(call "Get Operating Mode".mode, "low_power",
  "without radio there is no online")
refused("Set Operating Mode", { mode = "online" }, "HardwareRestricted")
client:wait(5)
local levels, flags = {}, {}
for _, message in ipairs(client.indications) do
  local power = message.fields.power_state
  if power then
    levels[#levels + 1] = power.battery_level
    flags[#flags + 1] = power.power_state_flags
  end
end
client:equal(table.concat(levels, " "), "15 12",
  "a battery is told when it leaves its limits")
client:equal(table.concat(flags, " "), "2 3", "and when its flags change")
local switch = told "wireless_disable_state"
client:equal(switch[1], true, "the switch is told")
client:equal(switch[2], false, "both ways")
done("Set Operating Mode", { mode = "online" })
done "Reset"
client:wait(0.1)
told "nothing"
done("Set Operating Mode", { mode = "low_power" })
client:wait(0.1)
client:equal(#client.indications, 0, "after Reset nobody is told")
client:equal(#client.core.held(), 2, "nor holds more than ids")

-- What is kept.
done("Set Alt Net Config", { config = true })
client:equal(call "Get Alt Net Config".config, true, "it is on")
refused("Set Service Programming Code", {
  current_code = "111111", new_code = "222222" }, "AuthenticationFailed")
done("Set Service Programming Code", {
  current_code = "000000", new_code = "222222" })
done("Validate Service Programming Code", {
  service_programming_code = "222222" })
refused("Write User Data", { user_data = ("x"):rep(513) }, "ArgumentTooLong")
done("Write User Data", { user_data = "\0\1" })

-- Images: a pair that does not belong together keeps the modem offline.
local list = done "List Stored Images".list
client:equal(list[1].index_of_running_image, 0, "the first image runs")
local function image(kind, id, build)
  return { type = kind, unique_id = id .. ("\0"):rep(16 - #id),
    build_id = build }
end
refused("Get Stored Image Info", {
  image_details = image("modem", "x", "y") }, "NoEntry")
local info = done("Get Stored Image Info", {
  image_details = image("pri", "001.001_000", "01.01.00.00_GENERIC") })
client:equal(info.pri_version.pri_version, 2, "an image says what it is")
refused("Set Firmware Preference", { list = {
  image("modem", "?_?", "01.01.00.00_?"),
  image("modem", "?_?", "01.00.00.00_?") } }, "InvalidArgument")
refused("Set Firmware Preference", { list = {}, modem_storage_index = 9 },
  "InvalidIndex")
local missing = done("Set Firmware Preference", {
  list = { image("modem", "?_?", "01.01.00.00_?") },
  download_override = true }).image_download_list
client:equal(missing[1], "modem", "on demand it is downloaded again")

local function restart()
  done("Set Operating Mode", { mode = "offline" })
  refused("Set Operating Mode", { mode = "low_power" }, "InvalidTransition")
  done("Set Operating Mode", { mode = "reset" })
  client:wait(5)
  client:open(0)
  dms = client:allocate "DMS"
end

restart()
client:equal(table.concat(client.actions, " "), "vanish come_back",
  "a reset takes it off the bus and back")
client:equal(dms, 1, "client ids begin again")
list = done "List Stored Images".list
client:equal(list[1].index_of_running_image, 1, "the other image runs")
local mode = done "Get Operating Mode"
client:equal(mode.mode, "offline", "but not with these settings")
client:equal(mode.offline_reason[1], "pri_version_incompatible",
  "and that is said")
client:equal(call "Read User Data".user_data, "\0\1", "user data are kept")
client:equal(call "Get Alt Net Config".config, true, "so is the switch")
client:equal(call "Get Activation State".info, "activated",
  "so is the activation")

-- Off means off.
done("Set Operating Mode", { mode = "shutting_down" })
client:wait(100)
client:equal(#client.actions, 3, "it goes and does not come back")
client:equal(deaf, 2, "the other client heard nothing")
