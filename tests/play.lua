-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A host for tests on virtual time. A test begins with
--
--   local client = dofile(os.getenv "PLAY")(...)
--
-- and is run by `sim/play SCENARIO TEST`. Of several modems it is a client of
-- the first by name; client:of(name) is one of another.

local Client = {}
Client.__index = Client

function Client:take(action, channel, bytes)
  if action ~= "bytes" then
    table.insert(self.actions, action)
  elseif not self.closed[channel] then
    local message, why = self.core.decode(bytes)
    self.taken = self.taken + 1
    if not message then
      table.insert(self.garbage, { bytes = bytes, why = why })
    elseif message.kind == "response" then
      message.channel, message.number = channel, self.taken
      table.insert(self.responses, message)
    else
      message.channel, message.number = channel, self.taken
      table.insert(self.indications, message)
    end
  end
end

-- Takes what the modems have sent and sorts it by kind. `number` of a message
-- says when it came.
function Client:drain()
  for action, channel, bytes, modem in self.core.take do
    if self.all[modem] then
      self.all[modem]:take(action, channel, bytes)
    end
  end
end

-- The number of a channel for the core.
function Client:full(channel)
  return (channel or 0) | self.modem << 24
end

function Client:open(channel, is_proxy)
  self.closed[channel or 0] = nil
  self.core.open(self:full(channel), is_proxy)
  self:drain()
end

function Client:close(channel)
  self.core.close(self:full(channel))
  self.closed[channel or 0] = true
  self:drain()
end

function Client:send(bytes, channel)
  self.core.send(self:full(channel or self.channel), bytes)
  self:drain()
end

function Client:wait(seconds)
  -- In steps, so that what comes is taken when it comes.
  local left = seconds
  while true do
    local step = self.core.next()
    if not step or step > left then
      break
    end
    self.core.wait(step)
    left = left - step
    self:drain()
    if step == 0 then
      break
    end
  end
  self.core.wait(left)
  self:drain()
end

-- Sends a request and returns its transaction id.
function Client:request(name, client, fields)
  self.transaction = self.transaction % 255 + 1
  self:send(self.core.encode(name, client or 0, self.transaction, fields or {}))
  return self.transaction
end

function Client:response_to(name, transaction)
  for index, response in ipairs(self.responses) do
    if response.name == name and response.transaction == transaction then
      return table.remove(self.responses, index)
    end
  end
  return nil
end

-- Sends a request and waits up to 10 s for its response: fields, error. Both
-- are nil when there is none.
function Client:call(name, client, fields)
  local transaction = self:request(name, client, fields)
  for _ = 0, 100 do
    local response = self:response_to(name, transaction)
    if response then
      return response.fields, response.error
    end
    self:wait(0.1)
  end
  return nil, nil
end

-- A client id of a service, or nil and the error.
function Client:allocate(service)
  local fields, why = self:call("CTL Allocate CID", 0, {
    service = service:lower() })
  if why then
    return nil, why
  end
  local info = assert(fields.allocation_info, "no client id")
  return info.cid
end

function Client:release(service, client)
  return self:call("CTL Release CID", 0, {
    release_info = { service = service:lower(), cid = client } })
end

-- The next indication of that name (or any), or nil.
function Client:indication(name)
  for index, message in ipairs(self.indications) do
    if not name or message.name == name then
      return table.remove(self.indications, index)
    end
  end
  return nil
end

function Client:check(ok, text)
  self.core.check(ok and true or false, text)
  return ok
end

function Client:equal(got, wanted, text)
  if got ~= wanted then
    text = string.format("%s (got %s, wanted %s)", text, tostring(got),
      tostring(wanted))
  end
  return self:check(got == wanted, text)
end

local function new(core, all, modem)
  local client = setmetatable({
    core = core, all = all, modem = modem, channel = 0, transaction = 0,
    taken = 0, closed = {}, responses = {}, indications = {}, actions = {},
    garbage = {},
  }, Client)
  all[modem] = client
  client:open(0)
  return client
end

-- A client of the modem of that name.
function Client:of(name)
  for place, other in ipairs(self.core.names()) do
    if other == name then
      return self.all[place - 1] or new(self.core, self.all, place - 1)
    end
  end
  error("no modem " .. tostring(name), 2)
end

-- What the client ids of its modem hold.
function Client:held()
  return self.core.held(self.modem)
end

return function(core)
  return new(core, {}, 0)
end
