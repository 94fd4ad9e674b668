#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# `qmimic ctl` in front of modems that run.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

socket=$work/control

# ctl ARGUMENTS: what is printed goes to $work/said, the status to $status.
ctl() {
	timeout 60 "$QMIMIC" ctl --socket "$socket" "$@" >"$work/said" \
		2>"$work/why"
	status=$?
}

# gives TEXT ARGUMENTS: the command works and prints exactly that.
gives() {
	text=$1
	shift
	ctl "$@"
	is "$status $(cat "$work/said")" "0 $text" "ctl $*" || cat "$work/why"
}

# refuses TEXT ARGUMENTS: status 1 and that reason.
refuses() {
	text=$1
	shift
	ctl "$@"
	is "$status" 1 "ctl $*: status 1"
	has "$work/why" "$text" "ctl $*: $text"
}

scenario 'return scenario {}'
start_server --endpoint "unix:$work/modem" --control "$socket" "$work/s.lua"
is "$(stat -c '%a %F' "$socket")" '600 socket' 'the socket is for its user only'
ctl modems
has "$work/said" "\"device\": \"$work/modem\"" 'modems tells where'
gives 'registered' state network.registration
gives '[
]' clients
gives '' lose
gives 'not_registered_searching' state network.registration
gives '' return
gives 'registered' wait state network.registration equals=registered within=60
gives '' signal rsrp=-120 umts.rssi=-99
gives '-120' state network.signal.lte.rsrp
gives '-99' state network.signal.umts.rssi
gives '' sim-remove
gives 'false' state card.slots.1.is_present
gives '' sim-insert imsi=001010000000042
gives '001010000000042' state card.slots.1.imsi
gives '[
  1,
  "b"
]' lua '1, "b"'
refuses 'unknown part of the state "netwrk"; did you mean "network"?' \
	state netwrk
refuses 'control:1: here' lua 'local x = 1 error "here"'
refuses 'ran longer than' lua 'while true do end'
refuses 'it did not come in time' wait message 'DMS Get IDs' within=0.1
refuses 'unknown message "DMS Get Id"; did you mean "DMS Get IDs"?' \
	wait message 'DMS Get Id'
refuses 'no field' lua 'modem:indicate("DMS Event Report", { x = 1 })'
refuses 'no signal of 6g' signal 6g.rsrp=1

# Fault rules.
gives '{
  "number": 1
}' fault-add '{ name = "x", match = { message = "DMS Get IDs" }, drop = true }'
refuses 'unknown entry of match "massage"; did you mean "message"?' \
	fault-add '{ match = { massage = "DMS Get IDs" }, drop = true }'
refuses 'control:1: ' fault-add '{ match = '
ctl fault-list
has "$work/said" '"name": "x"' 'the rule is listed'
ctl fault-remove x
has "$work/said" '"acted": 0' 'removing it tells what it did'
ctl fault-list
is "$(cat "$work/said")" '[
]' 'and gone'
refuses 'there is no rule x' fault-remove x

# Snapshots.
gives '' snapshot "$work/snapshot"
gives '' lose
gives '' restore "$work/snapshot"
gives 'registered' state network.registration
ctl snapshot
cp "$work/said" "$work/second"
is "$(grep -v -e '"number"' -e '"time"' "$work/second" | cksum)" \
	"$(grep -v -e '"number"' -e '"time"' "$work/snapshot" | cksum)" \
	'what was restored is what was written down'
sed 's/"registered"/5/' "$work/snapshot" >"$work/bad"
refuses 'network.registration must be a string, not a number' \
	restore "$work/bad"
head -c 500 "$work/snapshot" >"$work/bad"
ctl restore "$work/bad"
is "$status" 2 'half a file: status 2'
ctl restore "$work/nothing"
is "$status" 2 'no file: status 2'
has "$work/why" "$work/nothing" 'and its name'
ctl snapshot /nowhere/file
is "$status" 3 'a file that cannot be made: status 3'

# Wrong command lines.
for words in foo 'sms 1' 'state a b' 'signal x' 'wait y z' 'reboot soon'; do
	# shellcheck disable=SC2086
	ctl $words
	is "$status" 2 "ctl $words: status 2"
done
timeout 20 "$QMIMIC" ctl --socket "$work/nothing" modems 2>"$work/why"
is $? 3 'a socket that is not there: status 3'
has "$work/why" "$work/nothing: No such file" 'and why'
(unset QMIMIC_CONTROL; "$QMIMIC" ctl modems) 2>"$work/why"
is $? 2 'no socket at all: status 2'

# The shell: commands from a file, and from a terminal.
printf 'state network.registration\n\n# nothing\nlua "1 +\t1"\nhelp\n' |
	timeout 60 "$QMIMIC" ctl --socket "$socket" >"$work/said" 2>"$work/why"
is $? 0 'commands come from a pipe'
is "$(sed -n '1,4p' "$work/said")" 'registered
[
  2
]' 'and are carried out'
has "$work/said" 'fault-remove' 'help lists them'
printf 'foo\nmodems\n' | timeout 60 "$QMIMIC" ctl --socket "$socket" \
	>"$work/said" 2>"$work/why"
is "$? $(cat "$work/said")" '2 ' 'the first that fails ends them'
printf 'lua "1\n' | timeout 60 "$QMIMIC" ctl --socket "$socket" \
	>"$work/said" 2>"$work/why"
is $? 2 'an open quote is told'
if command -v script >/dev/null; then
	printf 'mod\t\nfault-l\t\nexit\n' | timeout 60 script -qec \
		"'$QMIMIC' ctl --socket '$socket'" /dev/null >"$work/said" 2>&1
	has "$work/said" '"preset": "generic"' 'a terminal completes commands'
fi

# What a stranger writes harms nobody.
for line in '' '{' '[]' '{"command":1}' '{"command":"state","path":{}}' \
	'{"command":"sms","from":{}}' '{"command":"call","from":[]}' \
	'{"command":"signal","values":[1]}' '{"command":"reboot","seconds":-1}' \
	'{"command":"sim-remove","slot":99}' \
	'{"command":"sim-insert","changes":{"imsi":5}}' \
	'{"command":"wait","lua":"1","within":"x"}'; do
	printf '%s\n' "$line"
done >"$work/lines"
# shellcheck disable=SC2016
perl -MIO::Socket::UNIX -e '
	my $s = IO::Socket::UNIX->new(Peer => shift) or die;
	while (<STDIN>) { print $s $_; }
	$s->flush; shutdown $s, 1; print while <$s>;' "$socket" \
	<"$work/lines" >"$work/said" 2>"$work/why"
is "$(grep -c '"ok":false' "$work/said")" 11 'each bad line is refused' ||
	cat "$work/said" "$work/why"
gives 'registered' state network.registration
gives '' stop
wait "$server"
is $? 0 'stop ends the server well'
server=
test ! -e "$socket"
ok 'and its socket is gone'

# Several modems.
start_server --endpoint "unix:$work/a" --endpoint "unix:$work/b" \
	--control "$socket" two-modems
refuses 'there are several modems: say which' lose
refuses 'there is no modem of that name' --modem carol lose
gives '' --modem bob lose
gives 'not_registered_searching' --modem bob state network.registration
gives 'registered' --modem alice state network.registration
gives '[
  "bob"
]' --modem alice lua 'modem.others.bob.name'
gives '[
]' --modem alice lua 'modem.others.bob.network:come_back()'
gives 'registered' --modem bob wait state network.registration \
	equals=registered within=60
stop_server
start_server --endpoint "unix:$work/a" --endpoint "unix:$work/b" \
	--control "$socket" two-modems
timeout 20 "$QMIMIC" serve --control "$socket" 2>"$work/why" >/dev/null
is $? 3 'a socket that is taken: status 3'
has "$work/why" 'another program listens on that path' 'and why'
stop_server

# From inside a box.
command -v qmicli >/dev/null || done_testing
cat >"$work/inside.sh" <<'INSIDE'
q() { qmicli -d "$QMIMIC_DEVICE" "$@"; }
ctl() { "$QMIMIC" ctl "$@"; }
ctl wait message 'DMS Get IDs' within=60 >"$work/awaited" &
until ctl lua 'assert(#modem.control.waits == 1)' >/dev/null 2>&1; do :; done
q --dms-get-ids >/dev/null
wait
grep -q '"message": "DMS Get IDs"' "$work/awaited" && echo awaited
ctl fault-add '{ match = { message = "DMS Get IDs" }, error = "Internal" }'
q --dms-get-ids 2>&1
ctl fault-list | grep '"acted": 1'
q --wds-start-network=apn=internet --client-no-release-cid >/dev/null
ctl clients | grep -c '"client"'
ctl state bearers.calls.1.apn
ctl stop
sleep 60
INSIDE
export QMIMIC work
timeout 100 "$QMIMIC" run --control "$socket" -- \
	sh "$work/inside.sh" >"$work/said" 2>"$work/why"
is $? 143 'stop ends the command'
has "$work/said" awaited 'a message is awaited'
has "$work/said" "(3): 'Internal'" 'a rule is added while the modem runs'
has "$work/said" '"acted": 1' 'and acts'
is "$(sed -n '/^[0-9]*$/p' "$work/said")" 1 'client ids are listed'
has "$work/said" internet 'so are calls'

done_testing
