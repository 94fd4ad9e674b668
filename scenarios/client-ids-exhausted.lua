-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem has two client ids for NAS. Whoever leaves one behind soon gets
-- ClientIdsExhausted, until Sync or a restart frees them.

return scenario {
  modem = preset "generic" { clients = { limits = { NAS = 2 } } },
}
