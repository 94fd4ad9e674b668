-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The AT port beside QMI: the preset's commands first, then those of the modem
-- (world/at.lua). State is plain data in modem.at: echoes.
--
-- The preset's entry is at = { interface = 2, commands = { ["AT+CGMI"] = "ACME",
-- ["AT+X="] = function(modem, command) ... end } }. A value is a line or a list
-- of lines, `false` for ERROR, or a function that returns one of these and gets
-- the command; a name that ends with = stands for every value. A line that is a
-- final result code of its own, as "+CME ERROR: 10", ends the answer.

local at = include "world/at"

local at_port = {}

local FINAL = {
  "^OK$", "^ERROR$", "^%+CM[ES] ERROR: ", "^NO CARRIER$", "^CONNECT", "^BUSY$",
  "^NO DIALTONE$", "^NO ANSWER$",
}

local function is_final(line)
  for _, pattern in ipairs(FINAL) do
    if line:find(pattern) then
      return true
    end
  end
  return false
end

local function check(given, usb)
  local interface = given.interface
  if interface ~= nil and (math.type(interface) ~= "integer" or interface < 0
    or interface > 255) then
    error("at.interface must be a number from 0 to 255", 0)
  elseif (interface or 2) == usb.interface then
    error("at.interface must be another than that of QMI", 0)
  end
  for key, value in pairs(given) do
    if key ~= "interface" and key ~= "commands" then
      error(string.format("at.%s is no entry of an AT port", tostring(key)), 0)
    elseif key == "commands" and type(value) ~= "table" then
      error("at.commands must be a table", 0)
    end
  end
  for name in pairs(given.commands or {}) do
    if type(name) ~= "string" or not name:match "^[Aa][Tt]" then
      error(string.format("at.commands: %q is no command; write it as AT+CGMI",
        tostring(name)), 0)
    end
  end
end

-- Called when the modem starts.
function at_port.setup(modem)
  local given = modem.preset.at
  if given and type(given) ~= "table" then
    error("at must be { interface = ..., commands = ... }, or false", 0)
  elseif given then
    check(given, modem.preset.usb)
  end
  modem.at = { echoes = true }
end

-- What the preset has for a command: found, value.
local function given_for(modem, command)
  local commands = modem.preset.at and modem.preset.at.commands
  if not commands then
    return false
  end
  local wanted = command:upper()
  local prefix = wanted:match "^[^=]*="
  for name, value in pairs(commands) do
    local known = name:upper()
    if known == wanted or known == prefix and known:sub(-1) == "=" and
      wanted:sub(-1) ~= "?" then
      return true, value
    end
  end
  return false
end

-- Lines as V.250 writes them, and their final result code.
local function written(lines)
  local text = ""
  for _, line in ipairs(lines) do
    if type(line) ~= "string" then
      error("an answer of an AT command is made of lines of text", 0)
    end
    text = text .. "\r\n" .. line .. "\r\n"
    if is_final(line) then
      return text
    end
  end
  return text .. "\r\nOK\r\n"
end

-- Switches of the port itself; nil when the command is another.
local function switch(modem, command)
  local body = command:upper():match "^AT(.*)$"
  if body == "Z" or body == "&F" or body == "&FE0" then
    modem.at.echoes = body ~= "&FE0"
  elseif body:match "^E[01]?$" or body:match "^E[01]" then
    modem.at.echoes = body:sub(2, 2) == "1"
    local rest = body:match "^E[01]?(.*)$"
    return rest ~= "" and at_port.answer(modem, "AT" .. rest) or written {}
  elseif not (body:match "^[VQXS]%d" or body:match "^&[CD]%d"
    or body:match "^%+CMEE=[012]$") then
    return nil
  end
  return written {}
end

-- The answer to one line; nothing to a line that is no command.
function at_port.answer(modem, line)
  local command = line:match "^%s*(.-)[%s\0]*$"
  if not command:match "^[Aa][Tt]" then
    return command == "" and "" or "\r\nERROR\r\n"
  end
  local found, value = given_for(modem, command)
  if not found then
    return switch(modem, command) or at.answer(modem, command)
  elseif type(value) == "function" then
    value = value(modem, command)
  end
  if not value then
    return "\r\nERROR\r\n"
  end
  return written(type(value) == "string" and { value } or value)
end

-- The answer, and whether the port sends back what is typed.
function at_port.line(modem, line)
  return at_port.answer(modem, line), modem.at.echoes
end

return at_port
