-- SPDX-License-Identifier: LGPL-2.1-or-later
-- FOX, GAS, GMS and ATR: what Foxconn and Telit have added.

local client = dofile(os.getenv "PLAY")(...)

local fox, gas, gms, atr, dms = client:allocate "FOX", client:allocate "GAS",
  client:allocate "GMS", client:allocate "ATR", client:allocate "DMS"

local fields = client:call("FOX Get Firmware Version", fox,
  { version_type = "firmware_mcfg_apps" })
client:equal(fields.version, "Q1.0.A1.0", "a version of three")
local _, why = client:call("FOX Get Firmware Version", fox,
  { version_type = 9 })
client:equal(why, "InvalidArgument", "there is no fourth")
_, why = client:call("FOX Set FCC Authentication", fox,
  { magic_string = "foxc", magic_number = 1 })
client:equal(why, "AuthenticationFailed", "the wrong word")
_, why = client:call("DMS Set Operating Mode", dms, { mode = "online" })
client:equal(why, "InvalidTransition", "leaves the modem locked")
client:call("FOX Set FCC Authentication", fox,
  { magic_string = "foxc", magic_number = 48 })

-- AT commands, while the radio is off.
local function at(line)
  local _, problem = client:call("ATR Send", atr, { message = line })
  local message = client:indication "ATR Received"
  return problem or message and message.fields.message
end

client:equal(at "AT\r", "\r\nOK\r\n", "AT is answered")
client:equal(at "hello", "InvalidArgument", "other words are not")
client:equal(at "AT+CFUN?\r", "\r\n+CFUN: 4\r\n\r\nOK\r\n", "the radio is off")
client:equal(at "AT+CSQ", "\r\n+CSQ: 99,99\r\n\r\nOK\r\n", "nothing is heard")
client:equal(at "AT+CREG?", "\r\n+CREG: 0,0\r\n\r\nOK\r\n", "nor looked for")
client:equal(at "AT+CFUN=1;+CFUN?", "\r\n+CFUN: 1\r\n\r\nOK\r\n",
  "it can be switched on")
client:equal(client:call("DMS Get Operating Mode", dms).mode, "online",
  "as DMS knows")
client:wait(3)
client:equal(at "AT+CREG?;+CSQ;+CGATT?", "\r\n+CREG: 0,1\r\n\r\n+CSQ: 24,99\r\n"
  .. "\r\n+CGATT: 1\r\n\r\nOK\r\n", "then the network is there")
client:equal(at "at+cops?", '\r\n+COPS: 0,0,"qmimic",7\r\n\r\nOK\r\n',
  "with its name")
client:equal(at "AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n", "the card is open")
client:equal(at "AT+CIMI", "\r\n001010123456789\r\n\r\nOK\r\n", "and read")
client:equal(at "AT+CCID", "\r\n+CCID: 89001010000000000018\r\n\r\nOK\r\n",
  "by its number too")
client:equal(at "AT+CGSN", "\r\n352099001761481\r\n\r\nOK\r\n", "the IMEI")
client:equal(at "ATI", "\r\nQUALCOMM INCORPORATED\r\n\r\nqmimic\r\n"
  .. "\r\nQMIMIC.1.0  1  [Jan 01 2024 00:00:00]\r\n\r\nOK\r\n", "the modem")
client:equal(at "ATE0;+CGDCONT?", '\r\n+CGDCONT: 1,"IPV4V6","internet","",0,0'
  .. '\r\n\r\n+CGDCONT: 2,"IPV6","ims","",0,0\r\n\r\nOK\r\n', "the profiles")
client:equal(at "AT+CREG?;+NONSENSE;+CREG?",
  "\r\n+CREG: 0,1\r\n\r\nERROR\r\n", "what is unknown ends the line")
client:equal(at "AT+CFUN=7", "\r\nERROR\r\n", "as does a bad value")

client:equal(client:call("GMS Test Get Value", gms).test_mandatory_value, 0,
  "the test value")
client:call("GMS Test Set Value", gms,
  { test_mandatory_value = 5, test_optional_value = 6 })
fields = client:call("GMS Test Get Value", gms)
client:equal(fields.test_mandatory_value, 5, "is what has been set")
client:equal(fields.test_optional_value, 6, "in both parts")

local function composition(wanted, reboots)
  return client:call("GAS DMS Set USB Composition", gas, {
    usb_composition = wanted, endpoint_type = "hsusb",
    composition_persistence = true, immediate_setting = false,
    reboot_after_setting = reboots })
end

_, why = composition(0x9999, false)
client:equal(why, "InvalidArgument", "a composition that there is not")
composition(0x1204, false)
fields = client:call("GAS DMS Get USB Composition", gas)
client:equal(fields.usb_composition, 0x1204, "and one that there is")
client:call("GAS DMS Set Firmware Auto Sim", gas,
  { auto_sim_mode = "enable", config_id = 3 })
fields = client:call("GAS DMS Get Firmware Auto Sim", gas)
client:equal(fields.auto_sim_mode, "enable", "firmware follows the card")
client:equal(fields.config_id, 3, "with a configuration")
fields = client:call("GAS DMS Get Ethernet PDU MAC Address", gas)
client:equal(fields.mac_address_0, "\2\0\0\0\0\3", "an Ethernet address")

local function firmware(request)
  local answer, problem = client:call("GAS DMS Get Firmware List", gas, request)
  if problem then
    return problem
  end
  local names = {}
  for place = 1, 4 do
    local entry = answer["stored_firmware_" .. place]
    names[place] = entry and entry.name
  end
  return table.concat(names, " ")
end

client:equal(firmware { mode = "all_firmware" }, "GENERIC OTHER", "two stored")
client:equal(firmware { mode = "active_firmware" }, "GENERIC", "one active")
client:equal(firmware { mode = "specific_firmware", name = "OTHER" }, "OTHER",
  "one of a name")
client:equal(firmware { mode = "specific_firmware", slot_index = 5 },
  "NoEntry", "none of that slot")
_, why = client:call("GAS DMS Set Active Firmware", gas, {})
client:equal(why, "MissingArgument", "which one")
_, why = client:call("GAS DMS Set Active Firmware", gas, { slot_index = 5 })
client:equal(why, "FwFileNotFound", "there is none")
_, why = client:call("GAS DMS Set Active Firmware", gas, { slot_index = 0 })
client:equal(why, "FwAlreadyActivated", "it is")
client:call("GAS DMS Set Active Firmware", gas, { carrier_name = "OTHER" })
client:wait(10)
client:check(#client.actions >= 2, "the modem leaves and comes back")
client:open(0)
gas, gms = client:allocate "GAS", client:allocate "GMS"
client:equal(firmware { mode = "active_firmware" }, "OTHER", "another is active")
fields = client:call("GAS DMS Get USB Composition", gas)
client:equal(fields.usb_composition, 0x1204, "the composition has stayed")
client:equal(client:call("GMS Test Get Value", gms).test_mandatory_value, 0,
  "the test value has not")
