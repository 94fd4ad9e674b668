#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmi-proxy loses a request, and 255 more follow: it must outlive the timer.
. "${work:?}/mem_proxy.sh"
ask() {
	qmicli -p -d "$QMIMIC_DEVICE" "$@" 2>/dev/null
}
start_proxy
ask --get-service-version-info &
first=$!
proxy_says "Get Version Info"
for _ in 1 2 3 4 5 6 7 8; do
	for _ in 1 2 3 4 5 6 7 8; do
		ask --device-open-version-info --device-open-sync --dms-noop
	done
done >/dev/null
wait $first
sleep 1
lives && ask --dms-get-model
