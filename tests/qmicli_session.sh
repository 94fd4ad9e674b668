#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A session as people have it: look at the network, connect, look at the call
# from a second program, disconnect. And what is said of the client id that is
# left behind.
# shellcheck source=tests/qmicli_box.sh disable=SC2154
. "${srcdir:-.}/tests/qmicli_box.sh"

set_up

# run OPTION SCRIPT: sets `out`, `err` and `status`.
run() {
	out=$(qmimic run ${1:+"$1"} -- sh -c "q() { qmicli -d $device \"\$@\"; }; $2" \
		2>"$work/tmp/err")
	status=$?
	err=$(cat "$work/tmp/err")
}

run "" 'q --nas-get-signal-info && q --nas-get-serving-system &&
	q --nas-get-home-network && q --nas-get-system-info'
is $status 0 "the network can be looked at"
has "$out" "RSSI: '-65 dBm'" "there is a signal"
has "$out" "Registration state: 'registered'" "a serving system"
has "$out" "Description: 'qmimic'" "a home network"
has "$out" "Cell ID: '27447297'" "and system information"
lacks "$err" "qmimic: still held" "nothing is left behind"

connect='q --wds-start-network=apn=internet,ip-type=4 --client-no-release-cid |
	tee handle.txt; cid=$(sed -n "s/.*CID: .\([0-9]*\).*/\1/p" handle.txt)
	handle=$(sed -n "s/.*handle: .\([0-9]*\).*/\1/p" handle.txt)
	again="--client-no-release-cid --client-cid=$cid"'
stop='q --wds-stop-network=$handle --client-cid=$cid'
cd "$work/tmp" || exit 99

run "" "$connect; q --wds-get-current-settings \$again
	q --wds-get-packet-statistics \$again; $stop"
is $status 0 "a call goes over three programs"
has "$out" "Packet data handle: '1638380224'" "it has a handle"
has "$out" "IPv4 address: 10.164.64.2" "an address"
has "$out" "IPv4 gateway address: 10.164.64.1" "a gateway"
has "$out" "IPv4 primary DNS: 10.164.0.53" "a name server"
has "$out" "MTU: 1500" "an MTU"
has "$out" "TX packets OK: 0" "and counters"
has "$out" "Network stopped" "it is stopped with its client id"
lacks "$err" "qmimic: still held" "and nothing is left behind"

run "" "$connect"
is $status 0 "a call may be left behind"
has "$err" "WDS client 1: client id" "the audit names the client id"
has "$err" "WDS client 1: packet data handle 0x61a7b2c0 (ipv4)" \
	"and the handle"
run "--leaks=fail" "$connect"
is $status 1 "with --leaks=fail that is a failure"
run "--leaks=fail" "$connect; $stop"
is $status 0 "but not when the call is stopped"

# The call ends after two seconds and does not come back.
run "$work/scenarios/network-lost.lua" "$connect"'
	for i in 1 2 3 4 5 6 7 8; do
		sleep 0.5
		q --wds-get-packet-service-status | grep "disconnected" && break
	done; q --wds-get-current-settings $again; q --wds-noop --client-cid=$cid'
has "$out" "status: 'disconnected'" "a call ends with its network"
lacks "$err" "qmimic: still held" "and takes its handle with it"

for preset in quectel-ec25 sierra-mc7455; do
	run "--preset=$preset" 'q --dms-get-model; q --dms-uim-get-pin-status
		q --nas-get-system-selection-preference; q --get-service-version-info'
	case $preset in
	quectel-ec25) model="QUECTEL Mobile Broadband Module" error=94 count=27 ;;
	sierra-mc7455) model=MC7455 error=71 count=25 ;;
	esac
	has "$out" "Model: '$model'" "$preset: the model is told"
	has "$(cat "$work/tmp/err")" "protocol error ($error)" \
		"$preset: what it has not gives error $error"
	lacks "$out" "5gnr" "$preset: there is no 5G"
	is "$(printf '%s\n' "$out" | grep -c ' ([0-9]*\.[0-9]*)$\|	.*([0-9.]*)$')" \
		$count "$preset: there are $count services"
done
finish
