-- SPDX-License-Identifier: LGPL-2.1-or-later
-- It is five degrees below zero where the Sierra modem is, which it says in a
-- signed byte. libqmi read it as 251 degrees. A right client shows -5.

return scenario {
  bug = {
    source = "libqmi c25e0933 (issue 65)",
    fault = "client: libqmi",
    versions = "libqmi before 1.30.0",
  },

  modem = preset "sierra-em7455" { network = { temperature = -5 } },

  expect = {
    { must = "NAS Swi Get Status" },
    { stdout = "%-5" },
    { no_stdout = "251" },
  },
  leaks = "fail",
}
