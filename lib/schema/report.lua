-- SPDX-License-Identifier: LGPL-2.1-or-later
-- report.lua - says in which line of a schema file a mistake is.

local report = {}

local sources = {} -- path -> list of lines, of the files that are being read

-- From now on, `path` is a schema file with this text.
function report.add(path, code)
  local lines = {}
  for line in (code .. "\n"):gmatch("([^\n]*)\n") do
    lines[#lines + 1] = line
  end
  sources[path] = lines
end

-- Where the schema file is that called us: its path and line.
local function where()
  local level = 2
  while true do
    local info = debug.getinfo(level, "Sl")
    if not info then
      return "schema", 0
    end
    local path = info.source:match("^@(.*)$")
    if path and sources[path] then
      return path, info.currentline
    end
    level = level + 1
  end
end

function report.fail(format, ...)
  local path, line = where()
  error(("%s:%d: %s"):format(path, line, format:format(...)), 0)
end

-- The name of the variable that the line being run assigns to, if it is there
-- to be seen: the name of an enum in the output.
function report.assigned_name()
  local path, line = where()
  local code = sources[path] and sources[path][line] or ""
  return code:match("([%a_][%w_]*)%s*=%s*[%a_]+%s*%(")
end

return report
