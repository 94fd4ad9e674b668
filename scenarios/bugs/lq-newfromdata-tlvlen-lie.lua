-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Before it answers Get Model, the modem sends answers without a TLV whose
-- header counts 1, 100 and 65,535 bytes of TLVs. libqmi copied so many from
-- beyond what had come (by QRTR there). A right client passes over them, takes
-- the answer behind them and gives its id back.

return scenario {
  bug = {
    source = "libqmi fd79fd36, libqmi work item 133",
    fault = "client: libqmi",
    versions = "libqmi up to 1.38.0, by QRTR and MBIM",
  },

  on = {
    ["DMS Get Model"] = function(modem, request, call)
      local frames = {}
      for index, size in ipairs { 1, 100, 65535 } do
        frames[index] = string.pack("<BI2BBBBI2I2I2", 1, 12, 0x80, 2,
          call.client, 2, call.transaction, call.id, size)
      end
      return table.concat(frames), modem:default(request)
    end,
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
  leaks = "fail",
}
