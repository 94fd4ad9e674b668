-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Two clients of a proxy use the same device, one by a symbolic link to it, and
-- ask in turn. qmi-proxy took the names for two devices and opened the port
-- twice; whichever read first then had the answers to the other. A right proxy
-- looks where a link leads, and both get all their answers.

return scenario {
  bug = {
    source = "libqmi 882bc012",
    fault = "proxy: qmi-proxy",
    versions = "libqmi before 1.26",
  },

  story = function(modem)
    local last
    for _ = 1, 20 do
      local _, call = modem:expect "DMS Get Model"
      assert(call.client ~= last, "the two clients ask in turn")
      last = call.client
    end
  end,
  leaks = "fail",
}
