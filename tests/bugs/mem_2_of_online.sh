#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono switches the modem on and goes online; if told, it asks for the cell,
# waits for a network or for a message.
. "${work:?}/frm_ofono.sh"
of_start
succeeds "it is powered" of_power true
until_like "*SimManager*" "it has a card" of_has Interfaces
until_like "*RadioSettings*" "which is read" of_has Interfaces
succeeds "it goes online" of Modem.SetProperty string:Online \
	variant:boolean:true
until_like "*NetworkRegistration*" "the network is there" of_has Interfaces
case $1 in
cell) of NetworkMonitor.GetServingCellInformation ;;
name)
	until_like '*"Status"*registered*' "it registers" \
		of NetworkRegistration.GetProperties
	;;
message)
	until_like "*IncomingMessage*" "a message comes" cat signals.log
	sed -n 's/.*"\(+[0-9]*\)".*/\1/p' signals.log
	! grep -q '"+[0-9]\{21\}' signals.log
	ok "no sender has more than 20 digits"
	;;
esac
of_ends
