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

---@alias Numbers integer|integer[]|{ min?: integer, max?: integer }
---@alias Tlv string|integer a field's name, or a number from 0 to 255
---@alias Event string|{ event: string }|Match "boot", "open", "close", "request", a message, or one of your own
---@alias Relative integer|string a number, or "+1" or "-1" from the truth
---@alias Duration number|{ [1]: number, [2]: number } seconds, or least and most
---@alias Extras Indication|string|(Indication|string)[]

---@class Match all entries must fit
---@field message? string|string[] full names and patterns such as "NAS Get *"
---@field service? string|integer|(string|integer)[]
---@field kind? "request"|"response"|"indication"|"output"|"any"|string[] default "request"
---@field direction? "in"|"out"
---@field client? Numbers
---@field transaction? Numbers
---@field channel? Numbers
---@field connection? Numbers the nth connection since the start
---@field size? Numbers bytes of TLVs
---@field has? Tlv|Tlv[]
---@field lacks? Tlv|Tlv[]
---@field fields? Fields values that must be among the fields
---@field nth? Numbers from 1; counts whatever other rules do
---@field every? integer
---@field per? "client"|"channel"|"service"|"message" what nth and every count for
---@field since? Event|{ [1]: Event, within?: number, later?: number }
---@field state? fun(modem: Modem): boolean
---@field where? fun(modem: Modem, fields: Fields, call: Call): boolean

---@class FaultTlvs
---@field drop? Tlv|Tlv[]
---@field keep? Tlv|Tlv[]
---@field replace? table<Tlv, string>
---@field patch? table<Tlv, table<integer, string>> bytes by offset
---@field text? table<string, string> by path such as "list.1.name"
---@field count? table<string, Relative> by path
---@field unprefix? string|string[] paths
---@field shrink? table<Tlv, integer>
---@field grow? table<Tlv, integer|string>
---@field resize? table<Tlv, integer>
---@field empty? Tlv|Tlv[]
---@field duplicate? Tlv[]|table<Tlv, string|true>
---@field duplicate_before? table<Tlv, string>
---@field add? table<integer, string>
---@field prepend? table<integer, string>
---@field reorder? "reverse"|"shuffle"|Tlv[]
---@field length? table<Tlv, Relative>

---@class FaultHeader
---@field transaction? Relative|"last"
---@field client? Relative
---@field service? Relative
---@field id? Relative
---@field flags? Relative
---@field tlv_length? Relative
---@field qmux_length? Relative
---@field qmux_flags? Relative
---@field marker? Relative

---@class Fault a match and one or several effects
---@field match? Match
---@field times? integer acts at most so often
---@field probability? number 0 to 1
---@field must_match? boolean the run fails when it never acts
---@field name? string
---@field pass? boolean hang_up, vanish, reboot and hang let the message pass
---@field drop? true
---@field error? string|integer such as "NoEffect"
---@field data? Fields|true fields of an error
---@field answer? Answer
---@field answers? Answer[]
---@field raw? string bytes as they go on the wire
---@field instead? Extras
---@field before? Extras
---@field after? Extras
---@field set? Fields
---@field sweep? table<string, any[]|"sentinels">
---@field result? integer[]|string|false
---@field tlvs? FaultTlvs
---@field header? FaultHeader
---@field overwrite? table<integer, string>
---@field insert? table<integer, string>
---@field truncate? integer
---@field pad? integer|integer[]
---@field stale_tail? integer
---@field split? integer|integer[]|{ size: integer }
---@field gap? Duration
---@field duplicate? integer|{ count: integer, every?: number }
---@field delay? Duration|{ until: Event, within?: number }
---@field hold? integer|{ count: integer, order?: "same"|"reverse"|"shuffle", within?: number }
---@field coalesce? integer|{ count: integer, within?: number }
---@field storm? { [1]: Extras, count: integer, every?: number }
---@field hang_up? true|{ after?: number }
---@field vanish? number|{ seconds?: number, after?: number }
---@field reboot? true|number|{ seconds?: number, after?: number, keeps_ids?: boolean, silent?: boolean }
---@field hang? true|number|{ seconds?: number, after?: number }
---@field stop_reading? true|number|{ seconds?: number, after?: number }
---@field event? string
---@field run? fun(modem: Modem, fields: Fields, call: Call)

---@class FaultHandle
---@field matched integer
---@field acted integer
---@field label string
local FaultHandle = {}
function FaultHandle:remove() end

---@class Member one of several modems
---@field modem? Preset
---@field on? table<string, Handler|Fields|Fail>
---@field faults? Fault[]
---@field story? fun(modem: Modem)

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
---@field modems? table<string, Member> in place of modem, on, faults and story
---@field modem? Preset
---@field on? table<string, Handler|Fields|Fail>
---@field faults? Fault[]
---@field story? fun(modem: Modem)
---@field leaks? "fail"|"report"

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
---@param options? { mode: string }
function Sim:refresh(options) end
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

---Makes strings of bytes for raw TLVs and frames.
bytes = {}
---@param digits string such as "01 ff"
---@return string
function bytes.hex(digits) end
---@param number integer
---@return string
function bytes.u8(number) end
---@param number integer
---@return string
function bytes.u16(number) end
---@param number integer
---@return string
function bytes.u32(number) end
---@param number integer
---@return string
function bytes.u64(number) end
---@param number integer
---@return string
function bytes.u16be(number) end
---@param number integer
---@return string
function bytes.u32be(number) end
---@param count integer
---@param byte? integer|string
---@return string
function bytes.fill(count, byte) end
---@param value string
---@param size integer
---@param fill? integer|string
---@return string
function bytes.pad(value, size, fill) end
---@param value string
---@param size? integer of the prefix
---@return string
function bytes.sized(value, size) end
---@param id integer
---@param value string
---@return string
function bytes.tlv(id, value) end
---@param text string
---@return string
function bytes.utf16le(text) end
---@param text string
---@return string
function bytes.utf16be(text) end
---@param text string
---@return string
function bytes.gsm(text) end
---@param text string
---@return string
function bytes.gsm7(text) end
---@param digits string
---@return string
function bytes.bcd(digits) end
---@param text? string
---@return string
function bytes.invalid_utf8(text) end
---@param size integer bytes of the field
---@return integer[]
function bytes.sentinels(size) end
