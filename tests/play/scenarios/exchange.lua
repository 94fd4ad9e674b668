-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Three modems that reach each other from handlers, timers and stories.

local heard = 0

return scenario {
  modems = {
    carol = {
      modem = preset "generic" { sim = { msisdn = "015550177" } },
    },
    alice = {
      on = {
        -- What another modem has by a number that the client gives as its name.
        ["DMS Write User Data"] = function(modem, request)
          local other = modem.exchange:modem_of(request.user_data)
          if not other then
            return fail "NoEntry"
          end
          heard = heard + 1
          other:indicate("DMS Event Report", { power_state = {
            power_state_flags = 0, battery_level = heard } })
          other:after(5, function()
            other:indicate("DMS Event Report", { power_state = {
              power_state_flags = 0, battery_level = 100 } })
          end)
          return {}
        end,
      },
      story = function(modem)
        modem:expect("DMS Get Time", { within = 60 })
        modem.others.bob.network:lose()
        assert(modem.name == "alice" and modem.others.alice == nil)
        assert(modem.others.carol.others.alice == modem)
      end,
    },
    bob = {
      story = function(modem)
        assert(modem.exchange:number() == "+15550100124")
        local exchange = modem.exchange
        local function name_of(number)
          local other = exchange:modem_of(number)
          return other and other.name
        end
        assert(name_of "+15550100123" == "alice")
        assert(name_of "0015550100123" == "alice")
        assert(name_of "15550100123" == "alice")
        assert(name_of "+1 (555) 010-0123" == "alice")
        assert(name_of "05550100123" == "alice")
        assert(name_of "5550100123" == "alice")
        assert(name_of "100123" == nil)
        assert(name_of "+25550100123" == nil)
        assert(name_of "+15550100124" == nil)
        assert(name_of "+4915550177" == "carol")
        assert(name_of "015550177" == "carol")
        assert(name_of "" == nil)
        assert(name_of "*#06#" == nil)
        assert(name_of(nil) == nil)
        modem:expect("DMS Get Model", { within = 60 })
      end,
      faults = {
        { match = { message = "DMS Get Revision" }, error = "Internal" },
      },
    },
  },
}
