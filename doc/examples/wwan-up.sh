#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Connects wwan0 over raw IP, with the addresses that the modem gives, runs a
# command and disconnects. Usage: qmimic run -- sh wwan-up.sh COMMAND
set -eu

device=${QMIMIC_DEVICE:-/dev/cdc-wdm0}
interface=${QMIMIC_IFACE:-wwan0}
apn=${APN:-internet}

qmi() {
	qmicli -d "$device" "$@"
}

# field NAME: a value of the settings.
field() {
	printf '%s\n' "$settings" | sed -n "s/^ *$1: //p"
}

qmi --wda-set-data-format=link-layer-protocol=raw-ip >/dev/null
qmi --set-expected-data-format=raw-ip >/dev/null
tries=0
until ip link show "$interface" 2>/dev/null | grep -q link/none ||
	[ "$tries" -ge 20 ]; do
	tries=$((tries + 1))
	sleep 0.05
done

started=$(qmi --wds-start-network="apn=$apn,ip-type=4" --client-no-release-cid)
handle=$(printf '%s\n' "$started" | sed -n "s/.*data handle: '\(.*\)'/\1/p")
client=$(printf '%s\n' "$started" | sed -n "s/.*CID: '\(.*\)'/\1/p")
trap 'qmi --wds-stop-network="$handle" --client-cid="$client" >/dev/null' EXIT

settings=$(qmi --wds-get-current-settings --client-cid="$client" \
	--client-no-release-cid)
ip link set "$interface" mtu "$(field MTU)" up
ip addr add "$(field 'IPv4 address')" peer "$(field 'IPv4 gateway address')" \
	dev "$interface"
ip route add default via "$(field 'IPv4 gateway address')" dev "$interface"

"$@"
