#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager is told three times where predicted orbits come from.
. "${work:?}/mem_mm.sh"
mm_ready
succeeds "it is enabled" mmcli -m any -e
mm_end
