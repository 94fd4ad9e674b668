-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Names of services, messages, fields and errors, and what to say when one is
-- not known.

local core = ...
local names = {}

function names.unknown(what, name, nearest)
  local text = string.format("unknown %s %q", what, tostring(name))
  if nearest then
    text = string.format("%s; did you mean %q?", text, nearest)
  end
  return text
end

-- The one of `known` (a list) that is most like `name`, or nil.
function names.nearest(name, known)
  return core.nearest(tostring(name), known)
end

-- A service by name ("DMS") or number: { id =, name = }.
function names.service(key)
  local id, name = core.service(key)
  if not id then
    error(names.unknown("service", key, name), 0)
  end
  return { id = id, name = name }
end

-- A message by full name. `kind` is "request", "response" or "indication".
-- Unknown messages can be named by number: "DMS 0x1234". Returns
-- { service =, id =, name = } or nil and the reason.
function names.message(name, kind, vendor)
  if type(name) ~= "string" then
    return nil, "a message is named by a string such as \"DMS Get IDs\""
  end
  local service, id, full = core.message(name, kind, vendor or 0)
  if service then
    return { service = service, id = id, name = full }
  end
  return nil, names.unknown(kind == "indication" and "indication" or "message",
    name, id)
end

-- The number of a protocol error by name ("NoEffect") or number.
function names.error_number(name)
  if math.type(name) == "integer" and name >= 0 and name <= 0xffff then
    return name
  end
  local number, nearest = core.error_number(tostring(name))
  if not number then
    error(names.unknown("error", name, nearest), 0)
  end
  return number
end

-- Refuses keys of `given` that are not in `known` (a list).
function names.check_keys(given, known, what)
  local set = {}
  for _, key in ipairs(known) do
    set[key] = true
  end
  if not pcall(core.sorted, given) then
    return string.format("each %s is named by a string", what), "?"
  end
  for key in core.sorted(given) do
    if not set[key] then
      return names.unknown(what, key, names.nearest(key, known)), key
    end
  end
  return nil
end

return names
