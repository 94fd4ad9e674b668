-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem cannot take a client id back: the first time it answers by an error,
-- the second time not at all. What was asked before has been answered well. A
-- tool that flashes modems gave up its work for that. A right client says at
-- most a word about it, and goes on with the next.

return scenario {
  bug = {
    source = "libqmi 0f040ac6 (qmi-firmware-update), cc8587fa",
    fault = "modem; client: qmi-firmware-update",
    versions = "libqmi before 1.18",
  },

  faults = {
    { match = { message = "CTL Release CID", nth = 1 },
      error = "Internal", must_match = true },
    { match = { message = "CTL Release CID", nth = 2 },
      drop = true, must_match = true },
  },

  story = function(modem)
    for _ = 1, 3 do
      modem:expect "DMS Get Model"
    end
  end,
  expect = { { status = 0 }, { duration = { max = 15 } } },
}
