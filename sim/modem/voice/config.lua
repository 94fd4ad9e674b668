-- SPDX-License-Identifier: LGPL-2.1-or-later
-- VOICE: settings.

local config = {}

local WIDE_BAND = { "wcdma_amr_wb", "gsm_amr_nb" }
local DONE = 0 -- the outcome of a setting

local function get(modem, request)
  local own = modem.calls.config
  local fields = {}
  if request.auto_answer then
    fields.auto_answer_status = own.auto_answer
  end
  if request.air_timer then
    fields.air_timer_count = { nam_id = 0, air_timer = 0 }
  end
  if request.roam_timer then
    fields.roam_timer_count = { nam_id = 0, roam_timer = 0 }
  end
  if request.tty_mode then
    fields.current_tty_mode = own.tty_mode
  end
  if request.preferred_voice_service_option then
    fields.current_preferred_voice_so = {
      nam_id = 0, evrc_capability = true,
      home_page_voice_service_option = "wild",
      home_origination_voice_service_option = "wild",
      roaming_origination_voice_service_option = "wild",
    }
  end
  if request.amr_status then
    fields.current_amr_status = { gsm = true, wcdma = WIDE_BAND }
  end
  if request.preferred_voice_privacy then
    fields.current_voice_privacy_preference = own.privacy
  end
  if request.voice_domain_preference then
    fields.current_voice_domain_preference = own.domain
  end
  return fields
end

local SETTINGS = {
  auto_answer = "auto_answer", tty_mode = "tty_mode",
  voice_privacy_preference = "privacy", voice_domain_preference = "domain",
}
local OUTCOMES = {
  auto_answer = "auto_answer_outcome", tty_mode = "tty_mode_outcome",
  voice_privacy_preference = "voice_privacy_outcome",
  voice_domain_preference = "voice_domain_outcome",
}

local function set(modem, request)
  local fields = {}
  for name, own in pairs(SETTINGS) do
    local value = request[name]
    if math.type(value) == "integer" then
      return fail "InvalidArgument" -- a number without a name
    elseif value ~= nil then
      fields[OUTCOMES[name]] = DONE
    end
  end
  if next(fields) == nil then
    return fail "MissingArgument"
  end
  for name, own in pairs(SETTINGS) do
    if request[name] ~= nil then
      modem.calls.config[own] = request[name]
    end
  end
  return fields
end

function config.add(voice)
  voice["Get Config"] = get
  voice["Set Config"] = set
end

return config
