-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: what single makers have added. A modem of another maker does not know
-- these messages.

local device = include "world/device"
local firmware = include "world/firmware"
local foxconn = include "world/foxconn"

local function hp_change_device_mode(modem, request)
  if request.mode ~= "fastboot" then
    return fail "InvalidArgument"
  end
  device.leave_for(modem, "fastboot")
  return {}
end

local function swi_get_current_firmware(modem)
  local sierra = modem.preset.device.sierra
  local store = firmware.of(modem)
  local image = store and firmware.running(store, "modem")
  return {
    model = modem.preset.identity.model,
    boot_version = sierra.boot_version or nil,
    amss_version = sierra.amss_version or image and image.build_id or nil,
    sku_id = sierra.sku_id or nil,
    package_id = sierra.package_id or nil,
    carrier_id = sierra.carrier_id or nil,
    pri_version = sierra.pri_version or nil,
    carrier = sierra.carrier or nil,
    config_version = sierra.config_version or nil,
  }
end

local function swi_get_usb_composition(modem)
  local supported = modem.preset.device.usb_composition.supported
  return {
    current = modem.device.kept.usb_composition,
    supported = string.char(table.unpack(supported)),
  }
end

local function swi_set_usb_composition(modem, request)
  for _, composition in ipairs(modem.preset.device.usb_composition.supported) do
    if composition == request.current then
      modem.device.kept.usb_composition = composition
      return {}
    end
  end
  return fail "InvalidArgument"
end

local function foxconn_change_device_mode(modem, request)
  if request.mode ~= "fastboot_online" and request.mode ~= "fastboot_ota" then
    return fail "InvalidArgument"
  end
  device.leave_for(modem, "fastboot")
  return {}
end

return function(dms)
  dms["HP Change Device Mode"] = hp_change_device_mode
  dms["Swi Get Current Firmware"] = swi_get_current_firmware
  dms["Swi Get USB Composition"] = swi_get_usb_composition
  dms["Swi Set USB Composition"] = swi_set_usb_composition
  dms["Foxconn Change Device Mode"] = foxconn_change_device_mode

  dms["Foxconn Set FCC Authentication"] = function(modem, request)
    return foxconn.authenticate(modem,
      request.value == modem.preset.device.foxconn.fcc_value)
  end

  dms["Foxconn Set FCC Authentication v2"] = function(modem, request)
    return foxconn.authenticate(modem, foxconn.knows_word(modem, request))
  end

  dms["Foxconn Get Firmware Version"] = function(modem, request)
    return foxconn.version(modem, request.version_type)
  end
end
