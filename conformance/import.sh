#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The log of ModemManager becomes a scenario that serves ModemManager again; one
# value changed, the replay names it.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

for program in ModemManager mmcli dbus-daemon; do
	PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || {
		echo "1..0 # SKIP $program is not installed"
		exit 77
	}
done
go_unprivileged

# $status is how it ended.
qmimic() {
	# shellcheck disable=SC2086 # words
	timeout 120 $unprivileged "$work/qmimic" "$@" >"$work/out" 2>"$work/err"
	status=$?
}

cat >life.sh <<'SH'
# A modem's day: found, connected, disconnected, switched off.
. "$work/conformance/lib.sh"
. "$work/conformance/mmcli.sh"
mm_start
until_like "*/Modem/0" "the modem is listed" mm_paths
until_like disabled "it is ready" mm_state
succeeds "it connects" mmcli -m any --simple-connect="apn=internet"
is "$(mm_state)" connected "and says so"
succeeds "it disconnects" mmcli -m any --simple-disconnect
succeeds "it is disabled" mmcli -m any -d
stop_daemon
[ "$failures" = 0 ]
SH
qmimic run --dbus --preset sierra-mc7455 -- sh life.sh
is "$status" 0 "ModemManager in front of a modem" || sed 's/^/# /' out err
mv ModemManager.log mm.log
qmimic import --preset sierra-mc7455 --vendor 0x1199 mm.log -o mm.lua
is "$status" 0 "its log is imported"
has mm.lua '{ "WDS Start Network"' "with names"
has mm.lua 'indication = "WDS Packet Service Status"' "and indications"
qmimic run --dbus mm.lua -- sh life.sh
is "$status" 0 "the recording serves ModemManager again" ||
	sed 's/^/# /' out err
grep -c '^ok' out >points
is "$(cat points)" 7 "through the same day"

sed 's/apn = "internet"/apn = "intranet"/' mm.lua >changed.lua
cmp -s mm.lua changed.lua
is "$?" 1 "one value is changed"
qmimic run --dbus changed.lua -- sh life.sh
is "$status" 1 "then the replay fails"
has err 'WDS Start Network' "names the message"
has err 'apn is "internet"; in the recording it is "intranet"' "and the field"
done_testing
