-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The order in which the modem looks for technologies must name all of them,
-- as many as Get System Selection Preference told; a shorter list is refused.
-- ModemManager sent only those that the user had allowed. A right client puts
-- the others behind them.

return scenario {
  bug = {
    source = "ModemManager fdfd4b27, issue 340",
    fault = "device; client: ModemManager",
    versions = "ModemManager before 1.18",
  },

  modem = preset "generic" {
    network = { wants_whole_acquisition_order = true },
  },
  expect = {
    { must = { message = "NAS Set System Selection Preference",
        where = function(_, request)
          local order = request.acquisition_order_preference
          return order and #order == 4
        end } },
    { must_not = { message = "NAS Set System Selection Preference",
        where = function(_, request)
          local order = request.acquisition_order_preference
          return order and #order ~= 4
        end } },
  },
}
