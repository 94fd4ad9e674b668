#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager is told three times where predicted orbits come from.
. "${work:?}/mem_mm.sh"
mm_ready
succeeds "it is enabled" mmcli -m any -e
mm_end
