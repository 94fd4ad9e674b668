-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem lists messages only to who names a message mode, and answers
-- MissingArgument otherwise, although the TLV is optional. ModemManager then
-- had no messages. A right client names the mode, GSM and WCDMA.

return scenario {
  bug = {
    source = "ModemManager af48e1c8",
    fault = "device (Novatel E362); client: ModemManager",
    versions = "ModemManager before 0.7.990",
  },

  modem = preset "generic" { messages = { needs_mode = true } },
  expect = {
    { must = { message = "WMS List Messages", kind = "response",
        has = "message_list" } },
    { must = { message = "WMS List Messages",
        fields = { message_mode = "gsm_wcdma" } } },
  },
}
