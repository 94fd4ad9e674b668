-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem of which a snapshot is taken while ModemManager holds a call: what must
-- be heard of the daemon all the same.

return scenario {
  modem = @MODEM@,
  expect = {
    { exactly = 1, of = { message = "WDS Start Network" } },
    { exactly = 1, of = { message = "WDS Stop Network" } },
    { must = "NAS Get Signal Info", after = "WDS Start Network" },
  },
  leaks = "fail",
}
