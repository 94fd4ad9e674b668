#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# One ModemManager has two modems, and one of them writes to the other.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

for program in ModemManager mmcli dbus-daemon; do
	PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || {
		echo "1..0 # SKIP $program is not installed"
		exit 77
	}
done
go_unprivileged

cat >talk.sh <<'SH'
. "$work/conformance/lib.sh"
. "$work/conformance/mmcli.sh"
count() {
	mm_paths | wc -l
}
state_of() {
	mm_value modem.generic.state -m "$1"
}
inbox() {
	mmcli -m 1 --messaging-list-sms | grep -o '/org[^ ]*'
}
mm_start
until_like 2 "both modems are listed" count
for modem in 0 1; do
	until_like disabled "modem $modem is ready" state_of "$modem"
	succeeds "modem $modem is enabled" mmcli -m "$modem" -e
	until_like registered "modem $modem is registered" state_of "$modem"
done
from=$(mmcli -K -m 0 | sed -n 's/^modem.generic.own-numbers.value.*: //p')
to=$(mmcli -K -m 1 | sed -n 's/^modem.generic.own-numbers.value.*: //p')
[ "$from" != "$to" ]
ok "they have numbers of their own"
sms=$(mmcli -m 0 --messaging-create-sms="number=$to,text='good morning'" |
	grep -o '/org.*')
succeeds "one sends a message" mmcli -s "$sms" --send
until_like "/org*" "the other has it" inbox
is "$(mm_value sms.content.number -s "$(inbox)")" "$from" "from that number"
is "$(mm_value sms.content.text -s "$(inbox)")" "good morning" "with that text"
stop_daemon
[ "$failures" = 0 ]
SH
# shellcheck disable=SC2086 # words
timeout 120 $unprivileged "$work/qmimic" run --dbus two-modems -- sh talk.sh \
	>out 2>err
status=$?
is "$(grep -c '^ok' out)" 13 "every point is reached" || sed 's/^/# /' out
is "$status" 0 "and the run is good" || sed 's/^/# /' err
done_testing
