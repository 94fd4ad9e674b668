#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Signals reach the command, and nothing is left when any of them ends the box.
# shellcheck disable=SC2016,SC2086
# shellcheck source=tests/box_lib.sh
. "${srcdir:-.}/tests/box_lib.sh"

mark=31536$$

# start OPTIONS: a box with a daemon in it, in the background; sets $pid.
start() {
	rm -f "ready.$mark"
	env --default-signal=INT $unprivileged "$driver" ${1:+"$1"} \
		${2:+"$2"} -- sh -c "setsid sleep $mark &
		trap 'exit 41' INT; trap 'exit 42' TERM; trap 'exit 43' USR1
		echo ready >ready.$mark; while :; do sleep 0.05; done" &
	pid=$!
	await [ -e "ready.$mark" ]
}

finish() {
	wait "$pid"
	status=$?
	rm -f "ready.$mark"
}

chmod 1777 .
for tier in namespaces preload; do
	set --
	[ $tier = preload ] && set -- --preload --socket="$TMPDIR/modem"

	for one in INT:41 TERM:42 USR1:43; do
		start "$@"
		kill "-${one%:*}" "$pid"
		finish
		is "$status" "${one#*:}" "$tier: SIG${one%:*} is forwarded"
		gone "$mark"
		ok "$tier: ... and the daemon is gone"
	done

	start "$@"
	kill -KILL "$pid"
	finish
	await gone "$mark"
	ok "$tier: nothing runs after SIGKILL of the caller"
	await gone "$driver"
	ok "$tier: nor does the box itself"
	[ "$(find "$TMPDIR" -name 'qmimic*' -type d -o -name 'box-*')" = \
		"$(find "$TMPDIR" -name qmimic)" ]
	ok "$tier: no file is left"

	start "$@"
	kill -KILL "$(pid_of "sh -c setsid sleep $mark")"
	finish
	is "$status" 137 "$tier: SIGKILL of the command is reported"
	gone "$mark"
	ok "$tier: ... and the daemon is gone"

	# The keeper is the caller's child, the supervisor the keeper's.
	start "$@"
	keeper=$(cat "/proc/$pid/task/$pid/children")
	keeper=${keeper% }
	supervisor=$(cat "/proc/$keeper/task/$keeper/children")
	kill -KILL "${supervisor% }"
	finish
	is "$status" 137 "$tier: SIGKILL of the supervisor is reported"
	gone "$mark"
	ok "$tier: ... and the daemon is gone"

	start "$@"
	keeper=$(cat "/proc/$pid/task/$pid/children")
	kill -KILL "${keeper% }"
	finish
	await gone "$mark"
	ok "$tier: nothing runs after SIGKILL of the keeper"
done

mkdir -m 777 "$TMPDIR/scratch" "$TMPDIR/scratch/deep"
ln -s /etc/passwd "$TMPDIR/scratch/deep/link"
$unprivileged "$driver" --scratch="$TMPDIR/scratch" -- sh -c \
	"echo ready >ready.$mark; exec sleep $mark" &
await [ -e "ready.$mark" ]
kill -KILL $!
wait
await gone "$mark"
[ ! -e "$TMPDIR/scratch/deep" ] && [ -e /etc/passwd ]
ok "the scratch directory goes when the caller is killed"

box -- sh -c "setsid sleep $mark & exit 3"
is $? 3 "a daemon does not keep the box"
gone "$mark"
ok "it ends with the box"

# A terminal sends SIGINT to the whole process group: once is enough.
if command -v perl >/dev/null && command -v script >/dev/null; then
	cat >count.pl <<-'X'
		$SIG{INT} = sub { $n++ };
		$| = 1;
		print "ready\n";
		for (1 .. 50) { select(undef, undef, undef, 0.1); last if $n }
		select(undef, undef, undef, 0.1) for 1 .. 5;
		print "interrupts: $n\n";
	X
	cat >type.sh <<-X
		{ sleep 0.5; printf '\\003'; sleep 2; } |
		script -qec "$unprivileged $driver -- perl count.pl" /dev/null
	X
	has "$(timeout 60 sh type.sh)" 'interrupts: 1' "Ctrl-C interrupts once"
else
	skip "Ctrl-C" "perl or script is not installed"
fi

# --- enter
box enter -- true 2>err
is $? 3 "enter needs a box"
has "$(cat err)" 'no box runs' "... and says so"
start
is "$(box enter -- cat /sys/bus/usb/devices/1-1/idVendor)" 1199 \
	"enter joins the box"
is "$(box enter -- sh -c 'echo $QMIMIC_TIER; id -u; pwd')" "namespaces
0
$(pwd)" "with its variables, in the same directory"
box enter -- sh -c 'exit 9'
is $? 9 "enter passes the status on"
has "$(box enter --list)" '/dev/pts/.* sh$' "enter lists what runs"
first=$pid
start --network
box enter -- true 2>err
is $? 2 "with two boxes, one must be named"
has "$(cat err)" '2 boxes run' "... and they are listed"
name=$(sed -n 's/^ *\([0-9]*\) .*/\1/p;' err | head -n 1)
box enter "$name" -- true
ok "a box can be named by its process"
kill -TERM "$first" "$pid"
wait
await gone "$mark"
is "$(box enter --list)" "" "a box that ended is not listed"
done_testing
