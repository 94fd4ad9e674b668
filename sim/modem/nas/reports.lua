-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: what a client wants to hear of, and telling it.
--
-- A client's state: the names of Register Indications (booleans), `event` (a copy
-- of Set Event Report), `thresholds` and `deltas` ([technology][measure]), and
-- `reported`, the values that it was told last.

local plmn = include "world/plmn"
local common = include "nas/common"
local signal_part = include "nas/signal"
local cells = include "nas/cells"

local reports = {}

local MEASURES = { "rssi", "ecio", "sinr", "snr", "io", "rsrq", "rsrp", "rscp" }

-- Config Signal Info: field -> measure, technologies (nil: all), unit.
local FIRST = {
  rssi_threshold = { "rssi", nil, 1 },
  ecio_threshold = { "ecio", { "umts", "cdma_1x", "cdma_1xevdo" }, -2 },
  hdr_sinr_threshold = { "sinr", { "cdma_1xevdo" }, 1 },
  lte_snr_threshold = { "snr", { "lte", "5gnr" }, 10 },
  rsrq_threshold = { "rsrq", { "lte", "5gnr" }, 1 },
  rsrp_threshold = { "rsrp", { "lte", "5gnr" }, 1 },
  rscp_threshold = { "rscp", { "umts" }, 1 },
}

-- Config Signal Info v2 says "wcdma_rssi_threshold_list", "lte_snr_delta".
local PREFIXES = {
  gsm = "gsm", wcdma = "umts", lte = "lte", nr5g = "5gnr", cdma = "cdma_1x",
  hdr = "cdma_1xevdo",
}

local function set_threshold(state, technology, measure, values)
  state.thresholds[technology] = state.thresholds[technology] or {}
  state.thresholds[technology][measure] = values
end

local function in_units(list, scale)
  local values = {}
  for index, value in ipairs(list) do
    values[index] = value / scale
  end
  return values
end

local function config_first(modem, request, call)
  local state = call.state
  state.thresholds = state.thresholds or {}
  for field, meaning in pairs(FIRST) do
    local list = request[field]
    for _, technology in ipairs(list and (meaning[2] or common.TECHNOLOGIES)
      or {}) do
      set_threshold(state, technology, meaning[1], in_units(list, meaning[3]))
    end
  end
  return {}
end

local function config_second(modem, request, call)
  local state = call.state
  state.thresholds, state.deltas = state.thresholds or {}, state.deltas or {}
  for field, value in pairs(request) do
    local text = type(field) == "string" and field or ""
    local prefix, measure, kind = text:match "^(%w+)_(%a+)_(%a+)"
    local technology = PREFIXES[prefix]
    if technology and kind == "threshold" then
      set_threshold(state, technology, measure, in_units(value, 10))
    elseif technology and kind == "delta" then
      state.deltas[technology] = state.deltas[technology] or {}
      state.deltas[technology][measure] = value / 10
    end
  end
  return {}
end

local function crosses(before, after, list)
  for _, threshold in ipairs(list) do
    if (before < threshold) ~= (after < threshold) then
      return true
    end
  end
  return false
end

-- Whether a client that asked for signal information wants to hear of this
-- change. One that named neither thresholds nor deltas hears of every change.
local function wants_signal(state, technology, before, after)
  local thresholds = state.thresholds and state.thresholds[technology]
  local deltas = state.deltas and state.deltas[technology]
  if not thresholds and not deltas then
    return true
  end
  state.reported = state.reported or {}
  local reported = state.reported[technology] or before
  for _, measure in ipairs(MEASURES) do
    local old, new = before[measure], after[measure]
    local list, delta = thresholds and thresholds[measure],
      deltas and deltas[measure]
    local far = delta and delta > 0 and
      math.abs((new or 0) - (reported[measure] or 0)) >= delta
    if new and (far or list and crosses(old, new, list)) then
      state.reported[technology] = after
      return true
    end
  end
  return false
end

local function level(signal)
  return signal.rssi or signal.rsrp
end

local function add_event(fields, event, technology, before, after)
  local strength = event.signal_strength_indicator
  if strength and strength.report and
    crosses(level(before), level(after), strength.thresholds) then
    fields.signal_strength = {
      strength = common.clamp(common.scaled(level(after), 1), -128, 127),
      radio_interface = technology,
    }
  end
  local rssi = event.rssi_indicator
  if rssi and rssi.report and after.rssi and
    math.abs(after.rssi - before.rssi) >= rssi.rssi_delta then
    fields.rssi = { rssi = common.clamp(common.scaled(-after.rssi, 1), 0, 255),
      radio_interface = technology }
  end
  local ecio = event.ecio_indicator
  if ecio and ecio.report and after.ecio and
    math.abs(after.ecio - before.ecio) * 2 >= ecio.ecio_delta then
    fields.ecio = { ecio = common.clamp(common.scaled(-after.ecio, 2), 0, 255),
      radio_interface = technology }
  end
end

local function add_lte_event(fields, event, before, after)
  local snr, rsrp = event.lte_snr_delta, event.lte_rsrp_delta
  if snr and snr.report and
    math.abs(after.snr - before.snr) * 10 >= snr.snr_delta then
    fields.lte_snr = common.scaled(after.snr, 10)
  end
  if rsrp and rsrp.report and
    math.abs(after.rsrp - before.rsrp) >= rsrp.rsrp_delta then
    fields.lte_rsrp = common.scaled(after.rsrp, 1)
  end
end

-- Sends each client the event report that its own settings give.
local function send_events(modem, make)
  modem:notify_each("NAS Event Report", function(state)
    local fields = {}
    if state.event then
      make(fields, state.event)
    end
    return next(fields) and fields
  end)
end

function reports.tell_signal(modem, technology, before, after)
  local network = modem.network
  local serves = network:technology() == technology
  local helps = technology == "5gnr" and network:second_cell()
  if not serves and not helps then
    return
  end
  modem:notify("NAS Signal Info", signal_part.info(network), function(state)
    return state.signal_info and
      wants_signal(state, technology, before, after)
  end)
  send_events(modem, function(fields, event)
    add_event(fields, event, technology, before, after)
    if technology == "lte" then
      add_lte_event(fields, event, before, after)
    end
  end)
end

-- The modem is on another cell, or on none.
function reports.tell_cell(modem, before, after)
  if before.cell == after.cell or not after.cell then
    return
  end
  modem:notify("NAS Signal Info", signal_part.info(modem.network),
    function(state) return state.signal_info end)
  local bands = cells.rf_bands(after.cell)
  send_events(modem, function(fields, event)
    if event.rf_band_information then
      fields.rf_band_information = bands
    end
  end)
end

function reports.tell_reject(modem, operator, cell, cause)
  local mcc, mnc = plmn.numbers(operator)
  modem:notify("NAS Network Reject", {
    radio_interface = cell.technology, service_domain = "cs_ps",
    reject_cause = cause,
    plmn = { mcc = mcc, mnc = mnc,
      includes_pcs_digit = plmn.has_three_digits(operator) },
  }, function(state) return state.network_reject end)
  send_events(modem, function(fields, event)
    if event.registration_reject_reason then
      fields.registration_reject_reason = {
        service_domain = "cs_ps", reject_cause = common.cause_number(cause),
      }
    end
  end)
end

local function register(modem, request, call)
  local state = call.state
  local has_any = false
  for field, value in pairs(request) do
    if type(field) == "string" and type(value) == "boolean" then
      state[field] = value
      has_any = true
    end
  end
  local reject = request.network_reject_information
  if type(reject) == "table" then
    state.network_reject = reject.enable_network_reject_indications or nil
    has_any = true
  end
  return has_any and {} or fail "MissingArgument"
end

local function set_event_report(modem, request, call)
  local strength = request.signal_strength_indicator
  if strength and strength.report and #strength.thresholds == 0 then
    return fail "NoThresholdsProvided"
  end
  local event = call.state.event or {}
  for field, value in pairs(request) do
    if type(field) == "string" then
      event[field] = value
    end
  end
  call.state.event = event
  return {}
end

local function is_on(setting)
  return setting == true or type(setting) == "table" and setting.report == true
end

-- What a client's registrations are called in the audit.
function reports.holdings(modem, client, state)
  local list = {}
  for name, value in pairs(state) do
    if value == true then
      list[#list + 1] = "registration for " .. name
    end
  end
  for name, setting in pairs(state.event or {}) do
    if is_on(setting) then
      list[#list + 1] = "event report of " .. name
    end
  end
  return list
end

function reports.add(nas)
  nas["Register Indications"] = register
  nas["Set Event Report"] = set_event_report
  nas["Config Signal Info"] = config_first
  nas["Config Signal Info v2"] = config_second
  nas["Reset"] = function(modem, request, call)
    for name in pairs(call.state) do
      call.state[name] = nil
    end
    return {}
  end
end

return reports
