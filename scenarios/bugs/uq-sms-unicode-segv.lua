-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A short message in UCS-2 is read, cut off after each of its bytes, and whole
-- at last. uqmi left its decoder at letters that it does not know or where
-- something was missing, with its output half made. A right client says which
-- message it cannot read, and shows the whole one.

local pdu = bytes.hex [[
  07 91 51 55 10 00 20 f0 04 0b 91 51 55 10 00 20 f0 00 08
  42 10 10 21 00 00 00 04 04 16 04 30
]]

return scenario {
  bug = {
    source = "uqmi 046710f",
    fault = "client: uqmi",
    versions = "uqmi before 2014-11-27",
  },

  on = {
    ["WMS Raw Read"] = function(modem, request)
      local size = request.message_memory_storage_id.memory_index
      modem.state.last = size
      return {
        raw_message_data = {
          message_tag = "mt_not_read", format = "gsm_wcdma_point_to_point",
          raw_data = pdu:sub(1, size),
        },
      }
    end,
  },

  story = function(modem)
    for size = 0, #pdu do
      modem:expect("WMS Raw Read", {
        where = function(request)
          return request.message_memory_storage_id.memory_index == size
        end,
      })
    end
  end,
  leaks = "fail",
}
