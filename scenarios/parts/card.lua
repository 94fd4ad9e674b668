-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The card in the first slot; `slots` lists further slots, each by what is
-- different there, as { present = false } or { iccid = "...", imsi = "..." }.

return {
  present = true,
  automatic = true,    -- the modem starts to use its USIM by itself
  pin = false,         -- "1234": the card asks for this PIN
  unused_pin = "0000", -- the code of the PIN while nobody is asked for it
  puk = "12345678",
  pin2 = "5678", puk2 = "87654321",
  tries = { pin = 3, puk = 10, pin2 = 3, puk2 = 10 }, -- that are left

  iccid = "89001010000000000018",
  imsi = "001010123456789",
  mnc_length = 2,
  msisdn = "+15550100123", -- false: the card does not know
  message_centre = "+15550100999",
  spn = "qmimic",
  gid1 = "FF", gid2 = "FF",
  user_plmns = {}, operator_plmns = {}, forbidden_plmns = {},
  atr = "3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5",
  eid = false,             -- of an eUICC, in hex
  -- What is on an eUICC. Profiles: { { iccid = "...", imsi = "...", name =
  -- "...", provider = "...", state = "disabled" } }, one of them "enabled";
  -- without any, this card is the one profile.
  euicc = {
    firmware = "36.17.39", default_dp = "", root_ds = "lpa.ds.gsma.com",
    profiles = {},
  },
  applications = { { type = "usim" }, { type = "isim" } }, -- aid = in hex
  channels = 3,            -- logical channels besides the basic one

  -- What files hold, by the names and in the words of
  -- sim/modem/world/card_data.lua: efs = { ADN = { { name = "Ann", number =
  -- "+15550100" } }, FPLMN = { "26203" }, PNN = { { long = "ACME" } } }.
  efs = {},
  -- More files, or others: ["3F00/7FFF/6F3E"] = "01 02" or a list of
  -- records; and a list of paths that the card has not.
  files = {},
  missing_files = {},
  file_errors = {}, -- by path, the error that UIM answers for a file

  -- Personalisation locks of the modem by feature: gw_network = { key =
  -- "12345678", retries = 10, unblock_key = "87654321" }.
  locks = {},
  unlock_data = "unlock", -- what Remote Unlock accepts

  slots = {},

  shown_cards = 1,         -- slots that Get Card Status tells of
  empty_is_error = false,  -- an empty slot: a card that gave no answer
  dms_seconds = 0,         -- after the start, until DMS can reach the card

  -- What is answered when there is no card.
  absent_errors = { dms = "UimUninitialized", uim = "NoSim" },
}
