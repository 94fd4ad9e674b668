-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Errors out of order: the output ascends.

errors {
  Internal = 3, None = 0, NoMemory = 2,
}
