# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# shellcheck shell=sh
# What scripts share that start qmi-proxy. Sourced, not run.

# Waits until its log has that text.
proxy_says() {
	for _ in $(seq 200); do
		! grep -q "$1" proxy.log || return 0
		sleep 0.05
	done
	echo "qmi-proxy never said: $1"
	exit 1
}

start_proxy() {
	stdbuf -oL /usr/libexec/qmi-proxy --no-exit --verbose >proxy.log 2>&1 &
	proxy=$!
	proxy_says "if unused"
}

# qmi-proxy has not ended.
lives() {
	kill -0 "$proxy"
}
