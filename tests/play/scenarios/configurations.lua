-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem with two configurations of software and room for one more, which
-- takes another one into use by itself.

return scenario {
  modem = preset "generic" {
    configurations = {
      maximum_size = { software = 40000 }, limit = 3,
      reboots = { platform = false },
    },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
    modem.configurations:activate("platform",
      "50 51 52 53 54 55 56 57 58 59 5A 5B 5C 5D 5E 5F 60 61 62 63")
    assert(modem.configurations:find("platform",
      "505152535455565758595A5B5C5D5E5F60616263").size == 9216)
    local ok, why = pcall(modem.configurations.activate, modem.configurations,
      "software", "00")
    assert(not ok and why:find "there is no software configuration 00", why)
  end,
}
