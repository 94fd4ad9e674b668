#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The log of a client becomes a scenario, which serves the same client; where
# the client asks something else, the replay names it.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

command -v qmicli >/dev/null || {
	echo "1..0 # SKIP qmicli is not installed"
	exit 77
}
go_unprivileged

# qmimic ARGUMENTS: as that user; $status is how it ended.
qmimic() {
	# shellcheck disable=SC2086 # words
	timeout 120 $unprivileged "$work/qmimic" "$@" >"$work/out" 2>"$work/err"
	status=$?
}

cat >client.sh <<'SH'
# client.sh OPTIONS: a sequence of calls of qmicli.
qmicli "$@" -d /dev/cdc-wdm0 --dms-get-model
qmicli "$@" -d /dev/cdc-wdm0 --nas-get-serving-system
qmicli "$@" -d /dev/cdc-wdm0 --nas-set-system-selection-preference=lte
qmicli "$@" -d /dev/cdc-wdm0 --dms-get-model
qmicli "$@" -d /dev/cdc-wdm0 --dms-uim-get-iccid
exit 0
SH
qmimic run -- sh client.sh
cp out wanted
qmimic run --pcap log.pcapng -- sh client.sh -v
cp out client.log
qmimic import client.log -o replay.lua
is "$status" 0 "a log is imported"
has err "15 requests" "and what was in it is told"
has replay.lua '{ "DMS Get Model", client = 1' "requests have names"
has replay.lua "fail" "errors have names"
has replay.lua "Made up" "what the log hides is listed"
qmimic run replay.lua -- sh client.sh
is "$status" 0 "the same client is served by it"
grep -v ICCID out >shown
grep -v ICCID wanted >wanted.shown
cmp -s shown wanted.shown
ok "and shows the same" || diff shown wanted.shown | sed 's/^/# /'

# One value that the client sends differs from what was recorded.
sed 's/mode_preference = { "lte" }/mode_preference = { "umts" }/' replay.lua >changed.lua
cmp -s replay.lua changed.lua
is "$?" 1 "a value is changed in the recording"
qmimic run changed.lua -- sh client.sh
is "$status" 1 "the replay fails where a value has changed"
has err 'NAS Set System Selection Preference (entry 3): mode_preference' \
	"and names message and field"
qmimic run replay.lua -- qmicli -d /dev/cdc-wdm0 --dms-get-revision
is "$status" 1 "a request that was not recorded fails it"
has err "DMS Get Revision is not in the recording" "and is named"
qmimic run replay.lua -- true
is "$status" 1 "so does a client that asks nothing"
qmimic run replay.lua -- sh -c 'qmicli -d /dev/cdc-wdm0 --nas-get-serving-system && qmicli -d /dev/cdc-wdm0 --dms-get-model'
is "$status" 0 "another order is fine"

qmimic import log.pcapng -o pcap.lua
is "$status" 0 "a capture is imported"
qmimic run pcap.lua -- sh client.sh
is "$status" 0 "and replayed"
qmimic import --redact log.pcapng
! grep -q 89010 out
ok "what is personal is left out when asked"
qmimic import --delays client.log
has out "replay = {" "with delays"

# A value that the log hides may be any, and nothing else may.
qmimic run -- sh -c 'qmicli -v -d /dev/cdc-wdm0 \
	--dms-uim-change-pin=PIN,1234,5678; true'
cp out pin.log
qmimic import pin.log -o pin.lua
has pin.lua 'any = { "info" }' "a PIN that the log hides is not compared"
qmimic run pin.lua -- sh -c 'qmicli -d /dev/cdc-wdm0 \
	--dms-uim-change-pin=PIN,4321,8765; true'
is "$status" 0 "another PIN is as good"
grep -c 'any = ' replay.lua >count
is "$(cat count)" 0 "what is not hidden is compared"

# What is no recording.
printf 'hello\n' >hello.log
qmimic import --format log hello.log
is "$status" 1 "no messages is an error"
has err "there are no QMI messages" "that says so"
qmimic import nothing.log
is "$status" 3 "no file"
has err "nothing.log: No such file" "is named"
qmimic import
is "$status" 2 "import what?"
head -c 700 log.pcapng >cut.pcapng
qmimic import cut.pcapng
is "$status" 1 "a capture that is cut is told"
has out "replay = {" "and imported as far as it goes"
scenario 'return scenario { replay = { { "DMS Get Mdel" } } }'
qmimic run s.lua -- true
has err 's.lua:1: replay entry 1: unknown message "DMS Get Mdel"; did you mean' \
	"a mistake in a replay is told"
scenario 'return scenario { replay = { { "DMS Get IDs", {}, clint = 1 } } }'
qmimic run s.lua -- true
has err 'did you mean "client"?' "so is an unknown entry"
done_testing
