-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A healthy modem: an unlocked card, a home network in reach, and a data
-- session whenever the host asks for one.

return scenario {
  modem = preset "generic",
}
