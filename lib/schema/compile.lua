-- SPDX-License-Identifier: LGPL-2.1-or-later
-- compile.lua - turns schema files into constant C tables.
--
-- usage: lua5.4 compile.lua FILE.lua               one service
--        lua5.4 compile.lua --errors FILE.lua      the protocol's errors
--        lua5.4 compile.lua --services FILE.lua... the list of services
--
-- The C text goes to standard output. A mistake in a file ends the program with
-- "file:line: what is wrong" and status 1; then nothing is written.

local folder = arg[0]:match("^(.*/)") or ""
package.path = folder .. "?.lua"

local emit = require "emit"
local language = require "language"

local function one_service(path)
  local service = language.load(path)
  if not service.name then
    error(path .. ":1: no service()", 0)
  end
  return service
end

local function all_services(paths)
  local services = {}

  for index, path in ipairs(paths) do
    services[index] = one_service(path)
    services[index].path = path
  end
  table.sort(services, function(a, b)
    return a.id < b.id or (a.id == b.id and a.path < b.path)
  end)
  local names = {}
  for index, service in ipairs(services) do
    local last = services[index - 1]
    if last and last.id == service.id then
      error(("%s:1: %s describes service 0x%02X"):format(service.path,
        last.path, service.id), 0)
    end
    if names[service.name] then
      error(("%s:1: %s describes %s"):format(service.path,
        names[service.name], service.name), 0)
    end
    names[service.name] = service.path
  end

  return services
end

local function main(first, ...)
  if first == "--services" then
    return emit.services(all_services { ... })
  elseif first == "--errors" then
    local path = ...
    local result = language.load(path)
    if not result.errors then
      error(path .. ":1: no errors", 0)
    end
    return emit.errors(path, result)
  elseif first and not first:match("^%-") then
    return emit.service(first, one_service(first))
  end
  error("usage: lua5.4 compile.lua [--errors | --services] FILE.lua...", 0)
end

local ok, result = pcall(main, ...)
if not ok then
  io.stderr:write(tostring(result), "\n")
  os.exit(1)
end
io.stdout:write(result)
