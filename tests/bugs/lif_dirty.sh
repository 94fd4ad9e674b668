#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli asks and keeps its id. Two more, which are told by that id, ask too.
qmicli -d "$QMIMIC_DEVICE" --client-no-release-cid --nas-get-signal-info ||
	exit
qmicli -d "$QMIMIC_DEVICE" --client-no-release-cid --nas-get-serving-system \
	>answer || exit
cat answer
cid=$(sed -n "s/.*CID: '\([0-9]*\)'.*/\1/p" answer)
qmicli -d "$QMIMIC_DEVICE" --client-cid="$cid" --nas-get-signal-info
