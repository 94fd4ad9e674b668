-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Loads the default modem (sim/modem/*.lua) once for all modems of a process.

local core = ...
local names = core.trusted "runtime/names"
local Scenario = core.trusted "runtime/scenario"

local Default = { fail = Scenario.globals.fail }

-- A service under construction: assigning to a message's name adds a handler.
local Service = {}
Service.__index = Service
Service.__newindex = function(self, key, value)
  if key == "holdings" or key == "client_gone" then
    rawset(self, key, value)
    return
  end
  local message, why = names.message(self.name .. " " .. key, "request", 0)
  if not message then
    error(why, 2)
  end
  self.handlers[self.name .. " " .. key] = value
end

local function new_service(name)
  local service = names.service(name)
  return setmetatable({
    name = service.name, handlers = {}, watch = {}, holdings = nil,
    client_gone = nil,
  }, Service)
end

local function add_service(default, service)
  default.by_name[service.name] = service
  for name, run in core.sorted(service.handlers) do
    default.handlers[name] = { service = service.name, run = run }
  end
  for topic, watcher in core.sorted(service.watch) do
    default.watchers[topic] = default.watchers[topic] or {}
    table.insert(default.watchers[topic], watcher)
  end
end

local loaded
-- What the files of the default modem return: by name, and their names.
Default.modules = {}
Default.module_names = setmetatable({}, { __mode = "k" })

local files = {} -- the names of the default modem's files in messages

local function load_files()
  local included = {}
  local globals = {
    service = new_service,
    fail = Scenario.globals.fail,
    indication = Scenario.globals.indication,
    later = Scenario.globals.later,
  }
  function globals.include(name)
    if included[name] == nil then
      local text, file = core.file("modem/" .. name .. ".lua")
      if not text then
        error("no file modem/" .. tostring(name) .. ".lua", 2)
      end
      files["@" .. file], files["=" .. file], files[file] = true, true, true
      local module = core.load(file, text, globals)() or true
      included[name] = module
      if type(module) == "table" then
        Default.modules[name], Default.module_names[module] = module, name
      end
    end
    return included[name]
  end
  return globals.include "init"
end

-- Whether a function was written in a file of the default modem.
function Default.wrote(action)
  return type(action) == "function" and
    files[debug.getinfo(action, "S").source] or false
end

-- The default modem:
--   handlers    full message name -> { service =, run = }
--   watchers    topic -> list of functions
--   setup(modem), restored(modem, time), replaced(modem), at(modem, line),
--   properties, holdings(...), client_gone(...)
function Default.load()
  if loaded then
    return loaded
  end
  local given = load_files()
  local default = {
    handlers = {}, watchers = {}, by_name = {},
    setup = given.setup, at = given.at, properties = given.properties or {},
    restored = given.restored or function() end,
    replaced = given.replaced or function() end,
  }
  for _, service in ipairs(given.services) do
    add_service(default, service)
  end
  function default.holdings(modem, name, client, state)
    local service = default.by_name[name]
    return service and service.holdings and
      service.holdings(modem, client, state) or {}
  end
  function default.client_gone(modem, name, client, state)
    local service = default.by_name[name]
    if service and service.client_gone then
      service.client_gone(modem, client, state)
    end
  end
  loaded = default
  return loaded
end

return Default
