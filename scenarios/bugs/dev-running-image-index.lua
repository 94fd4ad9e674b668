-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem has two images of each type and says that number 2 runs, counted
-- from 0; build ids end with a question mark. Clients looked for the running
-- image behind the end of the list. A right client finds that none of them
-- runs, and shows all of them.

return scenario {
  bug = {
    source = "libqmi-devel 2017-January/001968; ModemManager e37e81c2",
    fault = "device (Sierra MC7430, MC7455, EM7455)",
    versions = "ModemManager before 1.8",
  },

  on = {
    ["DMS List Stored Images"] = function(modem, request)
      local images = modem:default(request)
      for _, kind in ipairs(images.list) do
        kind.index_of_running_image = 2
        kind.sublist[1].build_id = "02.08.02.00_?"
        kind.sublist[1].unique_id = bytes.pad("?_?", 16)
      end
      return images
    end,
  },
  expect = {
    { must = { message = "DMS List Stored Images", kind = "response",
        fields = { list = { { index_of_running_image = 2 } } } } },
    { stdout = "02%.08%.02%.00_%?" },
    { no_stdout = { "CURRENT" } },
    { reports = "none" },
  },
}
