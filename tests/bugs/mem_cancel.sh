#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli is interrupted before it has asked, at several moments, and after.
for seconds in 0.01 0.02 0.03 0.05; do
	timeout -s INT $seconds qmicli -d "$QMIMIC_DEVICE" --nas-network-scan
	status=$?
	[ $status = 124 ] || exit $((100 + status))
done
stdbuf -oL qmicli -v -d "$QMIMIC_DEVICE" --nas-network-scan >scan.log 2>&1 &
qmicli=$!
for _ in $(seq 200); do
	! grep -q '"Network Scan"' scan.log || break
	sleep 0.05
done
kill -INT $qmicli
wait $qmicli
status=$?
[ $status = 1 ] || exit $((100 + status))
qmicli -d "$QMIMIC_DEVICE" --dms-get-model
