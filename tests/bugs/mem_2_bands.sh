#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager is told other bands.
. "${work:?}/mem_2_mm.sh"
mm_begin disabled
succeeds "bands are taken" mmcli -m any --set-current-bands="eutran-3|eutran-7"
mm_ends
