#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# While ModemManager is connected, its modem is written to a file, changes, and is
# made again what it was, by `qmimic ctl`. ModemManager notices nothing but the
# signal. Judged by what mmcli and the daemon's log say, and by what the modem saw
# (snapshot.lua).
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
# shellcheck source=conformance/mmcli.sh
. "${srcdir:-.}/conformance/mmcli.sh"
needs ModemManager mmcli dbus-daemon
# shellcheck disable=SC2034
RUN_OPTIONS="--control control"

rsrp() {
	mm_value modem.signal.lte.rsrp -m any --signal-get
}

# changes: how often the daemon has said that the state has changed.
changes() {
	grep -c "state changed" ModemManager.log
}

# A snapshot, and a restore, are refused while an answer is pending.
take() {
	"$QMIMIC" ctl snapshot before && echo taken
}

restore() {
	"$QMIMIC" ctl restore before && echo restored
}

connects() {
	until_like "*/Modem/0" "the modem is listed" mm_paths || return
	succeeds "it is enabled" mmcli -m any -e
	until_like registered "it registers" mm_state
	succeeds "it connects" mmcli -m any --simple-connect=apn=internet
	is "$(mm_state)" connected "and says so"
	bearer=$(mm_bearer)
	succeeds "signal values are asked for" mmcli -m any --signal-setup=1
	until_like -95.00 "and told" rsrp
}

goes_back() {
	before=$(changes)
	[ "$before" -gt 3 ]
	ok "changes of its state are in the log"
	until_like taken "a snapshot is taken" take
	succeeds "the signal falls" "$QMIMIC" ctl signal lte.rsrp=-118
	until_like -118.00 "which is told" rsrp
	until_like restored "the snapshot is restored" restore
	until_like -95.00 "the signal is what it was" rsrp
	is "$(mm_state)" connected "the modem is connected still"
	is "$(mm_value bearer.status.connected -b "$bearer")" yes \
		"so is the bearer"
	succeeds "the signal falls again" "$QMIMIC" ctl signal lte.rsrp=-110
	until_like -110.00 "which is told again" rsrp
	is "$(changes)" "$before" "no state has changed"
	is "$(mm_paths | wc -l)" 1 "the modem is the one that it was"
}

disconnects() {
	succeeds "it disconnects" mmcli -m any --simple-disconnect
	is "$(mm_state)" registered "and is registered still"
	succeeds "it is disabled" mmcli -m any -d
	is "$(mm_state)" disabled "and says so"
}

script() {
	mm_start
	connects || return
	goes_back
	disconnects
	stop_daemon
}

modem generic 'preset "generic"' snapshot.lua
modem telit-lm940 'preset "telit-lm940"' snapshot.lua
finish
