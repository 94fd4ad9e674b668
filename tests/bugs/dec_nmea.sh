#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli follows the reports of the receiver until the first has come.
qmicli -d "$QMIMIC_DEVICE" --loc-follow-nmea >nmea &
follower=$!
for _ in $(seq 100); do
	! grep -q . nmea || break
	sleep 0.05
done
kill -INT $follower
wait $follower
cat nmea
