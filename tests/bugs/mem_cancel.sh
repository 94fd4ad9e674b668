#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# qmicli is interrupted when it has asked, and before.
for seconds in 0.01 0.02 0.03 0.05 0.5; do
	timeout -s INT $seconds qmicli -d "$QMIMIC_DEVICE" --nas-network-scan
	status=$?
	[ $status = 124 ] || exit $((100 + status))
done
qmicli -d "$QMIMIC_DEVICE" --dms-get-model
