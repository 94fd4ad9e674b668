-- SPDX-License-Identifier: LGPL-2.1-or-later
-- IMSA: IP multimedia subsystem application service.

service("IMSA", 0x21, {
  title = "IP multimedia subsystem application",
  summary = "Registration of IMS and the state of its services.",
})

local ims_registration_status = enum(u32, {
  not_registered = 0, registering = 1, registered = 2, limited_registered = 3,
})

local registration_technology = enum(u32, {
  wlan = 0, wwan = 1, interworking_wlan = 2,
})

local service_status = enum(u32, {
  unavailable = 0, limited = 1, available = 2,
})

message {
  name = "Get IMS Registration Status", id = 0x0020,
  response = {
    { 0x11, "ims_registration_error_code", u16, optional = true },
    { 0x12, "ims_registration_status",
      ims_registration_status, optional = true },
    { 0x13, "ims_registration_error_message", string, optional = true },
    { 0x14, "ims_registration_technology",
      registration_technology, optional = true },
  },
}

message {
  name = "Get IMS Services Status", id = 0x0021,
  response = {
    { 0x10, "ims_sms_service_status", service_status, optional = true },
    { 0x11, "ims_voice_service_status", service_status, optional = true },
    { 0x12, "ims_video_telephony_service_status",
      service_status, optional = true },
    { 0x13, "ims_sms_service_registration_technology",
      registration_technology, optional = true },
    { 0x14, "ims_voice_service_registration_technology",
      registration_technology, optional = true },
    { 0x15, "ims_video_telephony_service_registration_technology",
      registration_technology, optional = true },
    { 0x16, "ims_ue_to_tas_service_status", service_status, optional = true },
    { 0x17, "ims_ue_to_tas_service_registration_technology",
      registration_technology, optional = true },
    { 0x18, "ims_video_share_service_status", service_status, optional = true },
    { 0x19, "ims_video_share_service_registration_technology",
      registration_technology, optional = true },
  },
}

message {
  name = "Register Indications", id = 0x0022,
  request = {
    { 0x10, "ims_registration_status_changed", bool, optional = true },
    { 0x11, "ims_services_status_changed", bool, optional = true },
  },
}

message {
  name = "Bind", id = 0x0033,
  request = {
    { 0x10, "binding", u32, optional = true },
  },
}

message {
  name = "Get Bind", id = 0x0034,
  response = {
    { 0x10, "binding", u32, optional = true },
  },
}

indication {
  name = "IMS Registration Status Changed", id = 0x0023,
  tlvs = {
    { 0x10, "ims_registration_error_code", u16, optional = true },
    { 0x11, "ims_registration_status",
      ims_registration_status, optional = true },
    { 0x12, "ims_registration_error_message", string, optional = true },
    { 0x13, "ims_registration_technology",
      registration_technology, optional = true },
  },
}

indication {
  name = "IMS Services Status Changed", id = 0x0024,
  tlvs = {
    { 0x10, "ims_sms_service_status", service_status, optional = true },
    { 0x11, "ims_voice_service_status", service_status, optional = true },
    { 0x12, "ims_video_telephony_service_status",
      service_status, optional = true },
    { 0x13, "ims_sms_service_registration_technology",
      registration_technology, optional = true },
    { 0x14, "ims_voice_service_registration_technology",
      registration_technology, optional = true },
    { 0x15, "ims_video_telephony_service_registration_technology",
      registration_technology, optional = true },
    { 0x16, "ims_ue_to_tas_service_status", service_status, optional = true },
    { 0x17, "ims_ue_to_tas_service_registration_technology",
      registration_technology, optional = true },
    { 0x18, "ims_video_share_service_status", service_status, optional = true },
    { 0x19, "ims_video_share_service_registration_technology",
      registration_technology, optional = true },
  },
}
