-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The name of the network is ff fe 80 41, which is no UTF-8. On D-Bus a text
-- must be: libdbus ended oFono, GLib complained about ModemManager. A right
-- client shows the network's number, or what can be read of the name.

local name = "\xff\xfe\x80\x41"

return scenario {
  bug = {
    source = "ModemManager d281b9bd, f3cc78ef; oFono 078582d5",
    fault = "modem (Telit LE910-SVG); client: ModemManager, oFono",
    versions = "ModemManager before 1.8; oFono before 1.20",
  },

  faults = {
    { match = { message = "NAS Get Serving System", kind = "response",
        has = "current_plmn" },
      tlvs = { text = { ["current_plmn.description"] = name } },
      must_match = true },
    { match = { message = "NAS Serving System", kind = "indication",
        has = "current_plmn" },
      tlvs = { text = { ["current_plmn.description"] = name } } },
    { match = { message = "NAS Get Home Network", kind = "response" },
      tlvs = { text = { ["home_network.description"] = name } } },
  },

  story = function(modem)
    modem:expect("NAS Get Serving System", { within = 20 })
  end,
}
