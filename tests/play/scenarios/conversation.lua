-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Three modems that text and call each other. The network of bob goes when his
-- client writes user data, and comes back when it reads them.

return scenario {
  modems = {
    alice = {},
    bob = {
      modem = preset "generic" { sim = { msisdn = "+15550100124" } },
      on = {
        ["DMS Write User Data"] = function(modem)
          modem.network:lose()
          return {}
        end,
        ["DMS Read User Data"] = function(modem)
          modem.network:come_back()
          return { user_data = "" }
        end,
      },
    },
    carol = {
      modem = preset "generic" { sim = { msisdn = "+15550100125" } },
    },
  },
}
