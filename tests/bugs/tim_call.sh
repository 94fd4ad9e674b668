#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli starts a call and stops it by its handle.
qmicli -d "$QMIMIC_DEVICE" --wds-start-network=apn=internet \
	--client-no-release-cid >started || exit
handle=$(sed -n "s/.*Packet data handle: '\(.*\)'.*/\1/p" started)
client=$(sed -n "s/.*CID: '\(.*\)'.*/\1/p" started)
qmicli -d "$QMIMIC_DEVICE" --wds-stop-network="$handle" --client-cid="$client"
