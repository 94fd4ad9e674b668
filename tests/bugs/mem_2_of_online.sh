#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono switches the modem on and goes online; if told, it asks for the cell,
# waits for a network or for a message.
. "${work:?}/frm_ofono.sh"
of_begin
succeeds "it is powered" of_power true
until_like "*SimManager*" "it has a card" of_modem Interfaces
until_like "*RadioSettings*" "which is read" of_modem Interfaces
succeeds "it goes online" of_set Modem Online boolean:true
until_like "*NetworkRegistration*" "the network is there" of_modem Interfaces
case $1 in
cell) of_cue ;;
name)
	until_like registered "it registers" of_network Status
	;;
message)
	until_like "*IncomingMessage*" "a message comes" of_signals
	sed -n 's/.*"\(+[0-9]*\)".*/\1/p' signals.log
	! grep -q '"+[0-9]\{21\}' signals.log
	ok "no sender has more than 20 digits"
	;;
esac
of_ends
