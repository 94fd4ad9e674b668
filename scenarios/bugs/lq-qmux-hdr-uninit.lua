-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Before it answers Get Model, the modem writes a frame whose length counts no
-- more than the marker: 01 00 00. libqmi read the header that is not there, out
-- of what happened to lie in its heap, printed it, and hung up; the client id
-- was never released. A right client looks for the next frame.

return scenario {
  bug = {
    source = "libqmi ef2fe73e (fuzzer of ChromeOS), 9f5fcc6d (valgrind)",
    fault = "client: libqmi",
    versions = "libqmi before 1.33.5",
  },

  on = {
    ["DMS Get Model"] = function(modem, request)
      return "\1\0\0", modem:default(request)
    end,
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  expect = { { reports = "none" } },
  leaks = "fail",
}
