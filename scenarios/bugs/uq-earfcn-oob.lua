-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem is in a cell whose channel is in no table, 65,535. uqmi looked for
-- it in its table of LTE bands, took the size of the table in bytes for the
-- number of its lines and read beyond it. A right client says that it does not
-- know the band.

return scenario {
  bug = {
    source = "uqmi b2c53dc, Coverity 1493471",
    fault = "client: uqmi",
    versions = "uqmi before 2021-11-22",
  },

  faults = {
    { match = { message = "NAS Get Cell Location Info", kind = "response" },
      set = { intrafrequency_lte_info_v2 = {
        eutra_absolute_rf_channel_number = 0xffff } },
      must_match = true },
  },

  story = function(modem)
    modem:expect "NAS Get Cell Location Info"
  end,
  leaks = "fail",
}
