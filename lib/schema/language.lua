-- SPDX-License-Identifier: LGPL-2.1-or-later
-- language.lua - the statements of a schema file, and the rules they keep.
--
-- load() runs one schema file and returns what it describes. A mistake raises a
-- string "file:line: what is wrong", where the line is that of the call that is
-- wrong: a type, or the message or indication around a TLV.

local language = {}

local checks = require "checks"
local lexer = require "lexer"
local report = require "report"
local types = require "types"

local fail = report.fail
local check_keys, is_integer = checks.check_keys, checks.is_integer
local set = checks.set

local TLV_KEYS = set(1, 2, 3, "optional")
local RESULT_ID = 0x02

local function check_body(list, direction, has_result)
  local body, names, last = {}, {}, -1

  if list == nil then
    return body
  end
  if type(list) ~= "table" or types.is_type(list) then
    fail("%s is no list of TLVs", direction)
  end
  for key in pairs(list) do
    if not is_integer(key, 1, #list) then
      fail("%s has only TLVs, not '%s'", direction, tostring(key))
    end
  end
  for index, entry in ipairs(list) do
    if type(entry) ~= "table" or types.is_type(entry) then
      fail("%s: TLV %d is not { id, \"name\", type }", direction, index)
    end
    local id, name = entry[1], entry[2]
    if not is_integer(id, 0, 255) then
      fail("%s: bad TLV id %s", direction, tostring(id))
    end
    local what = ("%s: TLV 0x%02X"):format(direction, id)
    check_keys(entry, TLV_KEYS, what)
    if id == last then
      fail("%s is there twice", what)
    elseif id < last then
      fail("%s is out of order", what)
    end
    last = id
    if has_result and id == RESULT_ID then
      fail("%s is the result, which is implied", what)
    end
    if not checks.is_snake_case(name) then
      fail("%s: bad name '%s'", what, tostring(name))
    end
    if names[name] then
      fail("%s: '%s' is the name of TLV 0x%02X", what, name, names[name])
    end
    names[name] = id
    if entry[3] == nil then
      fail("%s has no type", what)
    end
    if entry.optional ~= nil and type(entry.optional) ~= "boolean" then
      fail("%s: optional is true or false", what)
    end
    body[index] = {
      id = id, name = name, type = types.resolve(entry[3]),
      optional = entry.optional or false,
    }
  end

  return body
end

local function fold(name)
  return (name:lower():gsub("[ _]", ""))
end

local function check_message(service, list, spec, known, what)
  if not service.name then
    fail("service() comes first")
  end
  if type(spec) ~= "table" then
    fail("%s needs a table", what)
  end
  local name, id, vendor = spec.name, spec.id, spec.vendor or 0
  if type(name) ~= "string" or not name:match("^%w[%w ._/-]*$") then
    fail("bad %s name '%s'", what, tostring(name))
  end
  check_keys(spec, known, name)
  if not is_integer(id, 0, 0xffff) then
    fail("%s: bad id %s", name, tostring(id))
  end
  if not is_integer(vendor, 0, 0xffff) then
    fail("%s: bad vendor %s", name, tostring(vendor))
  end
  if spec.source ~= nil and type(spec.source) ~= "string" then
    fail("%s: source is a string", name)
  end
  local last = list[#list]
  if last and last.id == id and last.vendor == vendor then
    fail("0x%04X is '%s' already", id, last.name)
  end
  if last and (last.id > id or (last.id == id and last.vendor > vendor)) then
    fail("%s: 0x%04X is out of order", name, id)
  end
  for _, other in ipairs(list) do
    if fold(other.name) == fold(name) and other.vendor == vendor then
      fail("%s: 0x%04X has that name", name, other.id)
    end
  end

  return { name = name, id = id, vendor = vendor, source = spec.source }
end

local MESSAGE_KEYS = set("name", "id", "vendor", "source", "request",
  "response")
local INDICATION_KEYS = set("name", "id", "vendor", "source", "tlvs")

local function add_statements(words, service)
  function words.service(name, id, about)
    if service.name then
      fail("a file has one service")
    end
    about = about or {}
    if type(name) ~= "string" or not name:match("^[A-Z][A-Z0-9]*$") then
      fail("bad service name '%s'", tostring(name))
    end
    if not is_integer(id, 0, 0xffff) then
      fail("bad service id %s", tostring(id))
    end
    check_keys(about, set("title", "summary"), name)
    service.name, service.id = name, id
    service.title = about.title or ""
    service.summary = about.summary or ""
  end

  function words.message(spec)
    local message = check_message(service, service.messages, spec,
      MESSAGE_KEYS, "message")
    message.bodies = {
      check_body(spec.request, "request", false),
      check_body(spec.response, "response", true),
    }
    service.messages[#service.messages + 1] = message
  end

  function words.indication(spec)
    local indication = check_message(service, service.indications, spec,
      INDICATION_KEYS, "indication")
    indication.bodies = { {}, {}, check_body(spec.tlvs, "tlvs", false) }
    service.indications[#service.indications + 1] = indication
  end

  function words.errors(names)
    service.errors = {}
    for name, value in pairs(names) do
      if type(name) ~= "string" or not name:match("^[A-Z][A-Za-z0-9]*$") then
        fail("bad error name '%s'", tostring(name))
      end
      if not is_integer(value, 0, 0xffff) then
        fail("error '%s' is no u16", name)
      end
      service.errors[#service.errors + 1] = { name = name, value = value }
    end
    table.sort(service.errors, function(a, b)
      return a.value < b.value or (a.value == b.value and a.name < b.name)
    end)
    for index = 2, #service.errors do
      local this, last = service.errors[index], service.errors[index - 1]
      if this.value == last.value then
        fail("'%s' and '%s' are both %d", last.name, this.name, this.value)
      end
    end
  end
end

local function read(path)
  local file, why = io.open(path, "rb")
  if not file then
    error(why, 0)
  end
  local code = file:read("a")
  file:close()
  return code
end

local function run(path, words)
  local code = read(path)

  report.add(path, code)
  local line, name = lexer.repeated_key(code)
  if line then
    error(("%s:%d: '%s' is there twice"):format(path, line, name), 0)
  end
  local chunk, why = load(code, "@" .. path, "t", words)
  if not chunk then
    error((why:gsub("^.-:(%d+):", function(number_of_line)
      return ("%s:%s:"):format(path, number_of_line)
    end)), 0)
  end

  return chunk()
end

-- Reads one schema file. Returns a table: name, id, title, summary, messages
-- and indications, each of { name, id, vendor, source, bodies }; or `errors`.
function language.load(path)
  local service = { messages = {}, indications = {} }
  local included = {}
  local words = {}

  types.add(words)
  add_statements(words, service)
  function words.include(name)
    if type(name) ~= "string" or not name:match("^[%w_-]+$") then
      fail("bad name of a file to include")
    end
    if included[name] == nil then
      local folder = path:match("^(.*/)") or ""
      included[name] = run(folder .. name .. ".lua", words)
    end
    return included[name]
  end
  setmetatable(words, {
    __index = function(_, name)
      fail("unknown word '%s'", tostring(name))
    end,
    __newindex = function(_, name)
      fail("'%s' is not local", tostring(name))
    end,
  })

  run(path, words)
  if not service.name and not service.errors then
    error(("%s:1: no service()"):format(path), 0)
  end

  return service
end

return language
