#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Clients that misbehave: the next one is served, and the trace says what was
# wrong. Scenarios with mistakes: file, line, what was expected.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"
client=$PWD/tests/hostile_client

version=010b00000000000721000000 # CTL Get Version Info, transaction 7
answer=01072100                  # response 7 to it

# A client that behaves gets its answer.
serves() {
	"$client" "$path" $version expect=$answer
	ok "$kind: $1: the next client is served"
}

# bad NAME TRACE COMMANDS: a client does that, then the next is served.
bad() {
	name=$1
	told=$2
	shift 2
	"$client" "$path" "$@" 2>"$work/client"
	ok "$kind: $name" || sed 's/^/# /' "$work/client"
	serves "$name"
	await grep -q -F -e "$told" "$work/trace"
	has "$work/trace" "$told" "$kind: $name: the trace tells"
}

memory() {
	awk '/^VmRSS/ { print $2 }' "/proc/$server/status"
}

misbehave() {
	bad "garbage" "bytes dropped" ff00415400 zeros=5000
	bad "garbage and then a frame" "bytes dropped" \
		ff00ff$version expect=$answer
	bad "two frames at once" "Get Version Info" \
		${version}010b00000000000821000000 expect=$answer
	bad "a frame in two" "Get Version Info" \
		010b0000 00000007 21000000 expect=$answer
	bad "a close in mid-frame" "in the middle of a frame" 010b00000000
	bad "a close after a lying length" "in the middle of a frame" \
		01ffff0000000007
	bad "a length below the header" "bytes dropped" 0104000000
	bad "a wrong service" "InvalidClientId" \
		010c000077010007000100000000 expect=020400010007
	bad "a wrong client id" "InvalidClientId" \
		010c0000024d0007002500000000 expect=020400010007
	bad "a client id for the control service" "has client 0 only" \
		010b00000005000721000000 expect=$answer
	bad "transaction 0" "transaction 0" \
		010b00000000000021000000 expect=01002100
	bad "a response" "no request" 010b00000000010721000000
	bad "no kind at all" "frame for service" 010b00000000070721000000
	bad "a message cut in its header" "frame for service" 010700000201000700
	bad "a TLV that is too long" "MalformedMessage" \
		010f0000000000072200040001090000 expect=020400010001
	bad "a TLV block that is too long" "MalformedMessage" \
		010b00000000000722000900 expect=020400010001
	bad "a message of 64 KiB" "DMS 0x0077" frame=65536 \
		expect=020400010007
}

kill_one() {
	"$client" "$path" 010b0000 forever &
	victim=$!
	await grep -q opened "$work/trace"
	kill -KILL $victim
	wait $victim 2>/dev/null
	serves "a client killed in mid-frame"
}

flood() {
	before=$(memory)
	"$client" "$path" flood=200000
	ok "$kind: a client floods and does not read"
	after=$(memory)
	[ $((after - before)) -lt 65536 ]
	ok "$kind: memory grew from $before to $after KiB"
	serves "a flood"
}

# While one client floods and stays, another is served.
flood_beside() {
	"$client" "$path" flood=200000 forever &
	victim=$!
	sleep 1
	serves "a client that floods and stays"
	kill -KILL $victim
	wait $victim 2>/dev/null
	serves "that client is killed"
}

for kind in unix pty; do
	path=$work/$kind
	start_server --endpoint "$kind:$path"
	ok "$kind: the modem starts"
	misbehave
	kill_one
	flood
	[ $kind = pty ] || flood_beside
	stop_server
	is "$status" 0 "$kind: the modem ends well"
done

# refused TEXT WHY: both commands refuse such a scenario.
refused() {
	scenario "$1"
	"$QMIMIC" serve --endpoint "unix:$work/s" "$work/s.lua" 2>"$work/why"
	is $? 2 "serve refuses: $2"
	has "$work/why" "qmimic: $work/s.lua:$2" "and says so"
	"$QMIMIC" run "$work/s.lua" -- true 2>"$work/why"
	is $? 125 "run refuses it"
	has "$work/why" "qmimic: $work/s.lua:$2" "and says so"
}

refused 'return scenario {
  on = {' "3: "
refused 'return scenario {
  on = { ["DMS Get Idz"] = {} },
}' "2: unknown message \"DMS Get Idz\"; did you mean \"DMS Get IDs\"?"
refused 'return scenario {
  faults = {
    { match = { message = "DMS Get IDs" }, dorp = true } }
}' "3: unknown entry of a rule \"dorp\"; did you mean \"drop\"?"
refused 'return scenario {
  story = "x",
}' "2: story must be a function(modem)"
refused 'return scenario { modem = preset "generic" {
  usb = { vendor = "x" } } }' "1: the preset's usb.vendor must be a number"

scenario 'return scenario { on = { ["CTL Get Version Info"] = function()
  return { service_lst = {} } end } }'
path=$work/unix
start_server --endpoint "unix:$path" "$work/s.lua"
"$client" "$path" $version expect=020400010003
ok "an unknown field is an error for the client"
has "$work/trace" "s.lua:1: the answer to CTL Get Version Info: no field \
\"service_lst\"; did you mean \"service_list\"?" "and named in the trace"
stop_server
is "$status" 1 "and fails the run"

printf 'return\0' >"$work/s.lua"
"$QMIMIC" serve "$work/s.lua" 2>"$work/why"
is $? 2 "a scenario with a zero byte is refused"
"$QMIMIC" serve "$work/no.lua" 2>"$work/why"
is $? 2 "a scenario that is not there is refused"
done_testing
