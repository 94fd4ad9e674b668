-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Configurations of the modem (MCFG): stored, selected, in use.
--
-- Plain data in modem.configurations; all but `loading` outlives a restart:
--   kept.list     list of { type =, id =, size =, version =, description = },
--                 ids as bytes
--   kept.active   ids by type: what is in use
--   kept.pending  ids by type: what shall be used from the next activation on
--   loading       a configuration that comes in chunks, or nil
--
-- Scenarios use modem.configurations:activate(type, id), :find(type, id) and
-- :refresh(event); there, ids are hex.
--
-- Topics: "configuration" (type, id) when another one is in use,
-- "configuration_refresh" (event).

local agenda = include "world/agenda"
local bytes = include "world/bytes"

local Configurations = {}
Configurations.__index = Configurations
Configurations.__name = "configurations"

local TYPES = { "platform", "software" }
local NAME = 255  -- as long as a description may be
local TAIL = 4096 -- as much of a file's end as is looked through

local function new_kept(preset)
  local kept = { list = {}, active = {}, pending = {} }
  for place, entry in ipairs(preset.list or {}) do
    local id = type(entry.id) == "string" and bytes.from_hex(entry.id)
    if not id or id == "" then
      error(string.format("configurations.list: the id of number %d must be "
        .. "bytes in hex", place), 0)
    end
    kept.list[place] = {
      type = entry.type, id = id, size = entry.size, version = entry.version,
      description = entry.description,
    }
  end
  for _, kind in ipairs(TYPES) do
    local id = preset.active and preset.active[kind]
    kept.active[kind] = id and bytes.from_hex(id) or nil
  end
  return kept
end

function Configurations.new(modem)
  local kept = modem.nonvolatile
  kept.configurations = kept.configurations or
    new_kept(modem.preset.configurations)
  return setmetatable({
    modem = modem, kept = kept.configurations, loading = nil,
  }, Configurations)
end

local function as_bytes(id)
  return type(id) == "string" and bytes.from_hex(id) or nil
end

-- The configuration of a type with an id of bytes, and its place; or nil.
function Configurations:get(kind, id)
  for place, entry in ipairs(self.kept.list) do
    if entry.type == kind and entry.id == id then
      return entry, place
    end
  end
  return nil
end

-- The same with an id in hex.
function Configurations:find(kind, id)
  return (self:get(kind, as_bytes(id)))
end

function Configurations:of_type(kind)
  local list = {}
  for _, entry in ipairs(self.kept.list) do
    if entry.type == kind then
      list[#list + 1] = entry
    end
  end
  return list
end

-- Bytes in use by a type, and how many there may be.
function Configurations:room(kind)
  local taken = 0
  for _, entry in ipairs(self:of_type(kind)) do
    taken = taken + entry.size
  end
  local maximum = self.modem.preset.configurations.maximum_size
  return taken, maximum and maximum[kind] or 0
end

function Configurations:default(kind)
  local default = self.modem.preset.configurations.default
  local id = default and default[kind]
  return id and self:get(kind, bytes.from_hex(id)) or nil
end

-- Chooses what the next activation takes into use. Nil, or the error.
function Configurations:select(kind, id)
  if not self:get(kind, id) then
    return "NoEntry"
  end
  self.kept.pending[kind] = id
  return nil
end

function Configurations:is_used(kind, id)
  return self.kept.active[kind] == id or self.kept.pending[kind] == id
end

-- Nil, or the error.
function Configurations:delete(kind, id)
  local entry, place = self:get(kind, id)
  if not entry then
    return "NoEntry"
  elseif self:is_used(kind, id) then
    return "DeviceInUse"
  end
  table.remove(self.kept.list, place)
  return nil
end

-- A client is told of a change of the subscription's configuration: "start",
-- "complete" or "client_refresh".
function Configurations:refresh(event)
  self.modem:changed("configuration_refresh", event)
end

local function use(self, kind, id)
  self.kept.active[kind] = id
  self:refresh "complete"
  self.modem:changed("configuration", kind, id)
end

agenda.define("configurations.use", function(modem, argument)
  local configurations = modem.configurations
  local preset = modem.preset.configurations
  local id = configurations.kept.pending[argument.type]
  if not id then
    return
  end
  configurations.kept.pending[argument.type] = nil
  use(configurations, argument.type, id)
  if preset.reboots and preset.reboots[argument.type] then
    agenda.add(modem, preset.leave_seconds, "configurations.reboot")
  end
end)

agenda.define("configurations.reboot", function(modem)
  modem:log "the modem restarts with another configuration"
  modem:reboot { seconds = modem.preset.device.restart_seconds }
end)

-- Takes what is selected into use; on a type that `reboots` in the preset the
-- modem restarts. Nil, or the error.
function Configurations:activate_pending(kind)
  if not self.kept.pending[kind] then
    return "NotProvisioned"
  end
  self:refresh "start"
  agenda.add(self.modem, self.modem.preset.configurations.activation_seconds,
    "configurations.use", { type = kind })
  return nil
end

-- As the modem does by itself, for a card of another operator.
function Configurations:activate(kind, id)
  if not self:find(kind, id) then
    error(string.format("there is no %s configuration %s", tostring(kind),
      tostring(id)), 2)
  end
  self.kept.pending[kind] = as_bytes(id)
  self:activate_pending(kind)
end

-- Nil, or the error.
function Configurations:deactivate(kind)
  if not self.kept.active[kind] then
    return "NotProvisioned"
  end
  self:refresh "start"
  self.kept.pending[kind] = nil
  use(self, kind, nil)
  return nil
end

-- The carrier's name and the version that an MCFG file says in its trailer:
-- after "MCFG_TRL", TLVs with a type of one byte and a length of two. Type 3 is
-- the name, 1 the version of the maker (EfsTools, mbn_utils.c of Quectel).
local function read_trailer(tail)
  local _, place = tail:find("MCFG_TRL", 1, true)
  local found = {}
  while place and place + 3 <= #tail do
    local kind, length = string.unpack("<BI2", tail, place + 1)
    found[kind] = found[kind] or tail:sub(place + 4, place + 3 + length)
    place = place + 3 + length
  end
  local name = found[3] and found[3]:sub(1, NAME):match "^[ -~]+" or nil
  local version = found[1] and #found[1] == 4 and
    string.unpack("<I4", found[1]) or nil
  return name, version
end

local function finish(self, loading)
  local name, version = read_trailer(loading.tail)
  local list = self.kept.list
  list[#list + 1] = {
    type = loading.type, id = loading.id, size = loading.total_size,
    version = version or 0, description = name or "",
  }
  self.loading = nil
end

-- Why a load cannot begin.
local function load_problem(self, chunk)
  local taken, maximum = self:room(chunk.type)
  if self:get(chunk.type, chunk.id) then
    return "NoEffect"
  elseif #self:of_type(chunk.type) >=
    self.modem.preset.configurations.limit then
    return "InsufficientResources"
  elseif taken + chunk.total_size > maximum then
    return "DeviceStorageFull"
  end
  return nil
end

-- Takes a chunk of a file: { type =, id =, total_size =, chunk = }. Returns the
-- error, or nil, how much has come, how much is to come, and whether the chunk
-- did not fit and all must be sent again.
function Configurations:load(client, chunk)
  local loading = self.loading
  if not loading or loading.client ~= client or loading.id ~= chunk.id or
    loading.type ~= chunk.type or loading.total_size ~= chunk.total_size then
    local problem = load_problem(self, chunk)
    if problem then
      return problem
    end
    loading = {
      client = client, type = chunk.type, id = chunk.id,
      total_size = chunk.total_size, received = 0, tail = "",
    }
    self.loading = loading
  end
  if loading.received + #chunk.chunk > loading.total_size then
    self.loading = nil
    return nil, 0, loading.total_size, true
  end
  loading.received = loading.received + #chunk.chunk
  loading.tail = (loading.tail .. chunk.chunk):sub(-TAIL)
  if loading.received == loading.total_size then
    finish(self, loading)
  end
  return nil, loading.received, loading.total_size - loading.received, false
end

function Configurations:forget_client(client)
  if self.loading and self.loading.client == client then
    self.loading = nil
  end
end

return Configurations
