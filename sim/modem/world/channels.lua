-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Logical channels of a card and the applications that are selected on them.
--
-- A channel is plain data: client (who opened it), app (number of the
-- application, or nil), path (of what is selected), record (the one read last),
-- pending (what GET RESPONSE gives), stored (what STORE DATA has collected).

local bytes = include "world/bytes"

local channels = {}

function channels.new(client)
  return { client = client, path = "3F00", record = 0 }
end

-- Which application an identifier means; a part of its beginning will do. On an
-- eUICC, number 0 is what manages the profiles.
function channels.find_app(slot, aid)
  if slot.apps[0] and #aid >= 5 and slot.apps[0].aid:sub(1, #aid) == aid then
    return 0
  end
  for place, app in ipairs(slot.apps) do
    if aid ~= "" and app.aid:sub(1, #aid) == aid then
      return place
    end
  end
  return nil
end

-- Opens the lowest free logical channel. Nil when there is none.
function channels.open(slot, client)
  for number = 1, slot.channels_max do
    if not slot.channels[number] then
      slot.channels[number] = channels.new(client)
      return number, slot.channels[number]
    end
  end
  return nil
end

-- Selects an application; returns what SELECT answers with.
function channels.select_app(slot, channel, place)
  local app = slot.apps[place]
  channel.app, channel.path, channel.record = place, app.type:upper(), 0
  channel.pending, channel.stored = nil, nil
  if app.type == "isd_r" then -- GSMA SGP.22, 5.7.1
    return bytes.tlv(0x6F, bytes.tlv(0x84, app.aid) .. bytes.tlv(0xA5,
      bytes.tlv(0x9F65, "\xFF")) .. bytes.tlv(0xE0, bytes.tlv(0x82,
      "\x02\x02\x02")))
  end
  return bytes.tlv(0x62, bytes.tlv(0x82, "\x78\x21")
    .. bytes.tlv(0x84, app.aid) .. bytes.tlv(0x8A, "\x05")
    .. bytes.tlv(0xC6, "\x90\x01\x80\x83\x01\x01\x83\x01\x81"))
end

-- The name of the folder that 7FFF stands for on a channel.
function channels.folder(slot, channel)
  local app = slot.apps[channel.app or slot.session or 1]
  return app and app.type:upper() or "USIM"
end

return channels
