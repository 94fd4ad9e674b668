---@meta
-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What scenarios may call, for editors (LuaCATS annotations). The words are in
-- doc/scenarios.md.

---@alias Fields table<string|integer, any> a message's fields by name; raw TLVs by number

---@class Call who asks
---@field service string such as "DMS"
---@field message string such as "Get IDs"
---@field id integer number of the message, 0 to 65535
---@field client integer client id, 1 to 254; 0 in the control service
---@field transaction integer
---@field channel integer which connection
---@field state table belongs to the client id and goes with it

---@class Fail
---@class Indication
---@class Preset

---@class Later
---@alias Answer Fields|Fail|Indication|Later|string|false|nil
---@alias Handler fun(modem: Modem, request: Fields, call: Call): Answer, ...

---@class ReplayEntry a request by name and fields, or an indication
---@field [1] string|Fields
---@field [2]? Fields
---@field indication? string
---@field answer? Fields|Fail|false
---@field tlvs? string hex
---@field client? integer 0 to 255, as recorded
---@field times? integer 1 or more
---@field any? string[] fields that are not compared
---@field delay? number seconds

---@class Bug where the scenario of a real bug has it from
---@field source string
---@field fault string who is at fault
---@field versions string which have it

---@class ScenarioTable
---@field bug? Bug
---@field replay? ReplayEntry[]
---@field api? integer 1
---@field modems? table<string, Member> in place of modem, on, faults, expect and story
---@field modem? Preset
---@field on? table<string, Handler|Fields|Fail>
---@field faults? Fault[]
---@field story? fun(modem: Modem)
---@field leaks? "fail"|"report"
---@field expect? Expectation[]
---@field expect_failure? Patterns
---@field skip? string the reason
---@field tier? "preload"

---@class ExpectOptions
---@field within? number seconds
---@field since? integer a mark
---@field client? integer
---@field request? table entries that the request must have
---@field where? fun(request: Fields, call: Call): boolean
---@field at_once? boolean goes on before an answer that comes later

---@class Network
local Network = {}
function Network:lose() end
function Network:come_back() end
---@param limits { technology?: string, operator?: string }
function Network:cover(limits) end
---@param cause string such as "illegal_me"
function Network:deny(cause) end
function Network:allow() end
---@param signal table dBm and dB: { rsrp = -110 }, or by technology
function Network:set_signal(signal) end
---@param choice? { mcc: string, mnc: string }
function Network:select(choice) end
---@param wants boolean
function Network:set_attach(wants) end
---@return boolean
function Network:is_registered() end
---@return boolean
function Network:is_attached() end
---@return boolean
function Network:is_roaming() end
---@return string?
function Network:technology() end

---@class Bearers
---@field calls table[] handle, family, client, port, apn, settings, counters
local Bearers = {}
---@param reason? string|table
function Bearers:stop_all(reason) end
---@param reason? string|table nil lifts it
function Bearers:refuse(reason) end
---@param counters table<string, integer>
function Bearers:count(counters) end
---@param call? table the first one
---@return table<string, integer>? counters until now; nil without a call
function Bearers:counters(call) end
---@param link { latency?: number, loss?: number, tx_rate?: number, rx_rate?: number } s, of 1, bit/s; 0 is none
function Bearers:set_link(link) end
---@param family "ipv4"|"ipv6"
---@param changes table
function Bearers:change_settings(family, changes) end

---@class Flows flows of calls with a quality of their own
local Flows = {}
---@param call? table one of Bearers.calls; the first without it
---@return integer? id nil when there is no call
function Flows:open(call) end
---@param id integer
---@param is_suspended? boolean false resumes it
function Flows:suspend(id, is_suspended) end
---@param id integer
function Flows:close(id) end
---@param id integer
---@param counters table<string, integer>
function Flows:count(id, counters) end

---@class Ims
local Ims = {}
---@param code? integer status of SIP, 403 without it
---@param text? string
function Ims:deny(code, text) end
function Ims:allow() end
---@param services table<string, boolean>
function Ims:enable(services) end
---@return boolean
function Ims:is_registered() end

---@class Oma device management
local Oma = {}
---@param session_type string such as "network_initiated_prl_update"
---@param session_id? integer
---@return boolean
function Oma:ask(session_type, session_id) end
---@param reason? string such as "server_unavailable"
---@return boolean
function Oma:fail(reason) end

---@class Sim
local Sim = {}
---@param slot? integer
function Sim:remove(slot) end
---@param changes? table what differs from the preset's sim
---@param slot? integer
function Sim:insert(changes, slot) end
---@param is_on boolean
---@param slot? integer
function Sim:power(is_on, slot) end
---@param slot integer
function Sim:switch(slot) end
---@param options? { mode?: string, files?: integer[][] }
---@return boolean begun false while another refresh is under way
function Sim:refresh(options) end
function Sim:restart() end
---@return string
function Sim:state() end
---@return boolean
function Sim:is_ready() end

---@class Point degrees, metres above the sea, m/s
---@field time? number seconds since the way began
---@field latitude number
---@field longitude number
---@field altitude? number
---@field speed? number
---@field heading? number

---@class Position
local Position = {}
---@param point { latitude?: number, longitude?: number, altitude?: number, speed?: number, heading?: number }
function Position:move_to(point) end
---@param points Point[]
function Position:follow(points) end
function Position:lose() end
function Position:come_back() end
---@param satellites { system: string, id: integer, elevation: number, azimuth: number, snr: number }[]
function Position:see(satellites) end
---@return Point
function Position:now() end

---@class Configurations
local Configurations = {}
---@param type "software"|"platform"
---@param id string hex
function Configurations:activate(type, id) end
---@param type "software"|"platform"
---@param id string hex
---@return { size: integer, version: integer, description: string }?
function Configurations:find(type, id) end
---@param event "start"|"complete"|"client_refresh"
function Configurations:refresh(event) end

---@class Phonebook
local Phonebook = {}
---@param book "adn"|"fdn"|"sdn"|"msisdn"|"mbdn"|"bdn"
---@param record integer from 1
---@param entry { name?: string, number: string }
function Phonebook:write(book, record, entry) end
---@param book string
---@param record integer
function Phonebook:erase(book, record) end
---@param book string
---@param record integer
---@return { name: string, number: string }?
function Phonebook:read(book, record) end
---@param book string
---@return { record: integer, name: string, number: string }[]
function Phonebook:entries(book) end

---@class Modem
---@field name? string where there are several
---@field others table<string, Modem> by name
---@field exchange Exchange
---@field state table for the scenario's own use
---@field preset table what the preset says; read only
---@field operating_mode string in the words of DMS
---@field network Network
---@field bearers Bearers
---@field flows Flows
---@field ims Ims
---@field oma Oma
---@field sim Sim
---@field hardware Hardware
---@field position Position
---@field configurations Configurations
---@field phonebook Phonebook
---@field messages Messages
---@field calls Calls
local Modem = {}

---What the modem would have answered. In handlers only. `change` gets it when it
---is there and returns what to answer instead.
---@param request Fields
---@param change? fun(answer: Answer, ...): Answer, ...
---@return Answer
function Modem:default(request, change) end

---Answers a transaction that is due later with Aborted.
---@param call Call whose client asked
---@param transaction integer
---@return boolean was_pending
function Modem:abort(call, transaction) end

---@param rule Fault
---@return FaultHandle
function Modem:add_fault(rule) end

---@param expectation Expectation
function Modem:add_expect(expectation) end

---@param bytes string as they go on the wire
---@param channel? integer
function Modem:send(bytes, channel) end

---@param name string such as "KILL"
function Modem:signal(name) end

---@param device Disturbance
function Modem:disturb(device) end

---An event of your own has happened, for rules that wait for it.
---@param name string
function Modem:event(name) end

---@param name string full name of an indication
---@param fields? Fields
---@param client? integer client id; all clients without it
function Modem:indicate(name, fields, client) end

---@param name string full name of an indication
---@param fields Fields
---@param registered? fun(state: table): boolean
function Modem:notify(name, fields, registered) end

---@param seconds number
---@param action fun()
---@return fun() cancel
function Modem:after(seconds, action) end

---@return number seconds since the modem was switched on
function Modem:time() end

---@param text any
function Modem:log(text) end

---In stories only.
---@param seconds number
function Modem:sleep(seconds) end

---In stories only. Fails the run when the request does not come.
---@param name string full name of a request
---@param options? ExpectOptions
---@return Fields request, Call call
function Modem:expect(name, options) end

---In stories only. Fails the run when the request comes.
---@param name string
---@param options? ExpectOptions `within` is 1 unless given
function Modem:expect_no(name, options) end

---@return integer mark
function Modem:mark() end

function Modem:hang_up() end
function Modem:vanish() end
function Modem:come_back() end
function Modem:pause() end
function Modem:resume() end

---@param options? { seconds: number }
function Modem:reboot(options) end

---@param service string|integer
---@param client integer
---@return boolean was_given_out
function Modem:revoke(service, client) end

---@param options ScenarioTable
function scenario(options) end

---@param name string
---@return Preset|fun(changes: table): Preset
function preset(name) end

---@param error string|integer
---@param fields? Fields
---@return Fail
function fail(error, fields) end

---An answer that is given after some time.
---@param seconds number
---@param ... Answer|Handler functions are called then
---@return Later
function later(seconds, ...) end

---@param name string
---@param fields? Fields
---@param client? integer
---@return Indication
function indication(name, fields, client) end
