#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager loses the modem twice as it meets it, and finds it again.
. "${work:?}/mem_2_mm.sh"
# shellcheck disable=SC2034 # it is of lib.sh
deadline=30
mm_begin disabled
mm_ends
