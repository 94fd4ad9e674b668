-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Writes builtin_files.c: lua embed.lua TOP FILE..., each FILE below TOP. The
-- names inside the program leave out "sim/" and "scenarios/".

local top = table.remove(arg, 1)

local function name_of(file)
  return (file:gsub("^sim/", ""):gsub("^scenarios/", ""))
end

local function literal(text)
  local lines = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do
    line = line:gsub("[\\\"]", "\\%0"):gsub("[^ -~]", function(c)
      return string.format("\\%03o", c:byte())
    end):gsub("%?%?", "?\\?")
    lines[#lines + 1] = '\t\t"' .. line .. '\\n"'
  end
  return table.concat(lines, "\n")
end

-- The compiled form, 16 bytes a line. Trusted files are named as the sandbox
-- names them.
local function compiled(name, text)
  local prefix = name:find "^runtime/" and "=qmimic:" or "@"
  local code = string.dump(assert(load(text, prefix .. name, "t")))
  local lines = {}
  for at = 1, #code, 16 do
    local line = code:sub(at, at + 15):gsub(".", function(c)
      return string.format("\\%03o", c:byte())
    end)
    lines[#lines + 1] = '\t\t"' .. line .. '"'
  end
  return table.concat(lines, "\n"), #code
end

table.sort(arg, function(a, b) return name_of(a) < name_of(b) end)
print "/* Made by sim/embed.lua. */"
print '#include "sim/builtin.h"\n'
print "const struct builtin_file builtin_files[] = {"
for _, path in ipairs(arg) do
  local file = assert(io.open(top .. "/" .. path, "rb"))
  local text = file:read "a"
  file:close()
  if not text:find "\n$" then
    text = text .. "\n"
  end
  local code, size = '\t\t""', 0
  if path:find "%.lua$" then
    code, size = compiled(name_of(path), text)
  end
  print(string.format('\t{"%s",\n%s,\n\t\t%d,\n%s,\n\t\t%d},', name_of(path),
    literal(text), #text, code, size))
end
print "\t{0},\n};"
