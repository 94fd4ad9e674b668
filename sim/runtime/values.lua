-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Small things about Lua values: merging, describing, comparing.

local core = ...
local values = {}

function values.earlier(a, b)
  if a and b then
    return a < b and a or b
  end
  return a or b
end

local function is_list(value)
  return type(value) == "table" and (#value > 0 or core.is_empty(value))
end

function values.copy(value)
  if type(value) ~= "table" then
    return value
  end
  local copy = {}
  for key, item in core.sorted(value) do
    copy[key] = values.copy(item)
  end
  return copy
end

-- A table of its own with the same items.
function values.shallow(value)
  local copy = {}
  for key, item in core.sorted(value) do
    copy[key] = item
  end
  return copy
end

local views = setmetatable({}, { __mode = "k" })

-- Data that several modems share, as something that can be read only.
function values.view(data)
  if type(data) ~= "table" then
    return data
  end
  local view = views[data]
  if view then
    return view
  end
  local items = {}
  for key, item in core.sorted(data) do
    items[key] = values.view(item)
  end
  view = setmetatable({}, {
    __index = items,
    __newindex = function(_, key)
      error(string.format("%s: a preset does not change while a modem runs",
        tostring(key)), 2)
    end,
    __len = function() return #items end,
    __pairs = function()
      local key, item
      return function()
        key, item = core.next(items, key)
        return key, item
      end
    end,
  })
  views[data] = view
  return view
end

-- `base` with `changes` on top. Tables with names merge; lists and everything
-- else replace. `false` takes an entry away.
function values.merge(base, changes)
  if type(base) ~= "table" or type(changes) ~= "table"
    or (is_list(changes) and not core.is_empty(changes)) then
    return values.copy(changes)
  end
  local merged = {}
  for key, item in core.sorted(base) do
    merged[key] = item -- shared: what is merged is not changed any more
  end
  for key, item in core.sorted(changes) do
    if item == false and (base[key] == nil or type(base[key]) == "table") then
      merged[key] = nil
    else
      merged[key] = values.merge(base[key], item)
    end
  end
  return merged
end

-- What does not fit when `changes` are laid over `base`: the entry with another
-- type, as in "the preset's usb.vendor must be a number, not a string". Entries
-- that `base` does not have fit, `false` stands for "none" on either side, and
-- an error may be a number.
function values.misfit(base, changes, path)
  for key, item in core.sorted(changes) do
    local old = base[key]
    local name = path .. tostring(key)
    local is_error = type(item) == "number" and path:match "errors%.$"
    if old and item and type(old) ~= type(item) and not is_error then
      return string.format("%s must be a %s, not a %s", name, type(old),
        type(item))
    end
    if type(old) == "table" and type(item) == "table" and not is_list(old) then
      local why = values.misfit(old, item, name .. ".")
      if why then
        return why
      end
    end
  end
  return nil
end

-- Whether every entry of `pattern` is found in `value`.
function values.matches(value, pattern)
  if type(pattern) ~= "table" or type(value) ~= "table" then
    return value == pattern
  end
  for key, item in core.sorted(pattern) do
    if not values.matches(value[key], item) then
      return false
    end
  end
  return true
end

function values.seconds(us)
  return string.format("%.3f s", us / 1e6)
end

-- Times in scenarios are seconds; inside they are whole microseconds. `level` is
-- whom an error blames, as in error().
function values.us(seconds, what, level)
  if type(seconds) ~= "number" or seconds ~= seconds or seconds < 0 or
    seconds > 1e9 then
    error(what .. " must be a number of seconds, 0 to 1e9", level or 3)
  end
  return math.floor(seconds * 1e6 + 0.5)
end

return values
