-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What is on a card: its elementary files by name, after TS 31.102 (USIM), TS
-- 31.103 (ISIM), 3GPP2 C.S0065 (CSIM) and TS 102 221 (the rest).
--
-- An entry:
--   path     "USIM/6F07"; the first part is 3F00 or an application
--   code     how the value is written in bytes: a name in world/card_codes.lua
--   value    what it holds, decoded; or
--   from     the entry of the preset's `sim` that has it
--   size     bytes of the file or of a record; left out: what the value needs,
--            for records as much as the first
--   records  how many; left out: transparent.  cyclic = true
--   read, write   "always", "pin1" (left out for read), "pin2", "adm" (left out
--            for write), "never"
--
-- Scenarios give other values in `sim.efs` by these names:
--   sim = { efs = { SPN = "ACME", FPLMN = { "26203" } } }

return {
  -- Below the master file.
  DIR = { path = "3F00/2F00", code = "applications", from = "applications",
    size = 40, read = "always" },
  PL = { path = "3F00/2F05", code = "text", value = "en", read = "always",
    write = "pin1" },
  ARR = { path = "3F00/2F06", code = "hex", records = 3, size = 26,
    value = {
      "80 01 01 90 00 80 01 02 A4 06 83 01 0A 95 01 08",
      "80 01 03 A4 06 83 01 01 95 01 08", "80 01 01 90 00",
    }, read = "always" },
  UMPC = { path = "3F00/2F08", code = "hex", value = "10 FF 22 00 00",
    read = "always" },
  ICCID = { path = "3F00/2FE2", code = "digits", from = "iccid", size = 10,
    read = "always", write = "never" },

  -- Telecom: the phone book of the card.
  ADN = { path = "3F00/7F10/6F3A", code = "contacts", value = {}, size = 28,
    records = 10, write = "pin1" },

  -- USIM: the subscription.
  LI = { path = "USIM/6F05", code = "text", value = "en", read = "always",
    write = "pin1" },
  IMSI = { path = "USIM/6F07", code = "imsi", from = "imsi", size = 9 },
  Keys = { path = "USIM/6F08", code = "hex", value = "07", size = 33,
    write = "pin1" },
  KeysPS = { path = "USIM/6F09", code = "hex", value = "07", size = 33,
    write = "pin1" },
  HPPLMN = { path = "USIM/6F31", code = "hex", value = "05" },
  -- Services by number, TS 31.102, 4.2.8: those whose files are below.
  UST = { path = "USIM/6F38", code = "services", size = 12, value = {
    2, 4, 10, 12, 17, 18, 19, 20, 21, 27, 28, 29, 33, 34, 38, 42, 43, 45, 46,
    51, 71, 85,
  } },
  GID1 = { path = "USIM/6F3E", code = "hex", from = "gid1" },
  GID2 = { path = "USIM/6F3F", code = "hex", from = "gid2" },
  SPN = { path = "USIM/6F46", code = "service_provider", from = "spn",
    size = 17, read = "always" },
  EST = { path = "USIM/6F56", code = "services", value = {}, size = 1,
    write = "pin2" },
  START_HFN = { path = "USIM/6F5B", code = "hex", value = "F0 00 00 F0 00 00",
    write = "pin1" },
  THRESHOLD = { path = "USIM/6F5C", code = "hex", value = "FF FF FF" },
  PLMNwAcT = { path = "USIM/6F60", code = "networks_with_technologies",
    from = "user_plmns", size = 40, write = "pin1" },
  OPLMNwAcT = { path = "USIM/6F61", code = "networks_with_technologies",
    from = "operator_plmns", size = 40 },
  HPLMNwAcT = { path = "USIM/6F62", code = "networks_with_technologies",
    from = "home", size = 5 },
  PSLOCI = { path = "USIM/6F73", code = "packet_location", from = "home",
    size = 14, write = "pin1" },
  ACC = { path = "USIM/6F78", code = "access_classes", value = { 0 } },
  FPLMN = { path = "USIM/6F7B", code = "networks", from = "forbidden_plmns",
    size = 12, write = "pin1" },
  LOCI = { path = "USIM/6F7E", code = "location", from = "home", size = 11,
    write = "pin1" },
  AD = { path = "USIM/6FAD", code = "administrative", from = "mnc_length",
    read = "always" },
  ECC = { path = "USIM/6FB7", code = "emergency_calls", records = 2,
    value = { "112" }, read = "always" },
  PNN = { path = "USIM/6FC5", code = "network_names", size = 40, records = 2,
    value = {}, read = "always" },
  OPL = { path = "USIM/6FC6", code = "network_lists", size = 8, records = 2,
    value = {} },
  SPDI = { path = "USIM/6FCD", code = "display_networks", from = "home",
    size = 17 },
  EHPLMN = { path = "USIM/6FD9", code = "networks", from = "home", size = 12 },
  EPSLOCI = { path = "USIM/6FE3", code = "eps_location", from = "home",
    size = 18, write = "pin1" },
  EPSNSC = { path = "USIM/6FE4", code = "hex", value = { "" }, size = 80,
    records = 1, write = "pin1" },

  -- USIM: numbers and messages.
  FDN = { path = "USIM/6F3B", code = "contacts", value = {}, size = 28,
    records = 5, write = "pin2" },
  SMS = { path = "USIM/6F3C", code = "messages", value = {}, size = 176,
    records = 10, write = "pin1" },
  MSISDN = { path = "USIM/6F40", code = "contacts", from = "msisdn", size = 28,
    records = 1, write = "pin1" },
  SMSP = { path = "USIM/6F42", code = "message_centre", from = "message_centre",
    size = 40, records = 1, write = "pin1" },
  SMSS = { path = "USIM/6F43", code = "hex", value = "00 FF", write = "pin1" },
  SDN = { path = "USIM/6F49", code = "contacts", value = {}, size = 28,
    records = 5 },
  ICI = { path = "USIM/6F80", code = "hex", value = {}, size = 28, records = 5,
    cyclic = true, write = "pin1" },

  -- ISIM.
  IMPI = { path = "ISIM/6F02", code = "private_identity", from = "imsi" },
  DOMAIN = { path = "ISIM/6F03", code = "home_domain", from = "home" },
  IMPU = { path = "ISIM/6F04", code = "public_identities", from = "imsi",
    size = 80, records = 1 },
  ISIM_AD = { path = "ISIM/6FAD", code = "hex", value = "00 00 00",
    read = "always" },
  ISIM_SERVICES = { path = "ISIM/6F07", code = "services", value = { 1 }, size = 2 },
  P_CSCF = { path = "ISIM/6F09", code = "hex", value = { "" }, size = 40,
    records = 1 },

  -- CSIM: only on a card with that application.
  CSIM_IMSI_M = { path = "CSIM/6F22", code = "hex", size = 10, write = "pin1",
    value = "00 00 00 00 00 00 00 00 00 00" },
  CSIM_MDN = { path = "CSIM/6F44", code = "mobile_directory_number",
    from = "msisdn", size = 11, records = 1, write = "pin1" },
  CSIM_CST = { path = "CSIM/6F32", code = "services", value = { 1 }, size = 2 },
}
