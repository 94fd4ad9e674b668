-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What a preset can have of messages and calls that is out of the ordinary. The
-- client's user data is a caller's number.

return scenario {
  modem = preset "generic" {
    sim = { msisdn = false, message_centre = "" },
    messages = {
      needs_mode = true, unknown_number = "refuse", domain = "ps_only",
      routes = { none = { storage = "none", action = "transfer_and_ack" } },
    },
    calls = {
      auto_answer = true, call_waiting = false, limit = 1,
      unknown_number = { outcome = "congestion" },
      ussd_coding = "8bit", ussd_utf16 = false,
      ussd = { ["*1#"] = "@£{}", ["*2#"] = "ж", ["*100#"] = false },
      ussd_unknown = "ss_not_available",
    },
  },
  on = {
    ["DMS Write User Data"] = function(modem, request)
      local id, why = modem.calls:ring { from = request.user_data }
      modem.state.answer = tostring(id) .. " " .. tostring(why)
      return {}
    end,
    ["DMS Read User Data"] = function(modem)
      return { user_data = modem.state.answer }
    end,
  },
}
