#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager meets the modem, and outlives it.
. "${work:?}/mem_2_mm.sh"
mm_begin "[a-z]*"
mm_ends
