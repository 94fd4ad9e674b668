-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A healthy modem in front of a client that sends anything.

return scenario {}
