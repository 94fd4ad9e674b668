#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager, unmodified, with presets of several lineages: each is found by the
# plugin of its maker, is enabled and registers.
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
# shellcheck source=conformance/mmcli.sh
. "${srcdir:-.}/conformance/mmcli.sh"
needs ModemManager mmcli dbus-daemon qmicli

# What is told of each: plugin, model, ports.
expected() {
	case $CONFORMANCE_MODEM in
	simcom-sim7600e) echo "simtech|0|ttyUSB2 (at), " ;;
	telit-lm940) echo "telit|LM940|ttyUSB2 (at), " ;;
	zte-mf190) echo "zte|MF190|ttyUSB2 (at), " ;;
	sierra-em9191) echo "sierra|EM9191|" ;;
	qualcomm-gobi2000) echo "generic|Gobi 2000|" ;;
	esac
}

# Called by the library.
# shellcheck disable=SC2317
script() {
	mm_start
	until_like "*/Modem/*" "the modem is listed" mm_paths
	until_like disabled "it can be used" mm_state
	is "$(mm modem.generic.plugin)|$(mm modem.generic.model)" \
		"$(expected | cut -d'|' -f1,2)" "its plugin and its model"
	is "$(mm_values modem.generic.ports)" \
		"cdc-wdm0 (qmi), $(expected | cut -d'|' -f3)wwan0 (net)" \
		"its ports"
	succeeds "it is enabled" mmcli -m any -e
	until_like registered "it registers" mm_state
}

for preset in simcom-sim7600e telit-lm940 zte-mf190 sierra-em9191 \
	qualcomm-gobi2000; do
	modem "$preset" "preset \"$preset\"" presets.lua
done
finish
