-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Requests with fields of random bytes: each is answered, and no handler fails.

local client = dofile(os.getenv "PLAY")(...)

local ROUNDS = 30

-- The same numbers in every run.
local seed = 12345
local function random(limit)
  seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
  return (seed >> 8) % limit
end

local function random_bytes(size)
  local bytes = {}
  local style = random(3)
  for index = 1, size do
    bytes[index] = string.char(style == 0 and 0xFF or style == 1 and random(4)
      or random(256))
  end
  return table.concat(bytes)
end

local function random_tlvs()
  local types, parts = {}, {}
  for _ = 1, random(5) do
    types[#types + 1] = random(4) == 0 and 1 or
      0x10 + random(random(2) == 0 and 0x10 or 0x25)
  end
  types[#types + 1] = 1
  local sizes = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 32, 300 }
  for _, kind in ipairs(types) do
    local value = random_bytes(sizes[random(#sizes) + 1])
    parts[#parts + 1] = string.pack("<Bs2", kind, value)
  end
  return table.concat(parts)
end

local function frame(service, id, message, transaction)
  local tlvs = random_tlvs()
  local sdu = string.pack("<BI2I2s2", 0, transaction, message, tlvs)
  return string.pack("<BI2BBB", 1, #sdu + 5, 0, service, id) .. sdu
end

local SERVICES = {
  { "WDS", 0x01, 0xB0 }, { "NAS", 0x03, 0xE8 }, { "WDA", 0x1A, 0x33 },
  { "DPM", 0x2F, 0x21 },
}

for _, service in ipairs(SERVICES) do
  local name, number, last = table.unpack(service)
  local asked, answered = 0, 0
  for round = 1, ROUNDS do
    local id = client:allocate(name)
    client.responses = {}
    for message = 0, last do
      client:send(frame(number, id, message, round))
      asked = asked + 1
      if message % 16 == 0 then
        client:wait(random(30))
      end
    end
    client:wait(30)
    answered = answered + #client.responses
    client:release(name, id)
  end
  client:equal(answered, asked, name .. ": every request is answered")
  client.indications = {}
end
client:equal(#client.garbage, 0, "what is sent can be decoded")

-- All bits of all preferences, and back.
local nas = client:allocate "NAS"
local ones = { mask_low = -1, mask_mid_low = -1, mask_mid_high = -1,
  mask_high = -1 }
client:call("NAS Set System Selection Preference", nas,
  { extended_lte_band_preference = ones })
local fields, why = client:call("NAS Get System Selection Preference", nas)
client:equal(why, nil, "preferences can be asked for")
client:equal(fields.extended_lte_band_preference.mask_high, -1,
  "and are as they were set")
client:call("NAS Set System Selection Preference", nas,
  { lte_band_preference = { -1 }, band_preference = { -1 } })
fields, why = client:call("NAS Get System Selection Preference", nas)
client:equal(fields.extended_lte_band_preference.mask_low, -1,
  "bits without a name are kept")
local long = {}
for index = 1, 81 do
  long[index] = { mcc = index, mnc = index, radio_access_technology = {} }
end
_, why = client:call("NAS Set Preferred Networks", nas,
  { preferred_networks = long })
client:equal(why, "DeviceStorageFull", "a list may be too long")
local wds = client:allocate "WDS"
fields, why = client:call("WDS Create Profile", wds,
  { profile_type = "3gpp", profile_name = ("x"):rep(300) })
client:equal(fields.extended_error_code, "invalid_parameter_length",
  "so may the name of a profile")
client:release("NAS", nas)
client:release("WDS", wds)
