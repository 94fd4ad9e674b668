-- SPDX-License-Identifier: LGPL-2.1-or-later
-- CTL: control service.

service("CTL", 0x00, {
  title = "control",
  summary = "Hands out client ids, tells which services exist and in which "
    .. "version, and synchronises both sides.",
})

local service_id = enum(u8, {
  ctl = 0x00, wds = 0x01, dms = 0x02, nas = 0x03, qos = 0x04, wms = 0x05,
  pds = 0x06, auth = 0x07, at = 0x08, voice = 0x09, cat2 = 0x0A, uim = 0x0B,
  pbm = 0x0C, qchat = 0x0D, rmtfs = 0x0E, test = 0x0F, loc = 0x10, sar = 0x11,
  ims = 0x12, adc = 0x13, csd = 0x14, mfs = 0x15, time = 0x16, ts = 0x17,
  tmd = 0x18, sap = 0x19, wda = 0x1A, tsync = 0x1B, rfsa = 0x1C, csvt = 0x1D,
  qcmap = 0x1E, imsp = 0x1F, imsvt = 0x20, imsa = 0x21, coex = 0x22, pdc = 0x24,
  stx = 0x26, bit = 0x27, imsrtp = 0x28, rfrpe = 0x29, dsd = 0x2A, ssctl = 0x2B,
  dpm = 0x2F, uim_rmt = 0x32, uim_http = 0x47, cat = 0xE0, rms = 0xE1,
  oma = 0xE2, fox = 0xE3, fota = 0xE6, gms = 0xE7, gas = 0xE8, atr = 0xED,
  unknown = 0xFF,
})

-- On QRTR, services have 16 bits.
local wide_service_id = enum(u16, service_id, { ssc = 0x190, imsdcm = 0x302 })

local client = { { "service", service_id }, { "cid", u8 } }

local wide_client = { { "service", wide_service_id }, { "cid", u8 } }

message {
  name = "Set Instance ID", id = 0x0020,
  request = {
    { 0x01, "id", u8 },
  },
  response = {
    { 0x01, "link_id", u16 },
  },
}

message {
  name = "Get Version Info", id = 0x0021,
  request = {
    -- GobiNet asks for some services, or for all with 0xFF.
    { 0x01, "services", bytes, optional = true },
  },
  response = {
    { 0x01, "service_list", array8 {
      { "service", service_id },
      { "major_version", u16 },
      { "minor_version", u16 },
    } },
    { 0x10, "build", string8, optional = true },
  },
}

message {
  name = "Allocate CID", id = 0x0022,
  request = {
    { 0x01, "service", service_id },
  },
  response = {
    { 0x01, "allocation_info", client },
  },
}

message {
  name = "Release CID", id = 0x0023,
  request = {
    { 0x01, "release_info", client },
  },
  response = {
    { 0x01, "release_info", client },
  },
}

local data_format = enum(u8, {
  qos_flow_header_absent = 0, qos_flow_header_present = 1,
})

local data_link_protocol = enum(u16, { unknown = 0, ["802_3"] = 1, raw_ip = 2 })

message {
  name = "Set Data Format", id = 0x0026,
  request = {
    { 0x01, "format", data_format },
    { 0x10, "protocol", data_link_protocol, optional = true },
  },
  response = {
    { 0x10, "protocol", data_link_protocol },
  },
}

message {
  name = "Sync", id = 0x0027,
}

-- What these four carry is not known; modems refuse them.
message {
  name = "Set Event", id = 0x0028,
  source = "Gobi API 2013",
}

message {
  name = "Set Power Save Config", id = 0x0029,
  source = "Gobi API 2013",
}

message {
  name = "Set Power Save Mode", id = 0x002A,
  source = "Gobi API 2013",
}

message {
  name = "Get Power Save Mode", id = 0x002B,
  source = "Gobi API 2013",
}

-- The last three are between a client and its proxy or QRTR node, in the same
-- format, and reach no modem.
message {
  name = "Internal Proxy Open", id = 0xFF00,
  request = {
    { 0x01, "device_path", string },
  },
}

message {
  name = "Internal Allocate CID QRTR", id = 0xFF22,
  request = {
    { 0x01, "service", wide_service_id },
  },
  response = {
    { 0x01, "allocation_info", wide_client },
  },
}

message {
  name = "Internal Release CID QRTR", id = 0xFF23,
  request = {
    { 0x01, "release_info", wide_client },
  },
  response = {
    { 0x01, "release_info", wide_client },
  },
}

-- No free source shows what these two carry; taken to be as in Release CID.
indication {
  name = "Revoke Client ID", id = 0x0024,
  source = "Gobi API 2013",
  tlvs = {
    { 0x01, "client", client },
  },
}

indication {
  name = "Invalid Client ID", id = 0x0025,
  source = "Gobi API 2013",
  tlvs = {
    { 0x01, "client", client },
  },
}

indication {
  name = "Sync", id = 0x0027,
}

indication {
  name = "Event", id = 0x0028,
  source = "Gobi API 2013",
}
