-- SPDX-License-Identifier: LGPL-2.1-or-later
-- WDS: how a call goes: counters, rates, technology, dormancy.

local common = include "wds/common"

local link = {}

local NO_RATE = 0xFFFFFFFF -- a current rate without a call

local BEARERS = {
  gsm = "edge", umts = "hsdpa_hsupa", lte = "lte", ["5gnr"] = "lte",
  cdma_1x = "cdma20001x", cdma_1xevdo = "1xevdo_reva",
}

-- Masks of the 3GPP technologies in the newer message.
local RAT_MASKS = { gsm = 0x10, umts = 0x0C, lte = 0x20, ["5gnr"] = 0x20 }

local EXTENDED = {
  gsm = { "3gpp_geran", { "edge" } },
  umts = { "3gpp_wcdma", { "hsdpa", "hsupa" } },
  lte = { "3gpp_lte", { "lte_fdd" } }, ["5gnr"] = { "3gpp_lte", { "lte_fdd" } },
}

-- 3GPP2: the mask and the words of the two messages.
local CDMA = {
  cdma_1x = { 0x01, "3gpp2_1x", { "cdma1x_is2000" } },
  cdma_1xevdo = { 0x04, "3gpp2_hrpd", { "hdr_rev_a_dpa" } },
}

function link.bearer(technology)
  return BEARERS[technology] or "unknown"
end

function link.mask(technology)
  local cdma = CDMA[technology]
  if cdma then
    return { network_type = "3gpp2", rat_mask = cdma[1], so_mask = 0 }
  end
  return {
    network_type = "3gpp", rat_mask = RAT_MASKS[technology] or 0, so_mask = 0,
  }
end

function link.extended(technology)
  local known, cdma = EXTENDED[technology], CDMA[technology]
  if cdma then
    return {
      data_bearer_technology = "3gpp2", radio_access_technology = cdma[2],
      extended_data_bearer_technology_3gpp = {}, reserved1 = 0,
      extended_data_bearer_technology_3gpp2 = cdma[3], reserved2 = 0,
      reserved3 = 0, reserved4 = 0,
    }
  end
  return {
    data_bearer_technology = "3gpp", radio_access_technology = known[1],
    extended_data_bearer_technology_3gpp = known[2], reserved1 = 0,
    extended_data_bearer_technology_3gpp2 = {}, reserved2 = 0, reserved3 = 0,
    reserved4 = 0,
  }
end

local function statistics(modem, request, call)
  local bearers = modem.bearers
  local current = common.call_of(modem, call.state)
  local last = bearers.last and bearers.last.counters
  local fields = {
    last_call_tx_bytes_ok = last and last.tx_bytes_ok,
    last_call_rx_bytes_ok = last and last.rx_bytes_ok,
  }
  if not current then
    return fail("OutOfCall", fields)
  end
  local counters = bearers:counters(current)
  for _, name in ipairs(request.mask) do
    fields[name] = counters[name]
  end
  return fields
end

function link.rates(modem)
  local preset = modem.preset.bearers.rates
  return preset[modem.network:technology()] or preset.lte
end

local function channel_rates(modem, request, call)
  local current = common.call_of(modem, call.state)
  local rates = link.rates(modem)
  return {
    channel_rates = {
      channel_tx_rate_bps = current and rates.tx or NO_RATE,
      channel_rx_rate_bps = current and rates.rx or NO_RATE,
      max_channel_tx_rate_bps = rates.tx, max_channel_rx_rate_bps = rates.rx,
    },
  }
end

-- The answer about a bearer's technology, in the words that `say` gives.
local function technology(modem, call, say)
  local current = common.call_of(modem, call.state)
  local last = modem.bearers.last
  local fields = { last = last and say(last.technology) }
  if not current then
    return fail("OutOfCall", fields)
  end
  fields.current = say(current.technology)
  return fields
end

local function set_dormant(modem, call, dormant)
  local current = common.call_of(modem, call.state)
  if not current then
    return fail "OutOfCall"
  elseif current.dormant == dormant then
    return fail "NoEffect"
  end
  modem.bearers:set_dormant(current, dormant)
  return {}
end

function link.add(wds)
  wds["Get Packet Statistics"] = statistics
  wds["Get Channel Rates"] = channel_rates

  wds["Get Data Bearer Technology"] = function(modem, request, call)
    return technology(modem, call, link.bearer)
  end

  wds["Get Current Data Bearer Technology"] = function(modem, request, call)
    return technology(modem, call, link.mask)
  end

  wds["Go Dormant"] = function(modem, request, call)
    return set_dormant(modem, call, true)
  end

  wds["Go Active"] = function(modem, request, call)
    return set_dormant(modem, call, false)
  end

  wds["Get Dormancy Status"] = function(modem, request, call)
    local current = common.call_of(modem, call.state)
    if not current then
      return fail "OutOfCall"
    end
    return { dormancy_status = current.dormant and
      "traffic_channel_dormant" or "traffic_channel_active" }
  end
end

return link
