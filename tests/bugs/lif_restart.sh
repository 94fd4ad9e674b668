#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager is ended twice by a signal, and started again.
. "$work/conformance/lib.sh"
. "$work/conformance/mmcli.sh"
deadline=10
for times in 1 2 3; do
	mm_start
	until_like "?*" "its model is told, $times" mm modem.generic.model ||
		exit 1
	kill -"$1" "$daemon"
	wait "$daemon"
done
true
