#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# `qmimic record` between a program and a modem, which here is qmimic too; what
# was recorded serves the program again.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

command -v qmicli >/dev/null || {
	echo "1..0 # SKIP qmicli is not installed"
	exit 77
}
client='qmicli -d /dev/cdc-wdm0 --dms-get-ids && qmicli -p -d /dev/cdc-wdm0 --nas-get-signal-info && qmicli -d /dev/cdc-wdm0 --wds-get-profile-list=3gpp'

# record ARGUMENTS: $status is how it ended.
record() {
	timeout 120 "$QMIMIC" record "$@" >"$work/out" 2>"$work/err"
	status=$?
}

start_server --preset sierra-mc7455 --endpoint "pty:$work/modem"
record --device "$work/modem" --usb 1199:9071 -o "$work/r.lua" \
	--pcap "$work/r.pcapng" -- sh -c "$client"
is "$status" 0 "a program in front of a modem"
cp "$work/out" "$work/wanted"
has "$work/out" "Successfully got signal info" "is passed through"
has "$work/r.lua" '{ "DMS Get IDs"' "what it asks is written down"
"$QMIMIC" decode -s "$work/r.pcapng" >"$work/decoded" 2>&1
has "$work/decoded" "DMS Get IDs response: success" "the capture has it too"
record --device "$work/modem" -o "$work/s.lua" -- sh -c 'exit 7'
is "$status" 7 "the program's status passes through"
record --device "$work/modem" --redact -o "$work/s.lua" -- sh -c "$client"
imei=$(awk -F "'" '/IMEI:/ { print $2 }' "$work/wanted")
! grep -q "$imei" "$work/s.lua"
ok "what is personal is left out when asked"

# Without a command programs attach by themselves.
"$QMIMIC" record --device "$work/modem" --endpoint "unix:$work/socket" \
	-o "$work/u.lua" 2>"$work/err" &
recorder=$!
await [ -S "$work/socket" ]
tests/hostile_client "$work/socket" 010b00000000000721000000 \
	expect=01
kill -TERM "$recorder"
wait "$recorder"
is "$?" 0 "a recording ends with SIGTERM"
has "$work/u.lua" "services = {" "and knows the modem's services"

# The modem goes away under the program.
mkfifo "$work/here" "$work/gone"
exec 9<>"$work/gone" # so that a reader who never comes is not waited for
timeout 120 "$QMIMIC" record --device "$work/modem" -o "$work/l.lua" -- \
	sh -c "echo >$work/here; read -r line <$work/gone; qmicli -d /dev/cdc-wdm0 --dms-get-ids
	true" >"$work/out" 2>"$work/err" &
recorder=$!
timeout 60 head -n 1 "$work/here" >/dev/null
stop_server
echo >&9
wait "$recorder"
is "$?" 1 "a modem that vanishes"
has "$work/err" "the modem is gone" "is told"

timeout 120 "$QMIMIC" run "$work/r.lua" -- sh -c "$client" \
	>"$work/out" 2>"$work/err"
is "$?" 0 "the recording serves the program again"
cmp -s "$work/out" "$work/wanted"
ok "with the same answers" || diff "$work/out" "$work/wanted" | sed 's/^/# /'
sed 's/profile_type = "3gpp"/profile_type = "3gpp2"/' "$work/r.lua" \
	>"$work/c.lua"
timeout 120 "$QMIMIC" run "$work/c.lua" -- sh -c "$client" \
	>"$work/out" 2>"$work/err"
is "$?" 1 "after a change of the recording it fails"
has "$work/err" "profile_type" "and names the field"

record --device "$work/none" -- true
is "$status" 125 "no such modem"
has "$work/err" "$work/none: No such file" "is named"
record -- true
has "$work/err" "--device" "a missing option is asked for"
record --device "$work/none" --usb 11999071 -- true
has "$work/err" "VENDOR:PRODUCT" "a bad one is explained"
done_testing
