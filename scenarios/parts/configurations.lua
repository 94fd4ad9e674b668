-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Configurations of carriers of the generic modem (PDC); ids are bytes in hex,
-- invented here.

return {
  list = {
    {
      type = "software", id = "101112131415161718191A1B1C1D1E1F20212223",
      size = 18432, version = 0x0501010D, description = "ROW_Generic_3GPP",
    },
    {
      type = "software", id = "303132333435363738393A3B3C3D3E3F40414243",
      size = 20480, version = 0x05010204,
      description = "Volte_OpenMkt-Commercial",
    },
    {
      type = "platform", id = "505152535455565758595A5B5C5D5E5F60616263",
      size = 9216, version = 0x01000001, description = "SDX_RF_Default",
    },
  },
  -- By type, false for none: what is in use, what Get Default Config Info
  -- describes, how many bytes there is room for, and whether the modem
  -- restarts after an activation.
  active = {
    software = "101112131415161718191A1B1C1D1E1F20212223",
    platform = "505152535455565758595A5B5C5D5E5F60616263",
  },
  default = {
    software = "101112131415161718191A1B1C1D1E1F20212223",
    platform = "505152535455565758595A5B5C5D5E5F60616263",
  },
  maximum_size = { software = 262144, platform = 65536 },
  reboots = { software = true, platform = true },
  limit = 20,               -- how many there may be of a type
  tells_empty_list = true,  -- by an indication of List Configs
  activation_seconds = 0.2, -- from the answer to its use
  leave_seconds = 0.5,      -- from then until it restarts
}
