-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem's revision is a text of 2,100 bytes. oFono reads 2,048 bytes at a
-- time into a buffer that is new each time: a frame that is not whole is lost,
-- and what follows is read from the middle. A right client keeps what it has
-- until the rest is there.

local long = "LONG." .. string.rep("0123456789", 210):sub(1, 2095)

return scenario {
  modem = preset "generic" { identity = { revision = long } },
  bug = {
    source = "oFono 4b95ec99, qmi.c: received_qmux_data()",
    fault = "client: oFono",
    versions = "oFono with that reader",
  },

  faults = {
    { match = { message = "DMS Get Revision", kind = "response",
        size = { min = 2100 } },
      event = "long", must_match = true },
  },
}
