#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Connects and disconnects by qmicli as often as $1 says, in the box; each cycle is
# two processes with one client id. Counts up in the file $2.
count=0
while [ "$count" -lt "$1" ]; do
	out=$(qmicli -d "$QMIMIC_DEVICE" --wds-start-network=apn=internet \
		--client-no-release-cid) || exit
	handle=$(printf '%s\n' "$out" |
		sed -n "s/.*Packet data handle: '\(.*\)'/\1/p")
	client=$(printf '%s\n' "$out" | sed -n "s/.*CID: '\(.*\)'/\1/p")
	qmicli -d "$QMIMIC_DEVICE" --wds-stop-network="$handle" \
		--client-cid="$client" >/dev/null || exit
	count=$((count + 1))
	echo "$count" >"$2"
done
