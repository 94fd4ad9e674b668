#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# qmi-network of libqmi-utils, unmodified: start, status and stop are processes
# of their own that share a client id and a packet data handle by a file. Judged
# by what they print and by what the modem saw (qmi_network.lua).
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
needs qmi-network qmicli dbus-daemon pgrep

state=/tmp/qmi-network-state-cdc-wdm0

# network COMMAND: what it prints on both outputs, to $output and $status.
network() {
	output=$(qmi-network --profile=./profile "$QMIMIC_DEVICE" "$1" 2>&1)
	status=$?
}

# gives STATUS PATTERN TEXT: how the last one ended and what it said.
gives() {
	like "$output" "*$2*" "$3" && is "$status" "$1" "with status $1"
}

starts() {
	network start
	gives 0 "Network started successfully" "it starts"
	grep -q '^CID="[0-9]*"' "$state" && grep -q '^PDH="[0-9]*"' "$state"
	ok "and keeps a client id and a handle"
}

tells_status() {
	network status
	gives "$1" "Status: $2" "the status is $2"
}

stops() {
	network stop
	gives 0 "Network stopped successfully" "it stops"
	[ ! -e "$state" ]
	ok "and keeps nothing"
}

goes_through() {
	tells_status 64 disconnected
	starts
	tells_status 0 connected
	network start
	gives 3 "PDH already exists" "it does not start twice"
	stops
	tells_status 64 disconnected
	network stop
	gives 0 "already stopped" "it does not stop twice"
}

is_refused() {
	network start
	gives 2 "no packet data handle" "a network that refuses is an error"
	like "$output" "*option-unsubscribed*" "whose reason is shown"
	[ ! -e "$state" ]
	ok "and nothing is kept"
	starts
	stops
}

# The state is kept in /tmp, which the runs shall not share.
script() {
	mount -t tmpfs tmpfs /tmp || return
	case $CONFORMANCE_MODEM in
	plain)
		printf '%s\n' APN=internet IP_TYPE=4 APN_USER=me \
			APN_PASS=secret >profile
		goes_through
		;;
	raw-ip)
		echo APN=internet >profile
		starts
		like "$output" "*retrieved: raw-ip*link layer protocol updated*" \
			"the driver is set to what the modem does"
		is "$(cat /sys/class/net/wwan0/qmi/raw_ip)" Y "which shows"
		stops
		;;
	refused)
		echo APN=internet >profile
		is_refused
		;;
	proxy)
		printf '%s\n' APN=internet PROXY=yes >profile
		goes_through
		pgrep -x qmi-proxy >/dev/null
		ok "qmi-proxy is in between"
		;;
	profile)
		printf '%s\n' PROFILE=auto APN=other >profile
		starts
		stops
		# create_profile() of 1.32.2 keeps the id that it got and tells
		# nobody: the call has another one.
		succeeds "the id that it forgets can be given back" \
			qmicli -d "$QMIMIC_DEVICE" --wds-noop --client-cid=1
		;;
	esac
}

modem plain '"plain", preset "generic"' qmi_network.lua
modem raw-ip '"raw-ip", preset "sierra-mc7455"' qmi_network.lua
modem refused '"refused", preset "generic"' qmi_network.lua
modem proxy '"proxy", preset "quectel-ec25"' qmi_network.lua
modem profile '"profile", preset "generic"' qmi_network.lua
finish
