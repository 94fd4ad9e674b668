-- SPDX-License-Identifier: LGPL-2.1-or-later
-- DSD: data system determination service.

service("DSD", 0x2A, {
  title = "data system determination",
  summary = "Which radio system carries data, and the types of the access "
    .. "points.",
})

local data_system_network_type = enum(u32, {
  ["3gpp"] = 0, ["3gpp2"] = 1, wlan = 2,
})

local radio_access_technology = enum(u32, {
  unknown = 0, ["3gpp_wcdma"] = 1, ["3gpp_geran"] = 2, ["3gpp_lte"] = 3,
  ["3gpp_tdscdma"] = 4, ["3gpp_wlan"] = 5, ["3gpp_5g"] = 6, ["3gpp2_1x"] = 101,
  ["3gpp2_hrpd"] = 102, ["3gpp2_ehrpd"] = 103, ["3gpp2_wlan"] = 104,
})

local so_mask = flags(u64, {
  ["3gpp_wcdma"] = 1 << 0, ["3gpp_hsdpa"] = 1 << 1, ["3gpp_hsupa"] = 1 << 2,
  ["3gpp_hsdpaplus"] = 1 << 3, ["3gpp_dc_hsdpaplus"] = 1 << 4,
  ["3gpp_64_qam"] = 1 << 5, ["3gpp_hspa"] = 1 << 6, ["3gpp_gprs"] = 1 << 7,
  ["3gpp_edge"] = 1 << 8, ["3gpp_gsm"] = 1 << 9, ["3gpp_s2b"] = 1 << 10,
  ["3gpp_lte_limited_srvc"] = 1 << 11, ["3gpp_lte_fdd"] = 1 << 12,
  ["3gpp_lte_tdd"] = 1 << 13, ["3gpp_tdscdma"] = 1 << 14,
  ["3gpp_dc_hsupa"] = 1 << 15, ["3gpp_lte_ca_dl"] = 1 << 16,
  ["3gpp_lte_ca_ul"] = 1 << 17, ["3gpp_s2b_limited_srvc"] = 1 << 18,
  ["3gpp_four_point_five_g"] = 1 << 19,
  ["3gpp_four_point_five_g_plus"] = 1 << 20, ["3gpp2_1x_is95"] = 1 << 24,
  ["3gpp2_1x_is2000"] = 1 << 25, ["3gpp2_1x_is2000_rel_a"] = 1 << 26,
  ["3gpp2_hdr_rev0_dpa"] = 1 << 27, ["3gpp2_hdr_reva_dpa"] = 1 << 28,
  ["3gpp2_hdr_revb_dpa"] = 1 << 29, ["3gpp2_hdr_reva_mpa"] = 1 << 30,
  ["3gpp2_hdr_revb_mpa"] = 1 << 31, ["3gpp2_hdr_reva_empa"] = 1 << 32,
  ["3gpp2_hdr_revb_empa"] = 1 << 33, ["3gpp2_hdr_revb_mmpa"] = 1 << 34,
  ["3gpp2_hdr_evdo_fmc"] = 1 << 35, ["3gpp2_1x_cs"] = 1 << 36,
  ["3gpp_5g_tdd"] = 1 << 40, ["3gpp_5g_sub6"] = 1 << 41,
  ["3gpp_5g_mmwave"] = 1 << 42, ["3gpp_5g_nsa"] = 1 << 43,
  ["3gpp_5g_sa"] = 1 << 44,
})

local available_systems = {
  { "technology", data_system_network_type },
  { "rat", radio_access_technology },
  { "so_mask", so_mask },
}

message {
  name = "Get System Status", id = 0x0024,
  response = {
    { 0x10, "available_systems", array8(available_systems), optional = true },
  },
}

message {
  name = "System Status Change", id = 0x0025,
  request = {
    { 0x11, "register_indication", bool, optional = true },
  },
}

local apn_type = enum(u32, {
  default = 0, ims = 1, mms = 2, dun = 3, supl = 4, hipri = 5, fota = 6,
  cbs = 7, ia = 8, emergency = 9,
})

message {
  name = "Get APN Info", id = 0x0033,
  request = {
    { 0x01, "apn_type", apn_type },
  },
  response = {
    { 0x10, "apn_name", string, optional = true },
  },
}

local apn_type_preference = flags(u64, {
  default = 1 << 0, ims = 1 << 1, mms = 1 << 2, dun = 1 << 3, supl = 1 << 4,
  hipri = 1 << 5, fota = 1 << 6, cbs = 1 << 7, ia = 1 << 8, emergency = 1 << 9,
})

message {
  name = "Set APN Type", id = 0x0051,
  request = {
    { 0x01, "apn_type", {
      { "name", string8 },
      { "type", apn_type_preference },
    } },
    { 0x10, "apn_type_preference_mask", apn_type_preference, optional = true },
  },
}

indication {
  name = "System Status", id = 0x0026,
  tlvs = {
    { 0x10, "available_systems", array8(available_systems), optional = true },
  },
}
