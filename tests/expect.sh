#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What a scenario expects of a whole run, and how it comes out.
# shellcheck source=tests/run_lib.sh
. "${srcdir:-.}/tests/run_lib.sh"

# judge TEXT STATUS EXPECT COMMAND...: runs a command in front of a scenario with
# these entries; $work/out, $work/err and $work/json are what came of it.
judge() {
	text=$1
	wanted=$2
	scenario "return scenario { $3 }"
	shift 3
	timeout 60 "$QMIMIC" run -v --report "json:$work/json" "$work/s.lua" \
		-- "$@" >"$work/out" 2>"$work/err"
	is "$?" "$wanted" "$text" || sed 's/^/# /' "$work/err"
}

# says TEXT NAME: the verdict has it.
says() {
	has "$work/err" "$1" "$2"
}

# --- the program
judge "a status that is wanted" 0 'expect = { { status = 7 } }' sh -c 'exit 7'
judge "a status in a range" 0 'expect = { { status = { min = 1 } } }' \
	sh -c 'kill -9 $$'
judge "a status that is not wanted" 1 'expect = { { status = 7 } }' true
says "the program's status: it was 0" "the status is said"

judge "output that is there" 0 'expect = { { stdout = "^mo+d" },
	{ stderr = { "two", "lines" } }, { output = "3.5", plain = true },
	{ no_stdout = "lines" }, { no_output = "four" } }' \
	sh -c 'echo mood 3.5; echo two >&2; echo lines >&2'
is "$(cat "$work/out")" "mood 3.5" "output is passed on"
says "lines" "errors are passed on"
judge "output that is not there" 1 'expect = { { stdout = "tw[o]" } }' echo one
says 'stdout: "tw[o]": "tw[o]" is nowhere in 4 bytes' "the pattern is named"
judge "output that must not be there" 1 'expect = { { no_stdout = "on" } }' \
	sh -c 'echo two; echo one; echo three'
says 'no stdout: "on": there is: one' "the line is named"
judge "much output" 0 'expect = { { stdout = "^first" }, { stdout = "last\n$" } }' \
	sh -c 'echo first; head -c 20000000 /dev/zero | tr "\0" x; echo last'
is "$(wc -c <"$work/out")" 20000011 "all of it is passed on"
scenario 'return scenario { expect = { { stdout = "x" } } }'
timeout 60 "$QMIMIC" run "$work/s.lua" -- \
	sh -c 'head -c 3000000 /dev/zero | tr "\0" x' 2>"$work/err" |
	{ sleep 0.3; wc -c; } >"$work/out"
is "$(cat "$work/out")" 3000000 "a reader that is slow gets all"

judge "a time that is kept" 0 'expect = { { duration = 30 },
	{ cpu = { max = 20 } }, { processes = { min = 1, max = 9 } } }' true
judge "a time that is not" 1 'expect = { { duration = { min = 100 } } }' true
says "the program takes: 100 to inf: it was 0." "the time is said"
judge "processor time" 1 'expect = { { cpu = { min = 100 } } }' true
says "processor time: 100 to inf: it was 0" "it is said"
judge "processes" 0 'expect = { { processes = { min = 4 } } }' sh -c '
	sleep 30 & a=$!; sleep 30 & b=$!; sleep 2; kill $a $b; wait; true'
judge "too many processes" 1 'expect = { { processes = 2 } }' sh -c '
	sleep 30 & a=$!; sleep 30 & b=$!; sleep 2; kill $a $b; wait; true'

judge "no report" 0 'expect = { { reports = "none" } }' echo "all is well"
judge "a sanitizer's report" 1 'expect = { { reports = "none" } }' \
	sh -c 'echo "==7==ERROR: AddressSanitizer: heap-use-after-free" >&2'
says "there is: ==7==ERROR: AddressSanitizer: heap-use-after-free" "is told"
judge "valgrind's report" 1 'expect = { { reports = "none" } }' \
	sh -c 'echo "==12== Conditional jump or move depends on it" >&2'
judge "valgrind without one" 0 'expect = { { reports = "none" } }' \
	sh -c 'echo "==12== ERROR SUMMARY: 0 errors from 0 contexts" >&2'
judge "a report that is wanted" 0 'expect = { { reports = "uninit%w+" } }' \
	echo "Use of uninitialised value"

# --- commands beside it
judge "a check" 0 'expect = { { check = "cat '"$work"'/flag", every = 0.1,
	output = "ready", within = 30 } }' \
	sh -c "sleep 0.3; echo ready >$work/flag; sleep 3"
says "pass: $work/s.lua:2: check: /bin/sh -c cat" "a check passes at last"
judge "a check in the box" 0 'expect = { { check = { "test", "-e",
	"/sys/class/usbmisc/cdc-wdm0" }, every = 0.1 } }' sleep 2
judge "a check that is never content" 1 'expect = { { check = "exit 3",
	every = 0.1 } }' sleep 1
says "the program ended first; the last time: its status was 3" "says why"
judge "a check that is late" 1 'expect = { { check = "echo no",
	output = "yes", within = 0.5, every = 0.1 } }' sleep 3
says '"yes" is not in its output' "says what it missed"

# --- messages
ids='qmicli -d /dev/cdc-wdm0 --dms-get-ids'
if command -v qmicli >/dev/null; then
	# shellcheck disable=SC2086
	judge "messages that come" 0 'expect = { { must = "DMS Get IDs" },
		{ must = { message = "CTL Allocate CID", fields =
			{ service = "dms" } }, within = 30 },
		{ must_not = "DMS Get Model" },
		{ at_most = 1, of = "CTL Release CID" },
		{ exactly = 1, of = { message = "DMS Get *" } },
		{ at_least = 1, of = { kind = "response" } },
		{ must_not = { where = function(_, _, call)
			return call.transaction == 0 or call.client == 255 end } },
		{ order = { "CTL Allocate CID", "DMS Get IDs",
			"CTL Release CID" } }, { leaks = "none" } }' $ids
	says "8 of 8 points" "all are judged"
	# shellcheck disable=SC2086
	judge "messages that do not" 1 'expect = { { must = "DMS Get Model" },
		{ must_not = "DMS Get IDs" },
		{ at_most = 0, of = "CTL Release CID" },
		{ at_least = 2, of = "DMS Get IDs", name = "two" },
		{ must = "DMS Get IDs", after = "DMS Get Model" },
		{ order = { "DMS Get IDs", "CTL Allocate CID" } } }' $ids
	says "must: DMS Get Model: it did not come" "must"
	says "must not: DMS Get IDs: DMS Get IDs came after" "must not"
	says "at most 0: CTL Release CID: CTL Release CID came" "at most"
	says "two: 1 came" "at least, by its name"
	says "must: DMS Get IDs: it did not come" "after what never comes"
	says "before DMS Get IDs" "order"
else
	ok "messages # SKIP no qmicli"
fi

# --- signals
if command -v qmicli >/dev/null; then
	# shellcheck disable=SC2086
	judge "a program that is killed in the middle" 0 \
		'expect = { { status = 137 } }, faults = { { must_match = true,
		match = { message = "DMS Get IDs" }, signal = "KILL" } }' $ids
	says "still held: DMS client 1" "and leaves its client id"
fi
judge "a program that is told to end" 0 'expect = { { stdout = "good bye" } },
	story = function(modem) modem:sleep(0.5) modem:signal("TERM") end' \
	sh -c 'trap "echo good bye; exit 0" TERM
	while :; do sleep 0.1; done'

# --- expected failures and skipping
judge "an expected failure" 0 'expect_failure = "status 3",
	expect = { { stdout = "hello" } }' sh -c 'echo hello; exit 3'
says "failed as expected" "is told"
has "$work/json" '"outcome": "failed as expected"' "in JSON, too"
judge "another failure than expected" 3 'expect_failure = "status 4"' \
	sh -c 'exit 3'
judge "one more failure than expected" 1 'expect_failure = "nowhere",
	expect = { { stdout = "a" }, { status = 5 } }' true
judge "a pass where none is expected" 1 'expect_failure = "status 3"' true
says "a failure is expected, and there was none" "is told"
judge "a run that is skipped" 77 'skip = "needs hardware"' touch "$work/ran"
says "skipped: needs hardware" "says why"
[ ! -e "$work/ran" ]
ok "and the program does not run"

# --- reports
scenario 'return scenario { expect = { { stdout = "a" }, { stdout = "b" } } }'
timeout 60 "$QMIMIC" run --report "junit:$work/x.xml" --tap "$work/x.tap" \
	--report "text:$work/x.txt" --report json:- "$work/s.lua" -- echo a \
	>"$work/out" 2>"$work/err"
is "$?" 1 "several reports of a failed run"
has "$work/x.xml" 'tests="4" failures="1"' "JUnit counts"
has "$work/x.tap" "not ok 2 - " "TAP"
has "$work/x.txt" "FAIL" "text"
has "$work/out" '"ok": false' "JSON on stdout"
if command -v xmllint >/dev/null; then
	xmllint --noout "$work/x.xml"
	ok "JUnit is XML"
fi
"$QMIMIC" run --report yaml:x -- true 2>"$work/err"
is "$?" 125 "an unknown format is refused"

# --- mistakes
# mistake TEXT EXPECT WANTED
mistake() {
	scenario "return scenario { expect = { $2 } }"
	timeout 60 "$QMIMIC" run "$work/s.lua" -- true 2>"$work/err"
	is "$?" 125 "mistake: $1"
	says "$3" "mistake: $1 is explained"
}
mistake "a verb" '{ mist = 5 }' "s.lua:1: an expectation says what must be"
mistake "two verbs" '{ status = 0, stdout = "" }' "not both status and stdout"
mistake "a message" '{ must = "DMS Gte IDs" }' 'did you mean "DMS Get IDs"'
mistake "a field" '{ must = { message = "CTL Allocate CID", fields =
	{ servcie = 1 } } }' 's.lua:2: unknown field "servcie"; did you mean'
mistake "a pattern" '{ stdout = "[a" }' "s.lua:1: stdout: malformed pattern"
mistake "an option" '{ status = 0, within = 5 }' \
	'unknown entry of an expectation "within"'
mistake "of nothing" '{ at_most = 5 }' "says of what"
done_testing
