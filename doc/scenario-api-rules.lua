---@meta
-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What scenarios may say in fault rules and expectations, and `bytes`, for
-- editors; the rest is in doc/scenario-api.lua.

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

---@class Disturbance calls of the client that go wrong
---@field call "read"|"write"|"poll"
---@field error? string such as "EAGAIN"; of poll "POLLERR", "POLLHUP", "POLLIN"
---@field short? integer bytes at most
---@field zero? true
---@field count? integer how many calls

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
---@field replay? string a captured frame
---@field rewrite? fun(bytes: string): string
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
---@field device? Disturbance
---@field signal? string such as "KILL"
---@field event? string
---@field run? fun(modem: Modem, fields: Fields, call: Call)

---@class FaultHandle
---@field matched integer
---@field acted integer
---@field label string
local FaultHandle = {}
function FaultHandle:remove() end

---@alias MessageMatch string|Match
---@alias Limits number|{ min?: number, max?: number } a number is the most
---@alias Patterns string|string[] patterns of Lua

---@class Expectation one of must, must_not, at_most, at_least, exactly, order, status, stdout, stderr, output, no_..., duration, cpu, processes, reports, check, leaks
---@field name? string
---@field must? MessageMatch
---@field must_not? MessageMatch
---@field at_most? integer
---@field at_least? integer
---@field exactly? integer
---@field of? MessageMatch
---@field order? MessageMatch[]
---@field within? number seconds
---@field in_any? number seconds
---@field after? Event
---@field before? Event
---@field status? Numbers
---@field stdout? Patterns
---@field stderr? Patterns
---@field output? Patterns
---@field no_stdout? Patterns
---@field no_stderr? Patterns
---@field no_output? Patterns
---@field plain? boolean
---@field duration? Limits seconds
---@field cpu? Limits seconds
---@field processes? Limits at once
---@field reports? "none"|Patterns
---@field check? string|string[] a command
---@field every? number seconds
---@field leaks? "none"

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
---@param frame { service: string|integer, id: integer, kind?: string, client?: integer, transaction?: integer, tlvs?: string, header?: FaultHeader }
---@return string
function bytes.frame(frame) end
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
