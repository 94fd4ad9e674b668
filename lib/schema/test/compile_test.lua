-- SPDX-License-Identifier: LGPL-2.1-or-later
-- compile_test.lua - tests the schema compiler, as TAP without a plan, which
-- compile_test.sh adds.
--
-- usage: lua5.4 compile_test.lua FOLDER
--        run in lib/schema/test; temporary files go to FOLDER

package.path = "../?.lua;./?.lua"

local emit = require "emit"
local language = require "language"

local folder = arg[1]
local count, failed = 0, 0

local function check(ok, name, why)
  count = count + 1
  print(("%s %d - %s"):format(ok and "ok" or "not ok", count, name))
  if not ok then
    failed = failed + 1
    print("# " .. why:gsub("\n", "\n# "))
  end
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

-- The first line that differs, for the report.
local function difference(got, wanted)
  local next_wanted = (wanted .. "\n"):gmatch("([^\n]*)\n")
  local number = 0
  for line in (got .. "\n"):gmatch("([^\n]*)\n") do
    local other = next_wanted()
    number = number + 1
    if line ~= other then
      return ("line %d\ngot:    %s\nwanted: %s"):format(number, line,
        tostring(other))
    end
  end
  return "something is missing at the end"
end

local function check_golden(name, got)
  local wanted = read(name .. ".expected")
  check(got == wanted, name .. " compiles to " .. name .. ".expected",
    difference(got, wanted))
end

local function check_bad(case)
  local name, line, message, text = case[1], case[2], case[3], case[4]
  local path = folder .. "/bad.lua"
  local file = assert(io.open(path, "w"))

  file:write(case.whole and "" or 'service("BAD", 1)\n', text)
  file:close()
  local ok, why = pcall(language.load, path)
  local wanted = line and ("%s:%d: %s"):format(path, line, message) or message
  local matches = line and why == wanted
    or not line and tostring(why):find(message, 1, true)
  check(not ok and matches, name .. " is refused",
    ("got:    %s\nwanted: %s"):format(ok and "no error" or tostring(why),
      wanted))
end

local sample = language.load("sample.lua")
check_golden("sample", emit.service("sample.lua", sample))
check(emit.service("sample.lua", language.load("sample.lua"))
  == emit.service("sample.lua", language.load("sample.lua")),
  "the output is the same every time", "")
check_golden("faults", emit.errors("faults.lua", language.load("faults.lua")))
check_golden("services", emit.services {
  { name = "ONE", id = 1 }, { name = "LAST", id = 0xFF },
  { name = "WIDE", id = 0x190 },
})
for _, case in ipairs(require "bad_schemas") do
  check_bad(case)
end

os.exit(failed == 0)
