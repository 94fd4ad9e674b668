-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Flows of packet data calls that have a quality of their own. The network
-- opens them, and they go with their call.
--
-- State in modem.flows.list: { id =, handle = (of the call), port =, bearer =,
-- status = "activated" or "suspended", counters = }.
--
-- `told_support` is what clients have heard of is_supported() last.
--
-- Topic: "flow" (flow, event), the event in the words of QOS.

local Flows = {}
Flows.__index = Flows

local COUNTERS = {
  "tx_packets_ok", "tx_packets_dropped", "tx_bytes_ok", "tx_bytes_dropped",
}

-- The first EPS bearer of a modem has number 5 (3GPP TS 24.301, 9.3.2).
local FIRST_BEARER, LAST_BEARER = 5, 15

function Flows.new(modem)
  local flows = setmetatable({ modem = modem, list = {}, next_id = 1 }, Flows)
  flows.told_support = flows:is_supported()
  return flows
end

-- Whether the network in use gives flows a quality.
function Flows:is_supported()
  local technology = self.modem.network:is_attached() and
    self.modem.network:technology()
  for _, name in ipairs(self.modem.preset.network.qos_technologies) do
    if name == technology then
      return true
    end
  end
  return false
end

function Flows:find(id)
  for place, flow in ipairs(self.list) do
    if flow.id == id then
      return flow, place
    end
  end
  return nil
end

function Flows:of_call(call)
  local list = {}
  for _, flow in ipairs(self.list) do
    if flow.handle == call.handle then
      list[#list + 1] = flow
    end
  end
  return list
end

-- The bearer that a call has from its start.
function Flows.default_bearer(call)
  return FIRST_BEARER + call.slot
end

function Flows:free_bearer()
  for number = LAST_BEARER, FIRST_BEARER, -1 do
    local is_taken = false
    for _, flow in ipairs(self.list) do
      is_taken = is_taken or flow.bearer == number
    end
    if not is_taken then
      return number
    end
  end
  return nil
end

-- The network opens a flow on a call, the first one unless another is given.
-- Returns its id, or nil when there is no call or no bearer for it.
function Flows:open(call)
  call = call or self.modem.bearers.calls[1]
  local bearer = call and self:free_bearer()
  if not bearer then
    return nil
  end
  local flow = {
    id = self.next_id, handle = call.handle, port = call.port, bearer = bearer,
    status = "activated", counters = {},
  }
  for _, name in ipairs(COUNTERS) do
    flow.counters[name] = 0
  end
  self.next_id = self.next_id + 1
  self.list[#self.list + 1] = flow
  self.modem:changed("flow", flow, "activated")
  return flow.id
end

local function known(flows, id)
  local flow, place = flows:find(id)
  if not flow then
    error("no flow " .. tostring(id), 3)
  end
  return flow, place
end

-- Suspends a flow, or resumes it.
function Flows:suspend(id, is_suspended)
  local flow = known(self, id)
  flow.status = is_suspended == false and "activated" or "suspended"
  self.modem:changed("flow", flow, flow.status)
end

function Flows:close(id)
  local flow, place = known(self, id)
  table.remove(self.list, place)
  flow.status = "gone"
  self.modem:changed("flow", flow, "gone")
end

-- Adds to a flow's counters, such as { tx_bytes_ok = 1500 }.
function Flows:count(id, added)
  local flow = known(self, id)
  for name, value in pairs(added) do
    if not flow.counters[name] then
      error("a flow has no counter " .. tostring(name), 2)
    end
    flow.counters[name] = flow.counters[name] + value
  end
end

-- A call has ended.
function Flows:end_call(call)
  for _, flow in ipairs(self:of_call(call)) do
    self:close(flow.id)
  end
end

return Flows
