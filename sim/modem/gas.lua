-- SPDX-License-Identifier: LGPL-2.1-or-later
-- GAS: USB composition and firmware slots of Telit modems.

local device = include "world/device"
local bytes = include "world/bytes"

local gas = service "GAS"

local ANSWERS_MAX = 4 -- the answer has room for so many

local function telit(modem)
  return modem.preset.device.telit
end

-- What outlives a restart: `usb`, the last wish about the composition, `slot`
-- of the active firmware, and `auto_sim` with `config`.
local function kept(modem)
  local nonvolatile = modem.nonvolatile
  if not nonvolatile.telit then
    local given = telit(modem)
    nonvolatile.telit = {
      slot = given.active_slot, auto_sim = given.auto_sim, config = nil,
      usb = {
        composition = given.compositions[1], endpoint = given.endpoint,
        persistent = true, immediate = false, reboot = false,
      },
    }
  end
  return nonvolatile.telit
end

local function restart(modem)
  local problem = device.set_operating_mode(modem, "reset")
  return problem and fail(problem) or {}
end

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

gas["DMS Set USB Composition"] = function(modem, request)
  if not contains(telit(modem).compositions, request.usb_composition) then
    return fail "InvalidArgument"
  end
  kept(modem).usb = {
    composition = request.usb_composition, endpoint = request.endpoint_type,
    persistent = request.composition_persistence,
    immediate = request.immediate_setting,
    reboot = request.reboot_after_setting,
  }
  return request.reboot_after_setting and restart(modem) or {}
end

gas["DMS Get USB Composition"] = function(modem)
  local usb = kept(modem).usb
  return {
    usb_composition = usb.composition, endpoint_type = usb.endpoint,
    composition_persistence = usb.persistent,
    immediate_setting = usb.immediate, reboot_after_setting = usb.reboot,
  }
end

-- Whether a stored firmware is what a request describes.
local function is_meant(firmware, slot, name, version)
  return (not slot or firmware.slot == slot) and
    (not name or firmware.name == name) and
    (not version or firmware.version == version)
end

local function is_listed(modem, request, firmware)
  if request.mode == "active_firmware" then
    return firmware.slot == kept(modem).slot
  end
  return request.mode == "all_firmware" or
    is_meant(firmware, request.slot_index, request.name, request.version)
end

gas["DMS Get Firmware List"] = function(modem, request)
  if math.type(request.mode) then
    return fail "InvalidArgument"
  end
  local fields, count = { mode = request.mode }, 0
  for _, firmware in ipairs(telit(modem).firmware) do
    if is_listed(modem, request, firmware) and count < ANSWERS_MAX then
      count = count + 1
      fields["stored_firmware_" .. count] = {
        index = firmware.slot, name = firmware.name,
        version = firmware.version, pri_revision = firmware.pri_revision,
      }
    end
  end
  return count > 0 and fields or fail "NoEntry"
end

-- The modem restarts with the firmware, as after the command AT#FWSWITCH.
gas["DMS Set Active Firmware"] = function(modem, request)
  local slot, name, version = request.slot_index, request.carrier_name,
    request.version
  if not slot and not name and not version then
    return fail "MissingArgument"
  end
  for _, firmware in ipairs(telit(modem).firmware) do
    if is_meant(firmware, slot, name, version) then
      if firmware.slot == kept(modem).slot then
        return fail "FwAlreadyActivated"
      end
      kept(modem).slot = firmware.slot
      return restart(modem)
    end
  end
  return fail "FwFileNotFound"
end

gas["DMS Set Firmware Auto Sim"] = function(modem, request)
  if math.type(request.auto_sim_mode) then
    return fail "InvalidArgument"
  end
  local own = kept(modem)
  own.auto_sim, own.config = request.auto_sim_mode, request.config_id
  return {}
end

gas["DMS Get Firmware Auto Sim"] = function(modem)
  local own = kept(modem)
  return { auto_sim_mode = own.auto_sim, config_id = own.config }
end

gas["DMS Get Ethernet PDU MAC Address"] = function(modem)
  local addresses = telit(modem).ethernet_addresses
  if not addresses[1] then
    return fail "InformationUnavailable"
  end
  return {
    mac_address_0 = bytes.from_hex(addresses[1]),
    mac_address_1 = addresses[2] and bytes.from_hex(addresses[2]),
  }
end

return gas
