#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Calls of a client that go wrong, as the preloaded library makes them.
# shellcheck source=tests/run_lib.sh
. "${srcdir:-.}/tests/run_lib.sh"

client=$(pwd)/tests/call_client

# calls TEXT RULE WANTED: what the client's calls give, in one line; the size of
# the answer, which depends on the preset, is called ALL.
calls() {
	scenario "return scenario { faults = { { match = {
		message = 'CTL Get Version Info' }, times = 1, must_match = true,
		device = { $2 } } } }"
	timeout 60 "$QMIMIC" run --no-namespaces "$work/s.lua" -- \
		"$client" ask ask >"$work/out" 2>"$work/err"
	is "$?" 0 "$1: the run is good"
	is "$(sed 's/^read [0-9][0-9][0-9]*$/read ALL/' "$work/out" |
		tr '\n' ',')" "$3" "$1"
}

good="write 12,poll POLLIN,read ALL,"
calls "EAGAIN after POLLIN" "call = 'read', error = 'EAGAIN', count = 2" \
	"write 12,poll POLLIN,read EAGAIN,poll POLLIN,read EAGAIN,poll POLLIN,read ALL,$good"
calls "EPIPE" "call = 'read', error = 'EPIPE'" \
	"write 12,poll POLLIN,read EPIPE,poll POLLIN,read ALL,$good"
calls "a read of nothing" "call = 'read', zero = true" \
	"write 12,poll POLLIN,read 0,poll POLLIN,read ALL,$good"
calls "a short read" "call = 'read', short = 5" \
	"write 12,poll POLLIN,read 5,poll POLLIN,read ALL,$good"
calls "POLLERR" "call = 'poll', error = 'POLLERR'" \
	"write 12,poll POLLERR,read ALL,$good"
calls "a short write" "call = 'write', short = 5" \
	"write 12,poll POLLIN,read ALL,write 5,write 7,poll POLLIN,read ALL,"
calls "EAGAIN of a write" "call = 'write', error = 'EAGAIN'" \
	"write 12,poll POLLIN,read ALL,write EAGAIN,$good"
calls "ENOBUFS of two writes" "call = 'write', error = 'ENOBUFS', count = 2" \
	"write 12,poll POLLIN,read ALL,write ENOBUFS,write ENOBUFS,$good"

scenario 'return scenario { story = function(modem)
	modem:disturb { call = "poll", error = "POLLIN" }
	modem:disturb { call = "write", zero = true }
	modem:disturb { call = "write", error = "EIO" } end,
	faults = { { match = { kind = "response" }, delay = 1 } } }'
timeout 60 "$QMIMIC" run --no-namespaces "$work/s.lua" -- "$client" ask \
	>"$work/out" 2>"$work/err"
is "$(sed 's/^read [0-9][0-9][0-9]*$/read ALL/' "$work/out" | tr '\n' ',')" \
	"write 0,write EIO,write 12,poll POLLIN,read EAGAIN,poll POLLIN,read ALL," \
	"a story disturbs the first calls"

scenario 'return scenario { story = function(modem)
	modem:disturb { call = "poll", error = "EIO" } end }'
timeout 60 "$QMIMIC" run --no-namespaces "$work/s.lua" -- true 2>"$work/err"
is "$?" 1 "what a call cannot give fails the run"
has "$work/err" 's.lua:2: unknown error "EIO"' "and names the line"

scenario 'return scenario { story = function(modem)
	modem:disturb { call = "read", error = "EIO" } end }'
timeout 60 "$QMIMIC" run --trace "$work/s.lua" -- true 2>"$work/err"
if grep -q "preloaded" "$work/err"; then
	has "$work/err" "no call of the client is disturbed yet" \
		"where it cannot be done, that is said"
else
	ok "where it cannot be done, that is said # SKIP no namespaces here"
fi
done_testing
