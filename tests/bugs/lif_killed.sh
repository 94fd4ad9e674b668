#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli is killed ten times while it scans, and then asks something else.
for times in 1 2 3 4 5 6 7 8 9 10; do
	stdbuf -oL qmicli -d "$QMIMIC_DEVICE" --verbose --nas-network-scan \
		>$times.log 2>&1 &
	scan=$!
	for _ in $(seq 200); do
		! grep -qs '"Network Scan" (0x0021)' $times.log || break
		sleep 0.02
	done
	kill -KILL $scan
	wait $scan
done
qmicli -d "$QMIMIC_DEVICE" "$@" --nas-get-serving-system
