-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DMS: who the device is and how it is switched.

local dms = service "DMS"

dms["Get IDs"] = function(modem)
  local identity = modem.preset.identity
  return {
    imei = identity.imei, esn = identity.esn, meid = identity.meid,
    imei_software_version = identity.imei_software_version,
  }
end

return dms
