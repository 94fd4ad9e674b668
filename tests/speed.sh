#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# --speed: clocks of modem and programs run faster, and at the same pace.
#
# What would take longer than `limit` at the usual pace must end before it, which
# leaves the machine ten times what it needs.
# shellcheck source=tests/run_lib.sh
. "${srcdir:-.}/tests/run_lib.sh"

limit=9
XDG_RUNTIME_DIR=$work
export XDG_RUNTIME_DIR
chmod 700 "$work"
QMIMIC_PRELOAD=$(dirname "$QMIMIC")/.libs/libqmimic-preload.so
export QMIMIC_PRELOAD

if ! "$QMIMIC" doctor | grep -q '^  libfaketime *works'; then
	echo "1..0 # SKIP libfaketime is not installed"
	exit 77
fi

# The modem's story says so at its fiftieth second, or when it comes to it.
has_slept() {
	awk '/ -- slept$/ && $1 >= 50 { found = 1 } END { exit !found }' \
		"$work/trace"
}

# --- qmicli gives up after ten seconds
scenario '
return scenario {
  faults = { { match = { message = "DMS Get Manufacturer" }, drop = true } },
  story = function(modem)
    modem:expect "CTL Allocate CID"
    local start = modem:time()
    modem:expect "CTL Release CID"
    assert(modem:time() - start >= 9, "at once") -- GLib rounds seconds
  end,
}'
for tier in "" --no-namespaces; do
	# shellcheck disable=SC2086
	timeout $limit "$QMIMIC" run $tier --speed 10 -v "$work/s.lua" -- \
		qmicli -d /dev/cdc-wdm0 --dms-get-manufacturer >"$work/out" 2>&1
	is $? 1 "qmicli ends${tier:+ with $tier}"
	has "$work/out" "Transaction timed out" "as nothing answers"
	has "$work/out" "expected CTL Release CID: came after" \
		"and gives back its id"
	! grep -q "FAIL" "$work/out"
	ok "after ten seconds of the modem"
done

# --- sleeping, on both sides
scenario '
return scenario {
  story = function(modem)
    modem:sleep(50)
    modem:log "slept"
    modem:expect("DMS Get IDs", { within = 100 })
  end,
}'
# shellcheck disable=SC2016
timeout $limit "$QMIMIC" run --speed 100 --trace "$work/s.lua" -- sh -c '
	start=$(date +%s)
	sleep 100
	echo $(($(date +%s) - start >= 100))
	qmicli -d /dev/cdc-wdm0 --dms-get-ids' >"$work/out" 2>"$work/trace"
is $? 0 "a story and a program sleep"
is "$(head -n 1 "$work/out")" 1 "by the same clock"
has_slept
ok "the modem until its fiftieth second"

# --- slower than usual
uptime=$(cut -d ' ' -f 1 /proc/uptime | tr -d .)
"$QMIMIC" run --speed 0.1 -- sleep 0.05 2>/dev/null
is $? 0 "a program sleeps"
[ $(($(cut -d ' ' -f 1 /proc/uptime | tr -d .) - uptime)) -ge 49 ]
ok "ten times as long as it knows"

# --- a program that comes later
"$QMIMIC" run --speed 7 -- sleep 600 2>/dev/null &
server=$!
await "$QMIMIC" enter -- true 2>/dev/null
# shellcheck disable=SC2016
is "$("$QMIMIC" enter -- sh -c 'echo $FAKETIME')" "+0 x7" \
	"who enters a box has its clock"
kill "$server"
wait "$server"
server=

# --- a server has a modem only
scenario '
return scenario {
  story = function(modem)
    modem:sleep(50)
    modem:log "slept"
  end,
}'
start_server --speed 100 "$work/s.lua"
ok "a server starts"
await grep -q slept "$work/trace"
ok "its modem's time passes"
has_slept
ok "until the fiftieth second"
stop_server

# --- what is not understood
for value in 0 -1 x 1e9 "" nan; do
	"$QMIMIC" run --speed "$value" -- true >"$work/out" 2>&1
	is $? 125 "--speed '$value' is an error"
	has "$work/out" "--speed $value: not a number from 0.01 to 1000" \
		"which is said"
done
QMIMIC_FAKETIME=/nonexistent "$QMIMIC" run --speed 2 -- true >"$work/out" 2>&1
is $? 125 "without libfaketime there is no speed"
has "$work/out" "--speed needs libfaketime" "which is said"
QMIMIC_FAKETIME=/nonexistent "$QMIMIC" run --speed 1 -- true >"$work/out" 2>&1
is $? 0 "but the usual one"
done_testing
