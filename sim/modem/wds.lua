-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: packet data calls, their settings and counters, and profiles.
--
-- A client's state: `family` (Set IP Family), `port` (the data port that it is
-- bound to), `event` (Set Event Report), `ip_config` and `profile_changes`
-- (Indication Register), `subscription`.

local wds = service "WDS"

local reports = include "wds/reports"

include "wds/calls".add(wds)
include "wds/settings".add(wds)
include "wds/link".add(wds)
include "wds/profiles".add(wds)
include "wds/attach".add(wds)
reports.add(wds)

wds["Get Supported Messages"] = function(modem)
  return { list = modem:supported_messages "WDS" }
end

-- What is answered cannot be aborted any more.
wds["Abort"] = function(modem, request, call)
  return modem:abort(call, request.transaction_id) and {} or
    fail "InvalidTransactionId"
end

wds["Reset"] = function(modem, request, call)
  for _, own in ipairs(modem.bearers:of_client(call.client)) do
    modem.bearers:stop(own, "client_end")
  end
  for name in pairs(call.state) do
    call.state[name] = nil
  end
  return {}
end

function wds.watch.registration(modem)
  modem.bearers:follow_network()
end

function wds.watch.call(modem, call, event, changes)
  reports.tell_call(modem, call, event, changes)
end

function wds.watch.profile(modem, kind, index, event)
  reports.tell_profile(modem, kind, index, event)
end

-- A call ends with the client id that started it.
function wds.client_gone(modem, client)
  for _, own in ipairs(modem.bearers:of_client(client)) do
    modem.bearers:stop(own, "client_end")
  end
end

wds.holdings = reports.holdings

return wds
