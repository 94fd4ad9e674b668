-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WMS: short messages, where they are kept and how they reach the host.
--
-- A client's state: `event` (Set Event Report) and `transport` (Indication
-- Register).

local wms = service "WMS"

local reports = include "wms/reports"

include "wms/storage".add(wms)
include "wms/sending".add(wms)
include "wms/settings".add(wms)
reports.add(wms)

wms["Get Supported Messages"] = function(modem)
  return { list = modem:supported_messages "WMS" }
end

wms["Reset"] = function(modem, request, call)
  for name in pairs(call.state) do
    call.state[name] = nil
  end
  return {}
end

function wms.watch.message(modem, what, data)
  reports.tell(modem, what, data)
end

function wms.watch.registration(modem)
  modem.messages:retry()
  reports.tell_transport(modem)
end

-- Routes may lead to a card that has just become ready.
function wms.watch.card(modem)
  if #modem.messages.held > 0 then
    modem.messages:later(0, function()
      modem.messages:retry()
    end)
  end
end

wms.holdings = reports.holdings

return wms
