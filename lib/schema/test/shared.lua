-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What sample.lua includes.

local shared = {}

shared.color = enum(u8, { red = 0, green = 1, ["3d"] = 2, unknown = 0xFF })

return shared
