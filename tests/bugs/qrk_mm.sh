#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# What ModemManager is asked to do in front of quirks: sh qrk_mm.sh WHAT...
. "${work:?}/mem_mm.sh"

begin() {
	mm_start
	until_like "*/Modem/0" "the modem is listed" mm_paths
	until_like "[dler]*" "its state is known" mm_state
}

switch_on() {
	succeeds "it is enabled" mmcli -m any -e
}

connect() {
	switch_on
	until_like registered "it is registered" mm_state
	succeeds "it connects" mm_connect
	succeeds "it disconnects" mmcli -m any --simple-disconnect
}

# It does not take what was for what is. The cues tell the modem to go on.
lose() {
	switch_on
	until_like registered "it is registered" mm_state
	cue
	until_like "[es][ne]a*" "it sees that the network is lost" mm_state
	cue
	until_like registered "it is registered again" mm_state
	succeeds "it connects" mm_connect
	succeeds "it disconnects" mmcli -m any --simple-disconnect
}

capabilities() {
	switch_on
	is "$(mm_values modem.generic.current-capabilities)" "$1" \
		"its capabilities are $1"
}

identity() {
	echo "equipment id: $(mm modem.generic.equipment-identifier)"
}

signal() {
	switch_on
	until_like registered "it is registered" mm_state
	until_like 46 "umts -85 dBm is 46%" mm \
		modem.generic.signal-quality.value
}

messages() {
	switch_on
	until_like "*/SMS/*" "a message comes" mmcli -m any --messaging-list-sms
	until_like "*/SMS/*/SMS/*" "and another" messages_on_a_line
}

messages_on_a_line() {
	mmcli -m any --messaging-list-sms | tr '\n' ' '
}

one_message() {
	switch_on
	sleep 2
	mmcli -m any --messaging-list-sms
}

# Afterwards, the modem tells no other daemon of its slots.
slot() {
	succeeds "the slot is used" mmcli -m any --set-primary-sim-slot=2
	stop_daemon
	mm_start
	until_like disabled "the modem is listed, and good" mm_state
}

pin() {
	mmcli -i any --pin=1234
	status=$?
	is $status 1 "the PIN is refused"
	stop_daemon
	exit $status
}

images() {
	mmcli -m any --firmware-list
	mmcli -m any --firmware-status
}

modes() {
	succeeds "modes are allowed" mmcli -m any \
		--set-allowed-modes="3g|4g" --set-preferred-mode=4g
}

gps() {
	switch_on
	succeeds "its receiver is switched on" mmcli -m any \
		--location-enable-gps-nmea
	sleep 2
	succeeds "it is switched off" mmcli -m any --location-disable-gps-nmea
}

profiles() {
	switch_on
	mmcli -m any --3gpp-profile-manager-list
}

begin
"$@"
mm_end
