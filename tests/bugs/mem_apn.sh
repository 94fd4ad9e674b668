#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli connects to access points with names of several sizes.
for size in 300 4000 70000 8; do
	apn=$(head -c $size /dev/zero | tr '\0' a)
	qmicli -d "$QMIMIC_DEVICE" --wds-start-network="apn=$apn"
	status=$?
	[ $status = 1 ] || exit $((100 + status))
done
