-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem has neither UIM nor WMS: they are not in the version list, and
-- Allocate CID says InvalidServiceType. All else works.

return scenario {
  modem = preset "generic" { services = { UIM = false, WMS = false } },
}
