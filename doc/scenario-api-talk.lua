---@meta
-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What scenarios may call of the hardware, messages and calls, for editors: a part of
-- scenario-api.lua.

---@class ShortMessage
---@field from? string a number, or a name of up to 11 letters
---@field text? string
---@field data? string bytes in place of a text
---@field class? integer 0 to 3
---@field pdu? string hex, the centre's address before the message
---@field report? { reference: integer, status?: integer }

---@class Messages
---@field sent table[] to, text, reference, part, parts, time, pdu
local Messages = {}
---@param message ShortMessage
function Messages:receive(message) end
---@param message { channel: integer, text?: string, warning?: string }
function Messages:broadcast(message) end
---@param cause? string|{ rp_cause?: string, tp_cause?: string } nil lifts it
function Messages:refuse(cause) end
---@param storage "nv"|"uim"
---@param left? integer free places, 0 unless given
function Messages:fill(storage, left) end
---@param storage "nv"|"uim"
---@return table[] messages index, tag, text, from or to
function Messages:stored(storage) end

---@alias UssdReply string|{ text?: string, replies?: table<string, UssdReply>, fail?: string }

---@class Calls
---@field list table[] id, number, state, direction, is_multiparty
---@field tones table[] id, digits, time
---@field dialled table[] number, time
local Calls = {}
---@param caller { from?: string, presentation?: string, seconds?: number }
---@return integer? id
---@return string? why it did not come in
function Calls:ring(caller) end
---@param id? integer
function Calls:answer(id) end
---@param id? integer
---@param reason? string in the words of VOICE
function Calls:hang_up(id, reason) end
---@param id? integer
function Calls:hold(id) end
---@param id? integer
function Calls:retrieve(id) end
---@param digits string
---@param id? integer
function Calls:press(digits, id) end
---@param number string "*" is any
---@param outcome? string|{ outcome: string, seconds?: number }
function Calls:behave(number, outcome) end
---@param code string
---@param reply? UssdReply
function Calls:set_ussd(code, reply) end
---@param message UssdReply
function Calls:ussd_request(message) end
---@param text string
function Calls:ussd_notify(text) end
function Calls:ussd_release() end

---@class Member one of several modems
---@field modem? Preset
---@field on? table<string, Handler|Fields|Fail>
---@field faults? Fault[]
---@field expect? Expectation[]
---@field story? fun(modem: Modem)

---@class Hardware
local Hardware = {}
---@param is_on boolean
function Hardware:switch_radio(is_on) end
---@param mode string in the words of DMS
function Hardware:set_operating_mode(mode) end
---@param power { battery_level?: integer }
function Hardware:set_power(power) end
---@param state string
function Hardware:set_activation_state(state) end

---@class Exchange
local Exchange = {}
---@param number string
---@return Modem?
function Exchange:modem_of(number) end
---@return string?
function Exchange:number() end
