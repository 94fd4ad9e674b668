#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmicli asks for the model until it has come in all ways.
for _ in $(seq 31); do
	qmicli -d "$QMIMIC_DEVICE" --dms-get-model | grep -q "Model: 'qmimic'" ||
		exit
done
