#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Real clients, several and in a row, and what `run` says at the end: exit
# statuses, signals, leaks, TAP, artifacts, seeds.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

command -v qmicli >/dev/null || {
	echo "1..0 # SKIP qmicli is not installed"
	exit 77
}

# As root the tests run as a user without rights, too.
client=$PWD/tests/hostile_client
go_unprivileged

# run ARGUMENTS: as that user; $status is how it ended.
run() {
	# shellcheck disable=SC2086 # words
	timeout 120 $unprivileged "$work/qmimic" run "$@" \
		>"$work/out" 2>"$work/err"
	status=$?
}

cat >many.sh <<'SH'
# many.sh COUNT ARGUMENTS: so many qmicli at once; prints how many succeeded.
count=$1
shift
good=0
pids=
for _ in $(seq "$count"); do
	qmicli "$@" --dms-get-ids >/dev/null &
	pids="$pids $!"
done
for pid in $pids; do
	wait "$pid" && good=$((good + 1))
done
echo "$good good"
SH
cat >row.sh <<'SH'
good=0
for _ in $(seq "$1"); do
	qmicli -d /dev/cdc-wdm0 --dms-get-ids >/dev/null 2>&1 &&
		good=$((good + 1))
done
echo "$good good"
SH
cat >slow.lua <<'LUA'
-- Revisions take three seconds.
return scenario {
  faults = {
    { match = { message = "DMS Get Revision" }, delay = 3 },
  },
}
LUA
cat >killed.sh <<'SH'
# One client is killed in mid-request while others go on.
qmicli "$@" --dms-get-revision >/dev/null 2>&1 &
victim=$!
sleep 0.7
kill -KILL $victim || echo "nobody to kill"
wait $victim 2>/dev/null
good=0
for _ in 1 2 3 4 5; do
	qmicli "$@" --dms-get-ids >/dev/null 2>&1 && good=$((good + 1))
done
echo "$good good"
SH
chmod a+r ./*.sh ./*.lua

concurrent() {
	run -- sh many.sh 10 -p -d /dev/cdc-wdm0
	# qmi-proxy 1.32 opens the device once for each that comes before its
	# first open is done, and what a spare one reads is lost, as it is on
	# hardware. That is rare; twice in a row it is ours.
	[ "$(cat out)" = "10 good" ] || run -- sh many.sh 10 -p -d /dev/cdc-wdm0
	is "$status $(cat out)" "0 10 good" \
		"$who: ten at once through qmi-proxy" || sed 's/^/# /' err
	run -- sh row.sh "$rows"
	is "$status $(cat out)" "0 $rows good" "$who: $rows in a row"
	run slow.lua -- sh killed.sh -p -d /dev/cdc-wdm0
	is "$status $(cat out)" "0 5 good" \
		"$who: through the proxy, one killed in mid-request"
	run slow.lua -- sh killed.sh -d /dev/cdc-wdm0
	is "$status $(cat out)" "0 5 good" "$who: directly, one killed"
}

statuses() {
	for one in 0 1 2 7 125 126 127 255; do
		run -- sh -c "exit $one"
		is "$status" "$one" "the command's status $one passes"
	done
	for one in 1 2 15 9; do
		run -- sh -c "kill -$one \$\$"
		is "$status" $((128 + one)) "signal $one of the command: 128 + $one"
	done
	run -- /nonexistent/program
	is "$status" 127 "no such command: 127"
	run -- /etc/passwd
	is "$status" 126 "a command that cannot be run: 126"
	run --
	is "$status" 125 "no command: 125"
	run --no-such-option -- true
	is "$status" 125 "an option that is not known: 125"
	run --seed x -- true
	is "$status" 125 "a bad seed: 125"
	run nonexistent.lua -- true
	is "$status" 125 "no such scenario: 125"
	run --endpoint nonsense:x -- true
	is "$status" 125 "no such endpoint: 125"
}

leaks() {
	run -- qmicli -d /dev/cdc-wdm0 --dms-get-ids --client-no-release-cid
	is "$status" 0 "a client id left behind is no failure by itself"
	run -v -- qmicli -d /dev/cdc-wdm0 --dms-get-ids --client-no-release-cid
	has err "still held: DMS client 1: client id" "the audit names it"
	run --leaks=fail -- qmicli -d /dev/cdc-wdm0 --dms-get-ids \
		--client-no-release-cid
	is "$status" 1 "with --leaks=fail it is"
	has err "FAIL: still held: DMS client 1" "and it says so"
	run --leaks=fail -- qmicli -d /dev/cdc-wdm0 --dms-get-ids
	is "$status" 0 "a client that releases its id passes"
	run --leaks=fail -- sh -c 'exit 9'
	is "$status" 9 "the command's status goes before the verdict"
	run --leaks=fail -- sh -c 'qmicli -d /dev/cdc-wdm0 --dms-noop \
		--client-no-release-cid >/dev/null; exit 9'
	is "$status" 9 "also when both are bad"
}

verdicts() {
	echo 'return scenario { story = function(modem)
	  modem:expect("DMS Get IDs", { within = 30 })
	  modem:expect("DMS Reset", { within = 30 }) end }' >story.lua
	run --tap - story.lua -- qmicli -d /dev/cdc-wdm0 --dms-get-ids
	is "$status" 1 "a story that is not fulfilled fails the run"
	has out "ok 1 - expected DMS Get IDs within 30 s: came" "TAP: a point"
	has out "not ok 2 - expected DMS Reset within 30 s: the program ended" \
		"TAP: a point that failed"
	has out "ok 3 - the program ended with status 0" "TAP: the program"
	has out "1..4" "TAP: the plan"
	run --tap no/such/folder -- true
	is "$status" 125 "TAP that cannot be written: 125"

	run --artifacts kept --seed 42 story.lua -- \
		qmicli -d /dev/cdc-wdm0 --dms-get-ids
	has kept/trace.txt "DMS Get IDs response: success" "artifacts: trace"
	has kept/verdict.txt "seed 42" "artifacts: verdict and seed"
	has kept/verdict.tap "not ok 2" "artifacts: TAP"
	! grep -q 352099001761481 kept/trace.txt
	ok "artifacts: the IMEI is masked"
	run --artifacts no/such/folder -- true
	is "$status" 125 "artifacts that cannot be kept: 125"
}

cat >random.lua <<'LUA'
return scenario {
  on = {
    ["DMS Get Model"] = function()
      return { model = "M" .. math.random(1000000000) }
    end,
  },
}
LUA

# model SEED: what a run with it shows.
model() {
	run --trace --seed "$1" random.lua -- \
		qmicli -d /dev/cdc-wdm0 --dms-get-model
	sed -n 's/^ *[0-9.]* \(<-\|->\)/\1/p' err
	cat out
}

seeds() {
	model 5 >first
	model 5 >second
	model 6 >third
	[ -s first ] && cmp -s first second
	ok "the same seed gives the same trace"
	! cmp -s first third
	ok "another seed gives another"
}

signals() {
	for one in INT TERM; do
		# shellcheck disable=SC2086 # words
		env --default-signal=INT $unprivileged "$work/qmimic" run -- \
			sh -c 'trap "exit 41" INT TERM; echo >ready
			while :; do sleep 0.05; done' >out 2>err &
		pid=$!
		await [ -e ready ]
		rm -f ready
		kill "-$one" "$pid"
		wait "$pid"
		is $? 41 "SIG$one reaches the command"
	done
}

several_endpoints() {
	rm -f out
	"$work/qmimic" serve --endpoint unix:a.sock --endpoint unix:b.sock \
		--endpoint pty:dev >out 2>trace &
	server=$!
	await grep -q '^pty' out
	is "$(wc -l <out)" 3 "serve tells its three endpoints"
	for path in a.sock b.sock dev; do
		"$client" $path 010b00000000000721000000 expect=01072100
		ok "serve answers at $path"
	done
	qmicli -d "$PWD/dev" --device-open-qmi --dms-get-ids >/dev/null
	ok "and qmicli at the PTY"
	stop_server
	is "$status" 0 "serve ends well"
	[ ! -e a.sock ] && [ ! -e b.sock ] && [ ! -e dev ]
	ok "and leaves no file"
	"$work/qmimic" serve --endpoint unix:c.sock >out 2>trace &
	server=$!
	await [ -S c.sock ]
	"$work/qmimic" serve --endpoint unix:c.sock 2>why
	is $? 3 "a second modem on the same socket is refused"
	has why "another program listens" "and it says why"
	stop_server
}

rows=200
who=${unprivileged:+unprivileged}
who=${who:-user}
concurrent
if [ -n "$unprivileged" ]; then
	saved=$unprivileged
	unprivileged=
	who=root
	rows=20
	concurrent
	unprivileged=$saved
fi
statuses
leaks
verdicts
seeds
signals
several_endpoints
done_testing
