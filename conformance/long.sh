#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# 80 minutes with ModemManager: the signal changes every minute, the network is lost
# twice. ci/long runs it with a clock that runs faster.
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
# shellcheck source=conformance/mmcli.sh
. "${srcdir:-.}/conformance/mmcli.sh"
needs ModemManager mmcli dbus-daemon qmicli

connects() {
	until_like registered "$1 it is registered" mm_state
	succeeds "$1 it connects" mmcli -m any \
		--simple-connect=apn=internet,ip-type=ipv4
	is "$(mm_state)" connected "$1 it says so"
}

loses_the_network() {
	cue
	until_like "[es]*" "minute $minute: the network is missed" mm_state
	sleep 60
	cue
	connects "minute $minute: back,"
}

script() {
	begin=$(date +%s)
	mm_start
	until_like "*/Modem/0" "the modem is listed" mm_paths || return
	succeeds "it is enabled" mmcli -m any -e
	connects "at first"
	succeeds "signal values are asked for" mmcli -m any --signal-setup=1
	minute=0
	while [ $minute -lt 80 ]; do
		minute=$((minute + 1))
		sleep 60
		cue
		until_like "-$((80 + minute % 30)).00" \
			"minute $minute: the signal is followed" \
			mm_value modem.signal.lte.rsrp -m any --signal-get
		case $minute in
		20 | 40) loses_the_network ;;
		esac
	done
	is "$(mm_state)" connected "at the end it is connected"
	succeeds "it disconnects" mmcli -m any --simple-disconnect
	[ $(($(date +%s) - begin)) -ge 4800 ]
	ok "80 minutes of its time have passed"
	stop_daemon
}

modem generic 'preset "generic"' long.lua
finish
