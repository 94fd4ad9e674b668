-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Before it answers Get Model, the modem sends frames whose QMI part is shorter
-- than a QMI header: five bytes at first, then none to six for DMS and none to
-- five for CTL. libqmi made a message of such a part (it came by QRTR there)
-- and read the header beyond its end. A right client passes over them, takes
-- the answer and gives its id back.

local header = "\2\2\0\xff\xff\x64"

local function frame(service, client, part)
  return string.pack("<BI2BBB", 1, 5 + #part, 0x80, service, client) .. part
end

return scenario {
  bug = {
    source = "libqmi 93e65e48, libqmi work item 133",
    fault = "client: libqmi",
    versions = "libqmi up to 1.38.0, by QRTR and MBIM",
  },

  on = {
    ["DMS Get Model"] = function(modem, request, call)
      local frames = { frame(2, call.client, header:sub(1, 5)) }
      for size = 0, 6 do
        frames[#frames + 1] = frame(2, call.client, header:sub(1, size))
      end
      for size = 0, 5 do
        frames[#frames + 1] = frame(0, 0, header:sub(1, size))
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
