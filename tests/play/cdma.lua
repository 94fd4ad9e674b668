-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What a modem tells of the CDMA base stations that it hears.

local client = dofile(os.getenv "PLAY")(...)

local nas, wds, dms = client:allocate "NAS", client:allocate "WDS",
  client:allocate "DMS"

local function position()
  local fields, why = client:call("NAS Get CDMA Position Info", nas)
  return fields and fields.cdma_position_info, why
end

local info = position()
client:equal(info.ui_in_idle_mode, 1, "the modem is idle")
client:equal(#info.basestations, 1, "it hears a station")
client:equal(info.basestations[1].system_id, 4145, "of a system")
client:equal(info.basestations[1].longitude, -1728000, "in its place")
client:call("WDS Start Network", wds, { apn = "internet" })
client:equal(position().ui_in_idle_mode, 0, "with a call it is not idle")
client:call("DMS Set Operating Mode", dms, { mode = "low_power" })
local _, why = position()
client:equal(why, "InformationUnavailable", "without a radio it hears nothing")
