#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager meets the modem, and outlives it.
. "${work:?}/mem_2_mm.sh"
mm_begin "[a-z]*"
mm_ends
