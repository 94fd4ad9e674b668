-- SPDX-License-Identifier: LGPL-2.1-or-later
-- checks.lua - small checks that types and messages share.

local checks = {}

local fail = require("report").fail

function checks.is_snake_case(name)
  return type(name) == "string" and name:match("^[a-z0-9][a-z0-9_]*$")
    and not name:match("__") and not name:match("_$")
end

function checks.is_integer(value, low, high)
  return math.type(value) == "integer" and value >= low and value <= high
end

function checks.check_keys(t, known, what)
  for key in pairs(t) do
    if not known[key] then
      fail("%s: unknown key '%s'", what, tostring(key))
    end
  end
end

function checks.set(...)
  local result = {}
  for _, key in ipairs { ... } do
    result[key] = true
  end
  return result
end

return checks
