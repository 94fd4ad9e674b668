#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager cannot open a modem, and lives.
. "${work:?}/mem_mm.sh"
mm_start
until_like "*endpoint hangup*" "the modem hangs up" \
	cat ModemManager.log
until_like "*o modems were found*" "it still answers" mmcli -L
succeeds "the modem can be used" qmicli -p -d "$QMIMIC_DEVICE" --dms-get-model
mm_end
