#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager lists the modem and then does what the first argument says.
. "$work/conformance/lib.sh"
. "$work/conformance/mmcli.sh"
deadline=15

enables() {
	succeeds "it is enabled" mmcli -m any -e
	until_like registered "it registers" mm_state
}

switches_on() {
	succeeds "it is switched on" mmcli -m any --set-power-state-on
}

switches_off() {
	succeeds "it is switched off" mmcli -m any --set-power-state-low
}

switches_on_and_off() {
	switches_on && switches_off
}

switches_off_and_on() {
	switches_off && switches_on
}

# Whether it connects is what the scenario judges.
connects() {
	enables
	mmcli -m any --simple-connect=apn=internet,ip-type=ipv4
	echo "state: $(mm_state)"
	mmcli -m any --simple-disconnect
}

registers() {
	enables
	mmcli --timeout=5 -m any --3gpp-register-in-operator=00102
}

mm_start
until_like "*/Modem/0" "the modem is listed" mm_paths
until_like disabled "it is ready" mm_state
$1
stop_daemon
[ "$failures" = 0 ]
