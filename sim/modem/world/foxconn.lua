-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What modems made by Foxconn tell in two services: DMS, and FOX on newer ones.

local foxconn = {}

-- The answer about a firmware version: "firmware_mcfg", "firmware_mcfg_apps" or
-- "apps".
function foxconn.version(modem, kind)
  local version = modem.preset.device.foxconn.versions[kind]
  return version and { version = version } or fail "InvalidArgument"
end

-- Takes the FCC lock off when the host knows the word for it.
function foxconn.authenticate(modem, is_right)
  if not is_right then
    return fail "AuthenticationFailed"
  end
  modem.device.fcc_locked = false
  return {}
end

function foxconn.knows_word(modem, request)
  local own = modem.preset.device.foxconn
  return request.magic_string == own.fcc_string and
    request.magic_number == own.fcc_number
end

return foxconn
