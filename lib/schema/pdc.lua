-- SPDX-License-Identifier: LGPL-2.1-or-later
-- PDC: persistent device configuration service.

service("PDC", 0x24, {
  title = "persistent device configuration",
  summary = "Carrier configurations: load, list, select, activate and "
    .. "delete them.",
})

local configuration_type = enum(u32, { platform = 0, software = 1 })

local config = { { "config_type", configuration_type }, { "id", bytes8 } }

message {
  name = "Reset", id = 0x0000,
}

message {
  name = "Register", id = 0x0020,
  request = {
    { 0x10, "enable_reporting", bool },
    { 0x11, "enable_refresh", bool, optional = true },
  },
}

message {
  name = "Config Change", id = 0x0021,
  request = {
    { 0x01, "type_with_id_v2", config },
  },
  response = {
    { 0x01, "type_with_id_v2", config },
  },
}

message {
  name = "Get Selected Config", id = 0x0022,
  request = {
    { 0x01, "config_type", configuration_type },
    { 0x10, "token", u32, optional = true },
  },
  response = {
    { 0x10, "token", u32, optional = true },
  },
}

message {
  name = "Set Selected Config", id = 0x0023,
  request = {
    { 0x01, "type_with_id_v2", config },
    { 0x10, "token", u32, optional = true },
  },
  response = {
    { 0x10, "token", u32, optional = true },
  },
}

message {
  name = "List Configs", id = 0x0024,
  request = {
    { 0x10, "token", u32, optional = true },
    { 0x11, "config_type", configuration_type },
  },
}

message {
  name = "Delete Config", id = 0x0025,
  request = {
    { 0x01, "config_type", configuration_type },
    { 0x10, "token", u32, optional = true },
    { 0x11, "id", bytes8 },
  },
  response = {
    { 0x10, "token", u32, optional = true },
  },
}

message {
  name = "Load Config", id = 0x0026,
  request = {
    { 0x01, "config_chunk", {
      { "type", configuration_type },
      { "id", bytes8 },
      { "total_size", unit("bytes", u32) },
      { "chunk", bytes16 },
    } },
    { 0x10, "token", u32, optional = true },
  },
  response = {
    { 0x10, "token", u32, optional = true },
  },
}

message {
  name = "Activate Config", id = 0x0027,
  request = {
    { 0x01, "config_type", configuration_type },
    { 0x10, "token", u32, optional = true },
  },
  response = {
    { 0x10, "token", u32, optional = true },
  },
}

message {
  name = "Get Config Info", id = 0x0028,
  request = {
    { 0x01, "type_with_id_v2", config },
    { 0x10, "token", u32, optional = true },
  },
}

message {
  name = "Get Config Limits", id = 0x0029,
  request = {
    { 0x01, "config_type", configuration_type },
    { 0x10, "token", u32, optional = true },
  },
  response = {
    { 0x10, "token", u32, optional = true },
    { 0x11, "maximum_size", unit("bytes", u64), optional = true },
    { 0x12, "current_size", unit("bytes", u64), optional = true },
  },
}

message {
  name = "Get Default Config Info", id = 0x002A,
  request = {
    { 0x01, "config_type", configuration_type },
    { 0x10, "token", u32, optional = true },
  },
  response = {
    { 0x10, "token", u32, optional = true },
    { 0x11, "version", u32, optional = true },
    { 0x12, "total_size", unit("bytes", u32), optional = true },
    { 0x13, "description", string, optional = true },
  },
}

message {
  name = "Deactivate Config", id = 0x002B,
  request = {
    { 0x01, "config_type", configuration_type },
    { 0x10, "token", u32, optional = true },
  },
  response = {
    { 0x10, "token", u32, optional = true },
  },
}

indication {
  name = "Config Change", id = 0x0021,
  tlvs = {
    { 0x01, "type_with_id_v2", config },
  },
}

indication {
  name = "Get Selected Config", id = 0x0022,
  tlvs = {
    { 0x01, "indication_result", u16 },
    { 0x10, "token", u32, optional = true },
    { 0x11, "active_id", bytes8, optional = true },
    { 0x12, "pending_id", bytes8, optional = true },
  },
}

indication {
  name = "Set Selected Config", id = 0x0023,
  tlvs = {
    { 0x01, "indication_result", u16 },
    { 0x10, "token", u32, optional = true },
  },
}

indication {
  name = "List Configs", id = 0x0024,
  tlvs = {
    { 0x01, "indication_result", u16 },
    { 0x10, "token", u32, optional = true },
    { 0x11, "configs", array8(config), optional = true },
  },
}

indication {
  name = "Load Config", id = 0x0026,
  tlvs = {
    { 0x01, "indication_result", u16 },
    { 0x10, "token", u32, optional = true },
    { 0x11, "received", u32, optional = true },
    { 0x12, "remaining_size", unit("bytes", u32), optional = true },
    { 0x13, "frame_reset", bool, optional = true },
  },
}

indication {
  name = "Activate Config", id = 0x0027,
  tlvs = {
    { 0x01, "indication_result", u16 },
    { 0x10, "token", u32, optional = true },
  },
}

indication {
  name = "Get Config Info", id = 0x0028,
  tlvs = {
    { 0x01, "indication_result", u16 },
    { 0x10, "token", u32, optional = true },
    { 0x11, "total_size", unit("bytes", u32), optional = true },
    { 0x12, "description", string8, optional = true },
    { 0x13, "version", u32, optional = true },
  },
}

indication {
  name = "Deactivate Config", id = 0x002B,
  tlvs = {
    { 0x01, "indication_result", u16 },
    { 0x10, "token", u32, optional = true },
  },
}

local refresh_event_type = enum(u32, {
  start = 0, complete = 1, client_refresh = 2,
})

indication {
  name = "Refresh", id = 0x002F,
  tlvs = {
    { 0x01, "refresh_event", refresh_event_type },
    { 0x10, "subscription_id", u32, optional = true },
    { 0x11, "slot_id", u32, optional = true },
  },
}
