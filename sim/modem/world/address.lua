-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IP addresses between the text of presets and the numbers of the protocol.

local address = {}

-- "10.0.0.1" as the number 0x0A000001, moved on by `offset`.
function address.ipv4(text, offset)
  local number = 0
  local parts = 0
  for part in text:gmatch "[^.]+" do
    local byte = math.tointeger(tonumber(part))
    if not byte or byte < 0 or byte > 255 then
      error("not an IPv4 address: " .. text, 2)
    end
    number = number << 8 | byte
    parts = parts + 1
  end
  if parts ~= 4 then
    error("not an IPv4 address: " .. text, 2)
  end
  return number + (offset or 0) & 0xFFFFFFFF
end

local function groups(text)
  local list = {}
  for part in text:gmatch "[^:]+" do
    local group = math.tointeger(tonumber(part, 16))
    if not group or group < 0 or group > 0xFFFF then
      return nil
    end
    list[#list + 1] = group
  end
  return list
end

-- "2001:db8::1" as eight numbers; `offset` moves the fourth, which tells the
-- networks of several calls apart.
function address.ipv6(text, offset)
  local left, right = text:match "^(.*)::(.*)$"
  local head, tail = groups(left or text), groups(right or "")
  local room = head and tail and 8 - #head - #tail
  if not room or (left and room < 1) or (not left and room ~= 0) then
    error("not an IPv6 address: " .. text, 2)
  end
  local list = {}
  table.move(head, 1, #head, 1, list)
  for _ = 1, room do
    list[#list + 1] = 0
  end
  table.move(tail, 1, #tail, #list + 1, list)
  list[4] = list[4] + (offset or 0) & 0xFFFF
  return list
end

return address
