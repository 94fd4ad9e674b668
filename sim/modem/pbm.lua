-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PBM: the phone books of the card in use.

local card = include "world/card"

local pbm = service "PBM"

-- Sessions: the books of the card, by the slot that is in use.
local SESSIONS = { "gw_primary", "gw_secondary" }

local function session_of(modem)
  return SESSIONS[modem.card.active] or "gw_primary"
end

-- Capabilities that a card has beside its records: groups, further numbers,
-- mail addresses, second names, hidden records. The preset says so.
local EXTRAS = {
  "group_capability", "additional_number_capability", "email_capability",
  "second_name_capability", "hidden_records_capability",
  "grouping_information_alpha_string_capability",
  "additional_number_alpha_string_capability",
}

local function with_session(given, session)
  local fields = { session_type = session }
  for name, value in pairs(given) do
    fields[name] = value
  end
  return fields
end

local function add_extras(modem, fields, session)
  for _, name in ipairs(EXTRAS) do
    local given = modem.preset.phonebook[name]
    if given then
      fields[name] = session and { with_session(given, session) } or given
    end
  end
  return fields
end

pbm["Indication Register"] = function(_, request, call)
  local events = {}
  for _, event in ipairs(request.event_registration_mask) do
    events[event] = true
  end
  call.state.events = events
  return { event_registration_mask = request.event_registration_mask }
end

function pbm.holdings(_, _, state)
  local held = {}
  for event in pairs(state.events or {}) do
    held[#held + 1] = "registration for " .. tostring(event)
  end
  return held
end

pbm["Get Capabilities"] = function(modem, request)
  local wanted = request.phonebook_information
  local problem = modem.phonebook:problem()
  if wanted.session_type ~= session_of(modem) then
    return fail "InvalidSessionType"
  elseif #wanted.phonebook_type ~= 1 then
    return fail "InvalidPbType"
  elseif problem then
    return fail(problem)
  end
  local book = modem.phonebook:capabilities(wanted.phonebook_type[1])
  if not book then
    return fail "PbNotAvailable"
  end
  book.session_type = wanted.session_type
  book.phonebook_type = wanted.phonebook_type
  local fields = { capability_basic_information = book }
  if wanted.phonebook_type[1] == "adn" then
    add_extras(modem, fields)
  end
  return fields
end

-- Without a card that is open there are none.
pbm["Get All Capabilities"] = function(modem)
  if modem.phonebook:problem() then
    return {}
  end
  local session, books = session_of(modem), {}
  for place, kind in ipairs(modem.phonebook:kinds()) do
    books[place] = modem.phonebook:capabilities(kind)
    books[place].phonebook_type = { kind }
  end
  return add_extras(modem, { capability_basic_information = {
    { session_type = session, phonebooks = books },
  } }, session)
end

local CATEGORIES = {
  "police", "ambulance", "fire_brigade", "marine_guard", "mountain_rescue",
  "manual_ecall", "automatic_ecall", "spare",
}

local function categories(byte)
  local list = {}
  for place, name in ipairs(CATEGORIES) do
    list[#list + 1] = byte & 1 << (place - 1) ~= 0 and name or nil
  end
  return list
end

pbm["Get Emergency List"] = function(modem)
  local given, numbers = modem.preset.phonebook, {}
  if card.working(modem) then
    for place, entry in ipairs(modem.phonebook:emergency_numbers()) do
      numbers[place] = {
        flags = categories(entry.category), emergency_number = entry.number,
      }
    end
  end
  return {
    hardcoded_numbers = given.emergency_numbers,
    card_numbers = #numbers > 0 and { {
      session_type = session_of(modem), emergency_numbers = numbers,
    } } or nil,
  }
end

-- What is told. The books are ready when the card is.

local function wants(event)
  return function(state)
    return state.events and state.events[event]
  end
end

function pbm.watch.phonebook(modem, kind, operation, record)
  modem:notify("PBM Record Update", { update = {
    session_type = session_of(modem), phonebook_type = { kind },
    operation = operation, record = record,
  } }, wants "record_update")
end

function pbm.watch.card(modem)
  local phonebook = modem.phonebook
  if not phonebook then
    return
  end
  local is_ready = not phonebook:problem()
  if phonebook.told_ready ~= is_ready then
    phonebook.told_ready = is_ready
    for _, kind in ipairs(is_ready and phonebook:kinds() or {}) do
      modem:notify("PBM Ready", { phonebook = {
        session_type = session_of(modem), phonebook_type = { kind },
      } }, wants "phonebook_ready")
    end
  end
end

return pbm
