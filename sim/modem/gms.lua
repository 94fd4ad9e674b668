-- SPDX-License-Identifier: LGPL-2.1-or-later
-- GMS: the values that Telit modems keep for tests until they are switched off.

local gms = service "GMS"

gms["Test Set Value"] = function(modem, request)
  modem.gms = {
    mandatory = request.test_mandatory_value,
    optional = request.test_optional_value,
  }
  return {}
end

gms["Test Get Value"] = function(modem)
  return {
    test_mandatory_value = modem.gms.mandatory,
    test_optional_value = modem.gms.optional,
  }
end

return gms
