#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli opens a device that hangs up three times, under valgrind.
for wanted in 1 1 1 0; do
	valgrind -q --error-exitcode=99 qmicli -d "$QMIMIC_DEVICE" \
		--device-open-version-info --device-open-sync --dms-get-model
	status=$?
	[ $status = $wanted ] || exit $((100 + status))
done
