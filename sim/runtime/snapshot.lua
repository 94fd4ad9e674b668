-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem as data, and a modem made what it was. What belongs to the run and not
-- to the modem stays as it is: connections, fault rules, the scenario's timers.
--
-- A table of the world becomes { i = number, c = class, l = list, m = entries by
-- name, n = { { key, value }, ... } }; a string that is no text { b = hex }; and
-- what is known elsewhere { r = what }: a number is a table that came before,
-- "modem" the modem, "preset" with p the place in the preset, "module" with p a
-- file of the default modem.

local core = ...
local Default = core.trusted "runtime/default"
local Plain = core.trusted "runtime/plain"
local values = core.trusted "runtime/values"

local Snapshot = {}

local VERSION = 1
local DEPTH_MAX = 30
local COUNT_MAX = 200000
local KEPT = 16 -- snapshots whose timers this process remembers

local function refuse(text, ...)
  error(string.format(text, ...), 0)
end

-- A value in a message: tables have no text of their own.
local function show(value)
  return type(value) == "table" and "a table" or tostring(value)
end

-- Places of the tables of a preset, by table.
local function places_of(view, places, path)
  places[view] = path
  for key, item in core.sorted(view) do
    if type(item) == "table" and not places[item] then
      local below = table.move(path, 1, #path, 1, {})
      below[#below + 1] = key
      places_of(item, places, below)
    end
  end
  return places
end

-- Why the modem cannot be taken apart just now, or nil.
local function objection(modem)
  local thread = modem.story.thread
  if thread and coroutine.status(thread) ~= "dead" then
    return "the story of " .. modem.scenario.file .. " is in flight"
  elseif modem.replay then
    return "the replay of " .. modem.scenario.file .. " is in flight"
  elseif modem.pending.list[1] then
    local entry = modem.pending.list[1]
    return string.format("a transaction is in flight: %s of client %d",
      entry.name, entry.call.client)
  end
  return nil
end

-- Writing ---------------------------------------------------------------------

local Writer = {}
Writer.__index = Writer

local function hex(text)
  return (text:gsub(".", function(byte)
    return string.format("%02x", byte:byte())
  end))
end

local function write_string(value)
  return utf8.len(value) and not value:find "%z" and value or
    { b = hex(value) }
end

function Writer:known(value)
  if value == self.modem then
    return { r = "modem" }
  elseif self.ids[value] then
    return { r = self.ids[value] }
  elseif self.places[value] then
    return { r = "preset", p = self.places[value] }
  elseif Default.module_names[value] then
    return { r = "module", p = Default.module_names[value] }
  end
  return nil
end

function Writer:entries(value, node, path, depth)
  local count = #value
  for key, item in core.sorted(value) do
    local place = path .. "." .. tostring(key)
    local kind = math.type(key) or type(key)
    local written = self:value(item, place, depth + 1)
    if kind == "integer" and key >= 1 and key <= count then
      node.l = node.l or {}
      node.l[key] = written
    elseif kind == "string" and type(write_string(key)) == "string" then
      node.m = node.m or {}
      node.m[key] = written
    elseif kind == "integer" or kind == "string" then
      node.n = node.n or {}
      table.insert(node.n, { kind == "string" and write_string(key) or key,
        written })
    else
      refuse("%s: a key is a %s", place, kind)
    end
  end
end

function Writer:value(value, path, depth)
  local kind = type(value)
  if kind == "string" then
    return write_string(value)
  elseif kind == "boolean" then
    return value
  elseif kind == "number" and value == value and value ~= math.huge and
    value ~= -math.huge then
    return value
  elseif kind ~= "table" then
    refuse("%s is a %s, which no file can hold", path, kind)
  end
  local known = self:known(value)
  if known then
    return known
  end
  self.count = self.count + 1
  if depth > DEPTH_MAX or self.count > COUNT_MAX then
    refuse("%s: there is too much of it", path)
  end
  local class = getmetatable(value)
  if class ~= nil and not Default.module_names[class] then
    refuse("%s: its metatable is none of the modem's files", path)
  end
  local node = { i = self.count, c = class and Default.module_names[class] }
  self.ids[value] = self.count
  self:entries(value, node, path, depth)
  return node
end

-- The roots: the world, and what belongs to client ids.
local function roots_of(modem)
  local roots = Plain.world(modem)
  roots.client_states = modem.client_states
  return roots
end

-- Remembers the actions of the modem's own timers for a restore in this process.
local function keep_timers(modem)
  local taken = modem.snapshots or { number = 0, kept = {} }
  modem.snapshots = taken
  taken.number = taken.number + 1
  local now, list = core.now(modem.handle), {}
  for _, timer in ipairs(modem.timers.list) do
    if timer.is_own then
      list[#list + 1] = { left = timer.at - now, action = timer.action }
    end
  end
  taken.kept[taken.number] = list
  taken.kept[taken.number - KEPT] = nil
  return taken.number
end

function Snapshot.take(modem)
  local why = objection(modem)
  if why then
    refuse("%s", why)
  end
  local writer = setmetatable({
    modem = modem, ids = {}, count = 0,
    places = places_of(modem.preset, {}, {}),
  }, Writer)
  local world = {}
  for name, part in core.sorted(roots_of(modem)) do
    world[name] = writer:value(part, name, 0)
  end
  local clients = Plain.list()
  for place, client in ipairs(core.clients(modem.handle)) do
    clients[place] = {
      service = client.service_id, client = client.client,
      channel = client.channel, left = client.left,
    }
  end
  return {
    qmimic_snapshot = VERSION, preset = modem.preset.name,
    time = core.now(modem.handle), origin = core.origin(modem.handle),
    number = keep_timers(modem), world = world, clients = clients,
    link = core.link(modem.handle),
  }
end

-- Reading ---------------------------------------------------------------------

local Reader = {}
Reader.__index = Reader

local function read_hex(text, path)
  if type(text) ~= "string" or #text % 2 == 1 or text:find "%X" then
    refuse("%s: b must be pairs of hex digits", path)
  end
  return (text:gsub("%x%x", function(pair)
    return string.char(tonumber(pair, 16))
  end))
end

function Reader:preset_part(words, path)
  local part = self.modem.preset
  for _, word in ipairs(type(words) == "table" and words or { {} }) do
    part = type(part) == "table" and part[word] or nil
  end
  return type(part) == "table" and part or
    refuse("%s: the preset has no such part", path)
end

function Reader:reference(node, path)
  local what = node.r
  if what == "modem" then
    return self.modem
  elseif what == "preset" then
    return self:preset_part(node.p, path)
  elseif what == "module" then
    return Default.modules[node.p] or refuse("%s: no file %s", path,
      show(node.p))
  end
  return self.tables[what] or
    refuse("%s: r names a table that has not come yet", path)
end

local NODE_KEYS = { i = true, c = true, l = true, m = true, n = true }

function Reader:check_node(node, path, depth)
  for key in core.sorted(node) do
    if not NODE_KEYS[key] then
      refuse("%s: unknown entry %q", path, tostring(key))
    end
  end
  for _, key in ipairs { "l", "m", "n" } do
    if node[key] ~= nil and type(node[key]) ~= "table" then
      refuse("%s: %s must be a list or an object", path, key)
    end
  end
  if math.type(node.i) ~= "integer" or self.tables[node.i] then
    refuse("%s: i must be a new number", path)
  end
  self.count = self.count + 1
  if self.count > COUNT_MAX or depth > DEPTH_MAX then
    refuse("%s: there is too much of it", path)
  end
  if node.c ~= nil and type(Default.modules[node.c]) ~= "table" then
    refuse("%s: no class %s", path, show(node.c))
  end
end

-- The items of a node: list of { key, value }.
local function items_of(node, path)
  local items = {}
  for key, item in ipairs(node.l or {}) do
    items[#items + 1] = { key, item }
  end
  for key, item in core.sorted(node.m or {}) do
    if type(key) ~= "string" then
      refuse("%s: m must be an object", path)
    end
    items[#items + 1] = { key, item }
  end
  for _, pair in ipairs(node.n or {}) do
    local key = type(pair) == "table" and pair[1]
    if type(key) == "table" then
      key = read_hex(key.b, path)
    end
    if type(key) ~= "string" and math.type(key) ~= "integer" then
      refuse("%s: n must be a list of keys and values", path)
    end
    items[#items + 1] = { key, pair[2] }
  end
  return items
end

-- What is there now says of which type it must be; what may be missing is false
-- or nil at times.
local function check_type(value, now, path)
  local kind, wanted = type(value), type(now)
  if now == nil or now == false or value == false or kind == wanted then
    return
  end
  refuse("%s must be a %s, not a %s", path, wanted, kind)
end

-- Makes the value of a node. `now` is what is there now; with `dry` set, nothing
-- of it is touched.
function Reader:value(node, now, path, depth)
  if type(node) ~= "table" then
    check_type(node, now, path)
    return node
  elseif node.b ~= nil then
    local text = read_hex(node.b, path)
    check_type(text, now, path)
    return text
  elseif node.r ~= nil then
    return self:reference(node, path)
  end
  self:check_node(node, path, depth)
  check_type({}, now, path)
  local class = node.c and Default.modules[node.c] or nil
  if type(now) == "table" and depth == 0 and getmetatable(now) ~= class then
    refuse("%s is of another class", path)
  end
  local can_stay = type(now) == "table" and not self.used[now] and
    getmetatable(now) == class and now ~= self.modem and
    not self.places[now] and not Default.module_names[now]
  local made = can_stay and not self.dry and now or {}
  local before = can_stay and values.shallow(now) or {}
  self.tables[node.i] = made
  self.used[made] = true
  if made == now then
    for key in core.sorted(before) do
      made[key] = nil
    end
  else
    setmetatable(made, class)
  end
  for _, item in ipairs(items_of(node, path)) do
    local key = item[1]
    if class and type(class[key]) == "function" then
      refuse("%s.%s is a function of its class", path, key)
    end
    rawset(made, key, self:value(item[2], before[key],
      path .. "." .. tostring(key), depth + 1))
  end
  return made
end

local function read_all(modem, world, dry)
  local reader = setmetatable({
    modem = modem, tables = {}, used = {}, count = 0, dry = dry,
    places = places_of(modem.preset, {}, {}),
  }, Reader)
  local roots = roots_of(modem)
  for name in core.sorted(world) do
    if roots[name] == nil then
      refuse("world: unknown part %q", tostring(name))
    end
  end
  local made = {}
  for name, now in core.sorted(roots) do
    if world[name] == nil then
      refuse("world: the part %s is missing", name)
    end
    made[name] = reader:value(world[name], now, name, 0)
  end
  return made
end

local function check_clients(clients)
  local seen = {}
  for place, client in ipairs(clients) do
    local path = "clients." .. place
    local function number(name, least, most)
      local value = type(client) == "table" and client[name]
      if math.type(value) ~= "integer" or value < least or value > most then
        refuse("%s.%s must be a whole number, %d to %d", path, name, least,
          most)
      end
      return value
    end
    local key = number("service", 0, 0xFFFF) << 8 | number("client", 1, 254)
    number("channel", 0, 0xFFFFFFFF)
    if seen[key] then
      refuse("%s: the client id is there twice", path)
    end
    seen[key] = true
  end
end

local function check_head(modem, given)
  if given.qmimic_snapshot ~= VERSION then
    refuse("this is no snapshot of version %d", VERSION)
  elseif given.preset ~= modem.preset.name then
    refuse("the snapshot is of the preset %s; this modem is %s",
      show(given.preset), modem.preset.name)
  end
  for _, name in ipairs { "world", "clients", "link" } do
    if type(given[name]) ~= "table" then
      refuse("%s is missing", name)
    end
  end
  if math.type(given.time) ~= "integer" or given.time < 0 then
    refuse "time must be a whole number, 0 or more"
  end
  check_clients(given.clients)
  for _, name in ipairs { "protocol", "transaction" } do
    local value = given.link[name]
    if math.type(value) ~= "integer" or value < 0 or value > 0xFFFF then
      refuse("link.%s must be a whole number, 0 to 65535", name)
    end
  end
end

-- The timers of the modem's own: those of that time where this process knows
-- them, else what the world says of itself. Returns how many are not known.
local function set_timers(modem, given)
  modem.timers:cancel_own()
  local taken = modem.snapshots
  local list = given.origin == core.origin(modem.handle) and taken and
    taken.kept[given.number]
  if not list then
    modem.default_modem.restored(modem, given.time)
    return
  end
  local now = core.now(modem.handle)
  for _, timer in ipairs(list) do
    modem.timers:add(now + timer.left, timer.action).is_own = true
  end
end

function Snapshot.restore(modem, given)
  local why = objection(modem)
  if why then
    refuse("%s", why)
  end
  check_head(modem, given)
  read_all(modem, given.world, true)
  local made = read_all(modem, given.world, false)
  for name, part in core.sorted(made) do
    modem[name] = part
  end
  core.restore_clients(modem.handle, given.clients)
  core.set_link(modem.handle, given.link)
  set_timers(modem, given)
  modem.default_modem.replaced(modem)
end

return Snapshot
