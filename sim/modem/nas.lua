-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: registration, operators, cells, signal and the choice among networks.

local nas = service "NAS"

local serving = include "nas/serving"
local system = include "nas/system"
local names = include "nas/names"
local reports = include "nas/reports"

serving.add(nas)
system.add(nas)
names.add(nas)
reports.add(nas)
include "nas/signal".add(nas)
include "nas/selection".add(nas)
include "nas/scan".add(nas)
include "nas/cells".add(nas)

nas["Get Supported Messages"] = function(modem)
  return { list = modem:supported_messages "NAS" }
end

-- What is answered cannot be aborted any more.
nas["Abort"] = function(modem, request, call)
  return modem:abort(call, request.transaction_id) and {} or
    fail "InvalidTransactionId"
end

function nas.watch.operating_mode(modem)
  modem.network:update()
end

function nas.watch.card(modem)
  modem.network:update()
end

function nas.watch.registration(modem, before, after)
  serving.tell(modem, before, after)
  system.tell(modem, before, after)
  names.tell(modem, before, after)
  reports.tell_cell(modem, before, after)
end

function nas.watch.signal(modem, technology, before, after)
  reports.tell_signal(modem, technology, before, after)
end

function nas.watch.rejected(modem, operator, cell, cause)
  reports.tell_reject(modem, operator, cell, cause)
end

nas.holdings = reports.holdings

return nas
