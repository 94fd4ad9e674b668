-- SPDX-License-Identifier: LGPL-2.1-or-later
-- lexer.lua - finds keys that a Lua table constructor sets twice.
--
-- Lua keeps the last of them and says nothing, so that a name used twice in an
-- enum would lose a value without a word.

local lexer = {}

-- Steps over what begins at `at` and is no code: blanks, comments, strings.
-- Returns where it ends, and the text of a string.
local function skip(code, at)
  local finish = select(2, code:find("^%s+", at))
  if finish then
    return finish + 1
  end
  local equals = code:match("^%-%-%[(=*)%[", at) or code:match("^%[(=*)%[", at)
  if equals then
    local _, close = code:find("]" .. equals .. "]", at, true)
    return (close or #code) + 1
  end
  finish = select(2, code:find("^%-%-[^\n]*", at))
  if finish then
    return finish + 1
  end
  local quote = code:match("^[\"']", at)
  if not quote then
    return nil
  end
  local here = at + 1
  while here <= #code and code:sub(here, here) ~= quote do
    here = here + (code:sub(here, here) == "\\" and 2 or 1)
  end
  return here + 1, code:sub(at + 1, here - 1)
end

-- The key that begins at `at`, `name =` or `["name"] =`, and where its name
-- ends.
local function key_at(code, at)
  local name, finish = code:match("^([%a_][%w_]*)()", at)
  if name then
    local is_key = code:match("^%s*=[^=]", finish) ~= nil
    return is_key and name or nil, finish
  end
  name, finish = code:match("^%[%s*[\"']([^\"']*)[\"']%s*%]%s*()=[^=]", at)
  return name, finish
end

-- The line and the name of the first key that is set twice in one constructor;
-- nil when there is none.
function lexer.repeated_key(code)
  local open = {} -- keys seen, for every { or ( that is open
  local at = 1

  while at <= #code do
    local after = skip(code, at)
    if not after then
      local byte = code:sub(at, at)
      local keys = open[#open]
      local name
      name, after = key_at(code, at)
      if byte == "{" then
        open[#open + 1] = {}
      elseif byte == "(" then
        open[#open + 1] = false
      elseif byte == "}" or byte == ")" then
        open[#open] = nil
      elseif name and keys then
        if keys[name] then
          local _, newlines = code:sub(1, at):gsub("\n", "")
          return newlines + 1, name
        end
        keys[name] = true
      end
      after = after or at + 1
    end
    at = after
  end

  return nil
end

return lexer
