#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# What oFono is asked to do in front of quirks: sh qrk_ofono.sh WHAT
. "${work:?}/conformance/lib.sh"
. "${work:?}/conformance/ofono_lib.sh"
deadline=12

begin() {
	of_start
	until_like "/*" "the modem is listed" of_paths || exit 1
	modem_path=$(of_paths)
	succeeds "it is powered" of_set Modem Powered boolean:true
}

# oFono does not end well before the card is read.
reads_the_card() {
	until_like none "the card is open" of_get SimManager PinRequired
	until_like "*RadioSettings*" "the card is read" of_modem Interfaces
}

online() {
	reads_the_card
	succeeds "the modem goes online" of_set Modem Online boolean:true
}

identity() {
	until_like "?*" "it has a number" of_modem Serial
	echo "equipment id: $(of_modem Serial)"
	reads_the_card
}

card() {
	until_like "?*" "the card's number is read" \
		of_get SimManager CardIdentifier
	reads_the_card
}

roaming() {
	online
	until_like roaming "it roams" of_network Status
	sleep 1
	echo "status: $(of_network Status)"
}

signal() {
	online
	until_like 20 "umts -85 dBm is 20%" of_network Strength
}

message() {
	online
	until_like "*IncomingMessage*Is there room?*" "the message comes in" \
		of_signals
}

begin
"$@"
stop_daemon
[ "$failures" = 0 ]
