-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Short messages: what comes from the network, where it goes, what is sent.
--
-- What comes is queued in the network until the modem takes it. An item of the
-- queue is { kind = "deliver" or "report", pdu =, centre =, class =, origin = }
-- with the class in the words of WMS; `origin` says to whom a delivery is to be
-- reported: { number =, reference =, to = }. What cannot be taken now is in
-- `held`, in the same form, until there is room or somebody listens; `is_told`
-- says that the host knows of the full storage.
--
-- Routes and the modem's own storage outlive a restart (modem.nonvolatile).
--
-- Topics: "message" (what, data) with "stored" { storage, index },
-- "transferred" { transaction, needs_ack, format, pdu, centre }, "full"
-- { storage }, "warning" { pdu }, "centre" { number }; "message_sent" (message).

local broadcast = include "world/broadcast"
local bytes = include "world/bytes"
local card = include "world/card"
local sms_pdu = include "world/sms_pdu"
local store = include "world/message_store"

local Messages = {}
Messages.__index = Messages

local CLASSES = { "class_0", "class_1", "class_2", "class_3", "none" }
local SENT_MAX = 1000
local GSM = "gsm_wcdma_point_to_point"

function Messages.new(modem)
  local kept = modem.nonvolatile
  kept.messages = kept.messages or {}
  if not kept.routes then
    kept.routes = {}
    for _, class in ipairs(CLASSES) do
      local route = modem.preset.messages.routes[class]
      kept.routes[class] = { storage = route.storage, action = route.action }
    end
  end
  return setmetatable({
    modem = modem, routes = kept.routes, queue = {}, held = {}, sent = {},
    transfers_reports = false, -- reports of delivery go to the host at once
    memory_available = true, domain = modem.preset.messages.domain,
    awaited = nil,       -- { transaction =, item = } until the host's ack
    is_blocked = false,  -- the centre waits before it tries again
    next_transaction = 1, next_reference = 1, next_part = 1, next_serial = 1,
    refusal = nil,       -- { rp_cause =, tp_cause = }
    broadcasts = { activated = false, channels = {} },
  }, Messages)
end

-- Calls `action` later unless the modem has started again by then.
function Messages:later(seconds, action)
  self.modem:after(seconds, function()
    if self.modem.messages == self then
      action()
    end
  end)
end

local function now(self)
  local time = self.modem.preset.network.time
  return self.modem.network:time(), time.zone + 4 * time.daylight_saving
end

function Messages:own_number()
  return card.slot(self.modem).msisdn or nil
end

-- The centre's number as the card has it (EF_SMSP, TS 31.102, 4.2.27): it
-- stands 15 bytes before the end. Nil without card, "" when it is not set.
function Messages:centre()
  local file = self.modem.sim:is_ready() and
    card.slot(self.modem).files["USIM/6F42"]
  local record = file and file.records[1]
  if not record then
    return nil
  end
  local field = record:sub(#record - 14, #record - 3)
  local size = field:byte(1)
  if size < 2 or size > 11 then
    return ""
  end
  local digits = bytes.from_bcd(field:sub(3, 1 + size))
  return (field:byte(2) & 0x70 == 0x10 and "+" or "") .. digits
end

function Messages:set_centre(number)
  local file = card.slot(self.modem).files["USIM/6F42"]
  local record = file.records[1]
  local at = #record - 14
  -- Bit 1 of the indicators: the centre is there.
  local indicators = record:byte(at - 13) & 0xFD
  file.records[1] = record:sub(1, at - 14) .. string.char(indicators)
    .. record:sub(at - 12, at - 1)
    .. bytes.pad(sms_pdu.centre(number), 12, "\xFF") .. record:sub(-3)
  self.modem:changed "card"
  self.modem:changed("message", "centre", { number = number })
end

-- Messages that come from the network.

local function wrong(text, ...)
  error(string.format(text, ...), 4)
end

local function check_message(message)
  if type(message) ~= "table" then
    wrong "receive takes a table: { from = \"+15550100200\", text = \"...\" }"
  elseif message.pdu then
    if type(message.pdu) ~= "string" or not bytes.from_hex(message.pdu) then
      wrong "receive: pdu must be bytes in hex"
    end
    return
  elseif not sms_pdu.is_sender(message.from) then
    wrong("receive: from must be a number or a name of up to 11 letters, not %s",
      tostring(message.from))
  elseif message.report then
    if type(message.report) ~= "table" or
      math.type(message.report.reference) ~= "integer" then
      wrong "receive: report must be a table such as { reference = 1 }"
    end
    return
  end
  local content = message.text or message.data
  if type(content) ~= "string" then
    wrong "receive: there must be a text, a data, a pdu or a report"
  elseif message.text and not utf8.len(message.text) then
    wrong "receive: the text is not UTF-8"
  end
  local class = message.class
  if class and (math.type(class) ~= "integer" or class < 0 or class > 3) then
    wrong "receive: class must be a number from 0 to 3"
  end
end

local function class_name(body)
  local _, class = sms_pdu.coding(body.dcs)
  return class and "class_" .. class or "none"
end

-- A message as it stands, with the centre's address before it.
local function raw_item(hex)
  local whole = bytes.from_hex(hex)
  local centre, pdu = sms_pdu.split_centre(whole)
  local read = pdu and sms_pdu.read_deliver(pdu)
  return {
    kind = "deliver", pdu = pdu or whole, centre = centre or "",
    class = read and class_name(read.body) or "none",
  }
end

local function items_of(self, message)
  local centre = self:centre() or ""
  local time, zone = now(self)
  if message.pdu then
    return { raw_item(message.pdu) }
  elseif message.report then
    return { { kind = "report", centre = centre, class = "none",
      pdu = sms_pdu.report(message.report.reference & 0xFF, message.from, time,
        zone, message.report.status or 0) } }
  end
  local bodies = sms_pdu.bodies(message, self.next_part)
  if not bodies then
    wrong "receive: the text is too long for 255 parts"
  end
  if #bodies > 1 then
    self.next_part = self.next_part % 255 + 1
  end
  local items = {}
  for number, body in ipairs(bodies) do
    items[number] = { kind = "deliver", centre = centre,
      class = class_name(body),
      pdu = sms_pdu.deliver(message.from, body, time, zone) }
  end
  return items
end

-- A message comes in: { from =, text = } and class, or data, pdu or report.
-- It is with the modem after the preset's `delivery_seconds`.
function Messages:receive(message)
  check_message(message)
  self:bring(items_of(self, message))
end

-- Another modem of this number has sent `body`.
function Messages:receive_body(from, body, origin)
  local time, zone = now(self)
  self:bring { {
    kind = "deliver", centre = self:centre() or "", class = class_name(body),
    pdu = sms_pdu.deliver(from, body, time, zone), origin = origin,
  } }
end

function Messages:bring(items)
  self:later(self.modem.preset.messages.delivery_seconds, function()
    for _, item in ipairs(items) do
      self.queue[#self.queue + 1] = item
    end
    self:work()
  end)
end

function Messages:can_hear()
  return self.modem.network:is_registered() and not self.awaited and
    not self.is_blocked
end

-- Whether a client wants to be told of messages.
function Messages:somebody_listens()
  for _, client in ipairs(self.modem:clients "WMS") do
    if client.state.event then
      return true
    end
  end
  return false
end

-- Takes what waits in the network, as long as that is possible.
function Messages:work()
  while self.queue[1] and self:can_hear() do
    self:take(table.remove(self.queue, 1))
  end
end

-- Something has changed for the better: try what was held.
function Messages:retry()
  local queue = self.held
  for _, item in ipairs(self.queue) do
    queue[#queue + 1] = item
  end
  self.queue, self.held = queue, {}
  self:work()
end

local function taken(self, item)
  local origin = item.origin
  local exchange = self.modem.exchange
  local sender = origin and exchange and exchange:modem_of(origin.number)
  if sender then
    sender.messages:confirm(origin)
  end
end

-- A message of this modem has reached its reader, who may be itself.
function Messages:confirm(origin)
  local time, zone = now(self)
  self:bring { { kind = "report", class = "none", centre = self:centre() or "",
    pdu = sms_pdu.report(origin.reference, origin.to, time, zone, 0) } }
end

function Messages:take(item)
  local route = self.routes[item.class]
  local action = route.action
  if item.kind == "report" and self.transfers_reports then
    action = "transfer_and_ack"
  end
  if action == "discard" then
    taken(self, item)
  elseif action == "store_and_notify" then
    self:keep(item, route.storage)
  else
    self:transfer(item, action == "transfer_only")
  end
end

function Messages:keep(item, storage)
  local modem = self.modem
  local index = store.is_ready(modem, storage) and
    store.add(modem, storage, { tag = "mt_not_read", format = GSM,
      pdu = sms_pdu.centre(item.centre) .. item.pdu })
  if index then
    taken(self, item)
    modem:changed("message", "stored", { storage = storage, index = index })
  else
    self.held[#self.held + 1] = item
    if store.is_ready(modem, storage) and not item.is_told then
      item.is_told = true
      modem:changed("message", "full", { storage = storage })
    end
  end
end

function Messages:transfer(item, needs_ack)
  if not self.memory_available or not self:somebody_listens() then
    self.held[#self.held + 1] = item
    return
  end
  local transaction = self.next_transaction
  self.next_transaction = transaction + 1 & 0xFFFFFFFF
  if needs_ack then
    self:await(transaction, item)
  else
    taken(self, item)
  end
  self.modem:changed("message", "transferred", {
    transaction = transaction, needs_ack = needs_ack, format = GSM,
    pdu = item.pdu, centre = item.centre,
  })
end

-- The host has to acknowledge; nothing else comes until it does, or until the
-- centre tries again.
function Messages:await(transaction, item)
  self.awaited = { transaction = transaction, item = item }
  self:later(self.modem.preset.messages.ack_seconds, function()
    local awaited = self.awaited
    if awaited and awaited.transaction == transaction then
      self.awaited = nil
      self:block(awaited.item)
    end
  end)
end

-- The network has been told that a message was not taken.
function Messages:block(item)
  table.insert(self.held, 1, item)
  self.is_blocked = true
  self:later(self.modem.preset.messages.retry_seconds, function()
    self.is_blocked = false
    self:retry()
  end)
end

-- The host's answer to a transferred message. False when none is awaited.
function Messages:acknowledge(transaction, success)
  local awaited = self.awaited
  if not awaited or awaited.transaction ~= transaction then
    return false
  end
  self.awaited = nil
  if success then
    taken(self, awaited.item)
    self:work()
  else
    self:block(awaited.item)
  end
  return true
end

-- Messages that the host sends.

local function same_number(a, b)
  return a and b and a:gsub("^%+", "") == b:gsub("^%+", "")
end

-- The modem with this number: another one, this one or nil. Who has no number
-- of its own cannot be answered and reaches nobody.
function Messages:reader_of(number)
  if same_number(number, self:own_number()) then
    return self.modem
  end
  local exchange = self:own_number() and self.modem.exchange
  return exchange and exchange:modem_of(number) or nil
end

function Messages:note(message)
  self.sent[#self.sent + 1] = message
  if #self.sent > SENT_MAX then
    table.remove(self.sent, 1)
  end
  self.modem:changed("message_sent", message)
end

local function send_on(self, submit)
  local reader = self:reader_of(submit.to)
  local own = self:own_number() or ""
  local origin = submit.wants_report and
    { number = own, reference = submit.reference, to = submit.to } or nil
  if reader == self.modem then
    self:receive_body(own, submit.body)
    if origin then
      self:confirm(origin)
    end
  elseif reader then
    reader.messages:receive_body(own, submit.body, origin)
  elseif origin then
    self:confirm(origin)
  end
end

-- Sends what a host gives, the centre's address before it. Returns the
-- reference, or nil and { error =, rp_cause =, tp_cause = }.
function Messages:send(pdu)
  local centre, inner = sms_pdu.split_centre(pdu)
  local submit = inner and sms_pdu.read_submit(inner)
  if not submit then
    return nil, { error = "WmsEncoding" }
  elseif not self.modem.network:is_registered() then
    return nil, { error = "WmsMessageNotSent" }
  elseif centre == "" and (self:centre() or "") == "" then
    return nil, { error = "WmsSmscAddress" }
  end
  local refusal = self:objection(submit.to)
  if refusal then
    return nil, { error = "WmsCauseCode", rp_cause = refusal.rp_cause,
      tp_cause = refusal.tp_cause }
  end
  local reference = self.next_reference
  self.next_reference = reference % 255 + 1
  submit.reference = reference
  local part, count, number = sms_pdu.part_of(submit.body)
  self:note {
    to = submit.to, text = sms_pdu.text(submit.body), reference = reference,
    time = self.modem:time(), wants_report = submit.wants_report,
    pdu = bytes.to_hex(pdu), parts = count or 1, part = number or 1,
    part_reference = part,
  }
  send_on(self, submit)
  return reference
end

-- Why the network does not take a message to this number, or nil.
function Messages:objection(number)
  if self.refusal then
    return self.refusal
  elseif self.modem.preset.messages.unknown_number == "refuse" and
    not self:reader_of(number) then
    return { rp_cause = "unassigned_number", tp_cause = "unspecified_error" }
  end
  return nil
end

-- From now on the network refuses what is sent: by an RP cause such as
-- "congestion", or { rp_cause =, tp_cause = }. Nil: it takes messages again.
function Messages:refuse(cause)
  if type(cause) == "table" then
    self.refusal = { rp_cause = cause.rp_cause or "protocol_error",
      tp_cause = cause.tp_cause or "unspecified_error" }
  else
    self.refusal = cause and
      { rp_cause = cause, tp_cause = "unspecified_error" } or nil
  end
end

-- Fills a storage up to `left` free places, with messages that have been read.
function Messages:fill(storage, left)
  if storage ~= "nv" and storage ~= "uim" then
    error("fill: the storage is \"uim\" or \"nv\"", 2)
  end
  local time, zone = now(self)
  local body = sms_pdu.bodies({ text = "This place is taken." }, 1)[1]
  local pdu = sms_pdu.centre(self:centre())
    .. sms_pdu.deliver("+15550100200", body, time, zone)
  while store.free(self.modem, storage) > (left or 0) do
    store.add(self.modem, storage,
      { tag = "mt_read", format = GSM, pdu = pdu })
  end
end

-- What is in a storage: { index =, tag =, text =, from = or to = }.
function Messages:stored(storage)
  local list = {}
  for place, found in ipairs(store.list(self.modem, storage)) do
    local _, pdu = sms_pdu.split_centre(found.entry.pdu)
    local read = pdu and (sms_pdu.read_deliver(pdu) or
      sms_pdu.read_submit(pdu)) or {}
    list[place] = { index = found.index, tag = found.entry.tag,
      text = read.body and sms_pdu.text(read.body), from = read.from,
      to = read.to }
  end
  return list
end

-- Cell broadcasts: see world/broadcast.lua.
function Messages:broadcast(message)
  broadcast.send(self, message)
end

return Messages
