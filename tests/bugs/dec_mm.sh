#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager registers, and then shows what the first argument names.
. "$work/conformance/lib.sh"
. "$work/conformance/mmcli.sh"
deadline=15

text_of_message() {
	mm_value sms.content.text -s 0
}

shows_pco() {
	succeeds "it connects" mmcli -m any \
		--simple-connect=apn=internet,ip-type=ipv4
	pco=$(busctl get-property org.freedesktop.ModemManager1 "$(mm_paths)" \
		org.freedesktop.ModemManager1.Modem.Modem3gpp Pco)
	[ "$pco" = "a(ubay) 0" ] && pco=none
	echo "PCO: $pco"
	succeeds "it disconnects" mmcli -m any --simple-disconnect
}

mm_start
until_like "*/Modem/0" "the modem is listed" mm_paths
until_like disabled "it is ready" mm_state
succeeds "it is enabled" mmcli -m any -e
until_like registered "it registers" mm_state
case $1 in
pco) shows_pco ;;
ussd) mmcli -m any '--3gpp-ussd-initiate=*100#' ;;
message)
	until_like "?*" "a message comes" text_of_message
	text_of_message
	;;
esac
stop_daemon
[ "$failures" = 0 ]
