-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The Quectel EM12-AW says its model with a tabulator behind it. libqmi took the
-- text for GSM-7 because of it and showed "EΞE_S%P+Ç". A right client knows that
-- tabulators may be in a text.

return scenario {
  bug = {
    source = "libqmi cbf0a3aa",
    fault = "device: Quectel EM12-AW; client: libqmi",
    versions = "libqmi before 1.28.0",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      set = { model = "EM12-AW\t" }, must_match = true },
  },

  expect = {
    { stdout = "EM12%-AW" },
  },
  leaks = "fail",
}
