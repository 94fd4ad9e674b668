-- SPDX-License-Identifier: LGPL-2.1-or-later
-- FOX: the versions and the FCC lock of modems made by Foxconn.

local foxconn = include "world/foxconn"

local fox = service "FOX"

fox["Get Firmware Version"] = function(modem, request)
  return foxconn.version(modem, request.version_type)
end

fox["Set FCC Authentication"] = function(modem, request)
  return foxconn.authenticate(modem, foxconn.knows_word(modem, request))
end

return fox
