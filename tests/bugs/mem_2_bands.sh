#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager is told other bands.
. "${work:?}/mem_2_mm.sh"
mm_begin disabled
succeeds "bands are taken" mmcli -m any --set-current-bands="eutran-3|eutran-7"
mm_ends
