-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The indication that ends Set LTE Attach PDN List says that it was done, and
-- nothing else. libqmi wanted a result TLV in it as in a response, dropped the
-- indication, and the operation ran into its timeout. A right client takes the
-- one TLV that is there, and reads the list.

return scenario {
  bug = {
    source = "libqmi 2cf5e15b (issue 101)",
    fault = "client: libqmi",
    versions = "libqmi before 1.33.4",
  },

  on = {
    ["WDS Set LTE Attach PDN List"] = function(modem, request, call)
      modem:after(0.05, function()
        modem:indicate("WDS Set LTE Attach PDN List",
          { action_result = true, result = false }, call.client)
      end)
      return {}
    end,
  },

  expect = {
    { order = { "WDS Set LTE Attach PDN List", "WDS Get LTE Attach PDN List" } },
    { exactly = 1, of = "WDS Set LTE Attach PDN List" },
  },
  leaks = "fail",
}
