-- SPDX-License-Identifier: LGPL-2.1-or-later
-- NAS: which networks, technologies and bands the modem may use.

local plmn = include "world/plmn"
local common = include "nas/common"

local selection = {}

-- E-UTRAN bands have a bit each where the band is at most 64.
local function lte_masks(bands)
  local masks = { 0, 0, 0, 0 }
  for _, band in ipairs(bands) do
    local number = math.tointeger(tonumber(band:match "^eutran_(%d+)$"))
    if number and number >= 1 and number <= 256 then
      local word = (number - 1) // 64 + 1
      masks[word] = masks[word] | 1 << (number - 1) % 64
    end
  end
  return masks
end

local function lte_bands_of(masks)
  local bands = {}
  for word = 1, 4 do
    for bit = 0, 63 do
      if masks[word] >> bit & 1 == 1 then
        bands[#bands + 1] = "eutran_" .. (word - 1) * 64 + bit + 1
      end
    end
  end
  return bands
end

local NR5G_WORDS = 8

-- The same for bands of 5G, in eight words.
local function nr5g_masks(bands)
  local masks = {}
  for word = 0, NR5G_WORDS - 1 do
    masks["mask_" .. word] = 0
  end
  for _, band in ipairs(bands) do
    local number = math.tointeger(tonumber(band:match "^nr5g_(%d+)$"))
    local name = number and "mask_" .. (number - 1) // 64
    if name and masks[name] then
      masks[name] = masks[name] | 1 << (number - 1) % 64
    end
  end
  return masks
end

local function nr5g_bands_of(masks)
  local bands = {}
  for word = 0, NR5G_WORDS - 1 do
    for bit = 0, 63 do
      if masks["mask_" .. word] >> bit & 1 == 1 then
        bands[#bands + 1] = "nr5g_" .. word * 64 + bit + 1
      end
    end
  end
  return bands
end

-- The first field has bands up to 43. Not every bit of it has a name.
local FIRST_LTE_BANDS = (1 << 43) - 1

local function first_lte_bands(bands)
  local mask = lte_masks(bands)[1] & FIRST_LTE_BANDS
  return mask ~= 0 and { mask } or {}
end

-- Band names of the preset that the mask of old bands calls otherwise.
local MASK_NAMES = {
  wcdma_850 = "wcdma_850_us", wcdma_1500_japan = "wcdma_1500",
}

local function mask_names(bands)
  local list = {}
  for _, band in ipairs(bands) do
    list[#list + 1] = MASK_NAMES[band] or band
  end
  return list
end

local function bands_of(names)
  local list = {}
  for _, name in ipairs(names) do
    for band, other in pairs(MASK_NAMES) do
      name = name == other and band or name
    end
    list[#list + 1] = name
  end
  return list
end

local function same_set(list, wanted)
  for _, item in ipairs(list) do
    if not common.contains(wanted, item) then
      return false
    end
  end
  return true
end

local function extended_masks(bands)
  local masks = lte_masks(bands)
  return {
    mask_low = masks[1], mask_mid_low = masks[2], mask_mid_high = masks[3],
    mask_high = masks[4],
  }
end

local function manual_network(chosen)
  if chosen.mode ~= "manual" then
    return nil
  end
  local mcc, mnc = plmn.numbers(chosen)
  return { mcc = mcc, mnc = mnc,
    includes_pcs_digit = plmn.has_three_digits(chosen) }
end

local function get_preference(modem)
  local network = modem.network
  local preferences = network.preferences
  local has_lte = common.contains(network.modes, "lte")
  local has_5g = common.contains(network.modes, "5gnr")
  return {
    emergency_mode = preferences.emergency,
    mode_preference = network.modem.preset.network.tells_modes and
      preferences.modes or nil,
    band_preference = mask_names(preferences.bands),
    roaming_preference = preferences.roaming,
    lte_band_preference = has_lte and first_lte_bands(preferences.lte_bands)
      or nil,
    network_selection_preference = network.selection.mode,
    service_domain_preference = preferences.domain,
    gsm_wcdma_acquisition_order_preference = "automatic",
    manual_network_selection = manual_network(network.selection),
    acquisition_order_preference = preferences.acquisition_order,
    network_selection_registration_restriction = preferences.restriction,
    usage_preference = preferences.usage,
    voice_domain_preference = preferences.voice_domain,
    extended_lte_band_preference = has_lte and
      extended_masks(preferences.lte_bands) or nil,
    nr5g_sa_band_preference = has_5g and
      nr5g_masks(preferences.nr5g_sa_bands) or nil,
    nr5g_nsa_band_preference = has_5g and
      nr5g_masks(preferences.nr5g_nsa_bands) or nil,
  }
end

local function requested_lte_bands(request)
  local masks = request.extended_lte_band_preference
  if masks then
    return lte_bands_of { masks.mask_low, masks.mask_mid_low,
      masks.mask_mid_high, masks.mask_high }
  end
  if not request.lte_band_preference then
    return nil
  end
  -- Bits without a name come as one number.
  local mask = 0
  for _, band in ipairs(request.lte_band_preference) do
    mask = mask | (math.type(band) == "integer" and band or
      lte_masks({ band })[1])
  end
  return lte_bands_of { mask, 0, 0, 0 }
end

-- What is wrong with a request, or nil.
local function problem(network, request)
  local modes = request.mode_preference
  if modes and (#modes == 0 or not same_set(modes, network.modes)) then
    return "InvalidArgument"
  end
  if request.lte_band_preference and request.extended_lte_band_preference and
    network.modem.preset.network.refuses_both_lte_bands then
    return "InvalidArgument"
  end
  if (request.nr5g_sa_band_preference or request.nr5g_nsa_band_preference) and
    not modes and network.modem.preset.network.wants_modes_with_nr5g_bands
  then
    return "MissingArgument"
  end
  local order = request.acquisition_order_preference
  if order and network.modem.preset.network.wants_whole_acquisition_order and
    not same_set(network.preferences.acquisition_order, order) then
    return "InvalidArgument"
  end
  return nil
end

-- Field of the request -> name in the preferences.
local PLAIN = {
  emergency_mode = "emergency", mode_preference = "modes",
  roaming_preference = "roaming", service_domain_preference = "domain",
  network_selection_registration_restriction = "restriction",
  usage_preference = "usage", voice_domain_preference = "voice_domain",
}

-- The order of a request, then what it leaves out as before.
local function whole_order(before, wanted)
  local order = {}
  for _, list in ipairs { wanted, before } do
    for _, mode in ipairs(list) do
      if not common.contains(order, mode) and common.contains(before, mode) then
        order[#order + 1] = mode
      end
    end
  end
  return order
end

local function set_preference(modem, request)
  local network = modem.network
  local wrong = problem(network, request)
  if wrong then
    return fail(wrong)
  end
  for field, name in pairs(PLAIN) do
    if request[field] ~= nil then
      network.preferences[name] = request[field]
    end
  end
  if request.band_preference then
    network.preferences.bands = bands_of(request.band_preference)
  end
  if request.acquisition_order_preference then
    network.preferences.acquisition_order = whole_order(
      network.preferences.acquisition_order,
      request.acquisition_order_preference)
  end
  network.preferences.lte_bands = requested_lte_bands(request) or
    network.preferences.lte_bands
  for _, kind in ipairs { "sa", "nsa" } do
    local masks = request["nr5g_" .. kind .. "_band_preference"]
    if masks then
      network.preferences["nr5g_" .. kind .. "_bands"] = nr5g_bands_of(masks)
    end
  end
  local is_permanent = request.change_duration ~= "power_cycle"
  local choice = request.network_selection_preference
  if choice then
    network:select(choice.mode == "manual" and plmn.digits(choice.mcc,
      choice.mnc, request.mnc_pcs_digit_include_status), is_permanent)
  else
    network:keep(is_permanent)
    network:update()
  end
  return {}
end

local function register(modem, request)
  local network = modem.network
  local is_permanent = request.change_duration == "permanent"
  if request.action == "automatic" then
    if network.selection.mode == "automatic" and network:is_registered() then
      return fail "NoEffect"
    end
    network:select(nil, is_permanent)
    return {}
  end
  local wanted = request.manual_registration_info_3gpp
  if request.action ~= "manual" then
    return fail "InvalidRegisterAction"
  elseif not wanted then
    return fail "MissingArgument"
  end
  network:select(plmn.digits(wanted.mcc, wanted.mnc,
    request.mnc_pcs_digit_include_status), is_permanent)
  return {}
end

-- Technologies in the words of the older preference, and back.
local TECHNOLOGIES = {
  { "gsm", "amps_or_gsm" }, { "umts", "cdma_or_wcdma" }, { "lte", "lte" },
}

local function technologies(modes)
  local list = { "3gpp" }
  for _, pair in ipairs(TECHNOLOGIES) do
    if common.contains(modes, pair[1]) then
      list[#list + 1] = pair[2]
    end
  end
  return list
end

-- Nothing but automatic, or everything the modem has, is said as no preference.
local function technology_preference(network, modes)
  return same_set(network.modes, modes) and {} or technologies(modes)
end

local function set_technology(modem, request)
  local network = modem.network
  local wanted = request.current.technology_preference
  local modes = {}
  for _, pair in ipairs(TECHNOLOGIES) do
    if common.contains(wanted, pair[2]) and
      common.contains(network.modes, pair[1]) then
      modes[#modes + 1] = pair[1]
    end
  end
  if #wanted == 0 or #modes == 0 and common.contains(wanted, "3gpp") then
    modes = network.modes
  elseif #modes == 0 then
    return fail "InvalidTechnologyPreference"
  end
  network.preferences.modes = modes
  network:keep(request.current.technology_preference_duration == "permanent")
  network:update()
  return {}
end

local function preferred_list(modem)
  local list, digits = {}, {}
  for index, entry in ipairs(modem.nonvolatile.preferred) do
    local mcc, mnc = plmn.numbers(entry)
    list[index] = { mcc = mcc, mnc = mnc,
      radio_access_technology = entry.technologies }
    digits[index] = { mcc = mcc, mnc = mnc,
      includes_pcs_digit = plmn.has_three_digits(entry) }
  end
  return list, digits
end

local PREFERRED_MAX = 80 -- entries on the card

local function set_preferred(modem, request)
  local kept = modem.nonvolatile
  local new = {}
  for index, entry in ipairs(request.preferred_networks or {}) do
    local digits = request.mnc_pcs_digit_include_status
    local three = digits and digits[index] and digits[index].includes_pcs_digit
    local network = plmn.digits(entry.mcc, entry.mnc, three)
    network.technologies = entry.radio_access_technology
    new[index] = network
  end
  if not request.clear_previous_preferred_networks then
    -- The new entries take the first places, as they do on a card.
    for index = #new + 1, #kept.preferred do
      new[index] = kept.preferred[index]
    end
  end
  if #new > PREFERRED_MAX then
    return fail "DeviceStorageFull"
  end
  kept.preferred = new
  return {}
end

function selection.add(nas)
  nas["Get System Selection Preference"] = get_preference
  nas["Set System Selection Preference"] = set_preference
  nas["Initiate Network Register"] = register
  nas["Set Technology Preference"] = set_technology

  nas["Get Technology Preference"] = function(modem)
    local network = modem.network
    return {
      active = {
        technology_preference = technology_preference(network,
          network.preferences.modes),
        technology_preference_duration = "permanent",
      },
      persistent = technology_preference(network,
        modem.nonvolatile.preferences.modes),
    }
  end

  nas["Get Preferred Networks"] = function(modem)
    if not modem.network:card_is_ready() then
      return fail "DeviceNotReady"
    end
    local list, digits = preferred_list(modem)
    return { preferred_networks = list, mnc_pcs_digit_include_status = digits }
  end

  nas["Set Preferred Networks"] = set_preferred
end

return selection
