#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every scenario of a real bug, against a client that does right, against the
# same client with the bug, and against the clients of Debian that it concerns
# (tests/bugs/*.list). Writes the table of outcomes to bugs.md.
#
# A line of a list is NAME | CLIENT | OUTCOME | COMMAND. The command is run by sh
# in a folder of its own, with the device in $QMIMIC_DEVICE, tests/bugs/*.sh in
# $work and conformance/*.sh in $work/conformance; behind a first word "dbus:"
# there is a system bus of its own for daemons. CLIENT tells the lines of a bug
# apart. With the outcome "reproduces: TEXT" the run must have said that text.
#
# usage: tests/bugs.sh [NAME...]
# QMIMIC_BRIEF, if set, has a few run.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

source=$(cd "${srcdir:-.}" && pwd)
table=$PWD/bugs.md
unprivileged=
if [ "$(id -u)" = 0 ]; then
	unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi
cp "$QMIMIC" "$work/qmimic" || exit 99
cp tests/victim/victim "$work/victim" || exit 99
cp "$(dirname "$QMIMIC")"/.libs/libqmimic-preload.so "$work/" 2>/dev/null
cp -r "$source/scenarios" "$work/scenarios"
cp "$source"/tests/bugs/*.sh "$work/" 2>/dev/null
mkdir "$work/conformance" "$work/results" "$work/logs" "$work/runs"
cp "$source"/conformance/*.sh "$work/conformance/"
chmod -R a+rwX "$work"
QMIMIC_PRELOAD=$work/libqmimic-preload.so
VICTIM=$work/victim
# The preloaded library stands before the sanitizer's own.
ASAN_OPTIONS=verify_asan_link_order=0
export QMIMIC_PRELOAD VICTIM ASAN_OPTIONS work unprivileged

# one NAME CLIENT OUTCOME COMMAND: runs it and writes a line to results.
cat >"$work/one.sh" <<'SH'
name=$1 client=$2 wanted=$3 command=$4
out=$work/results/$name.$client
case $wanted in "not concerned" | "cannot run: "*) got=$wanted ;; *)
	mkdir -m 777 "$work/runs/$name.$client"
	cd "$work/runs/$name.$client" || exit 1
	bus=
	case $command in "dbus:"*)
		bus=--dbus
		command=${command#dbus:}
		;;
	esac
	$unprivileged timeout -k 5 90 "$work/qmimic" run $bus \
		"$work/scenarios/bugs/$name.lua" -- sh -c "$command" \
		>"$work/logs/$name.$client" 2>&1
	status=$?
	case $status in
	0) got="fixed here" ;;
	124 | 137) got="hangs" ;;
	125 | 126 | 127) got="did not run" ;;
	2) got="did not run: no such case" ;;
	*)
		got=reproduces
		text=${wanted#reproduces: }
		if [ "$text" != "$wanted" ] &&
			grep -q -F -e "$text" "$work/logs/$name.$client"; then
			got=$wanted
		fi
		;;
	esac ;;
esac
printf '%s|%s|%s|%s\n' "$name" "$client" "$wanted" "$got" >"$out"
SH

# The list of what is to be run: NAME, CLIENT, OUTCOME and COMMAND, each ended
# by a zero byte.
wanted_names=$*
[ -z "${QMIMIC_BRIEF:-}" ] ||
	wanted_names="lq-qmux-hdr-uninit dev-fcc-lock ctl-tid-wrap"
is_wanted() {
	[ -z "$wanted_names" ] && return 0
	case " $wanted_names " in *" $1 "*) return 0 ;; esac
	return 1
}

# lacks OUTCOME TEXT: what a line needs that this machine has not.
$unprivileged "$work/qmimic" run --dbus -- true >"$work/probe" 2>&1 && : >"$work/probe"
lacks() {
	[ "$1" = "not concerned" ] && return
	for program in qmicli qmi-proxy valgrind ModemManager ofonod; do
		case $2 in *"$program"*) ;; *) continue ;; esac
		PATH=$PATH:/usr/libexec:/usr/sbin command -v "$program" \
			>/dev/null || echo "no $program"
	done
	case $2 in *"dbus:"*) head -n 1 "$work/probe" ;; esac
}

: >"$work/plan"
for file in "$source"/scenarios/bugs/*.lua; do
	name=$(basename "$file" .lua)
	is_wanted "$name" || continue
	printf '%s\0' "$name" victim "fixed here" "$VICTIM $name" \
		"$name" "victim with the bug" reproduces \
		"$VICTIM --bug $name" >>"$work/plan"
done
cat "$source"/tests/bugs/[!n]*.list | sed '/^#/d; /^$/d; s/ *| */|/g' \
	>"$work/clients"
while IFS='|' read -r name client outcome command; do
	is_wanted "$name" || continue
	lacking=$(lacks "$outcome" "$client $command")
	[ -z "$lacking" ] || outcome="cannot run: $lacking"
	printf '%s\0' "$name" "$client" "$outcome" "$command" >>"$work/plan"
done <"$work/clients"
tr '\0' '\n' <"$work/plan" | awk 'NR % 4 == 1 { name = $0 }
	NR % 4 == 2 && seen[name "|" $0]++ { print name ", " $0; twice = 1 }
	END { exit twice }' >"$work/twice"
ok "no line comes twice" || sed 's/^/# /' "$work/twice"
xargs -0 -n 4 -P "$(nproc)" sh "$work/one.sh" <"$work/plan"

# Every line of the plan has its outcome.
cat "$work"/results/* | LC_ALL=C sort >"$work/outcomes"
while IFS='|' read -r name client wanted got; do
	case $wanted in "cannot run: "*)
		plan=$((plan + 1))
		echo "ok $plan - $name, $client # SKIP ${wanted#*: }"
		continue
		;;
	esac
	[ "$got" = "$wanted" ]
	ok "$name, $client: $wanted" || {
		echo "# got: $got"
		tail -n 25 "$work/logs/$name.$client" | sed 's/^/# /'
	}
done <"$work/outcomes"

# A scenario that no case of the victim and no list knows, and the reverse.
if [ -z "$wanted_names" ]; then
	for file in "$source"/scenarios/bugs/*.lua; do basename "$file" .lua; done |
		LC_ALL=C sort >"$work/scenarios.list"
	"$VICTIM" --list | LC_ALL=C sort >"$work/victim.list"
	diff "$work/scenarios.list" "$work/victim.list" >"$work/difference"
	ok "the victim has a case for every scenario" ||
		sed 's/^/# /' "$work/difference"
	cut -d '|' -f 1 "$work/clients" | LC_ALL=C sort -u |
		diff "$work/scenarios.list" - >"$work/difference"
	ok "each scenario says which clients it concerns" ||
		sed 's/^/# /' "$work/difference"
fi

{
	echo "# Real bugs and what became of them"
	echo
	echo "| bug | client | outcome |"
	echo "|---|---|---|"
	awk -F '|' '{ print "| " $1 " | " $2 " | " $4 " |" }' "$work/outcomes"
	sed -n '/^[^#]/s/^\(.*[^ ]\) *| */| \1 | none | /p' \
		"$source/tests/bugs/not_here.list" | sed 's/$/ |/'
} >"$table"
awk -F '|' '{ count[$2 ": " $4]++ }
	END { for (key in count) print "# " key ": " count[key] }' \
	"$work/outcomes" | LC_ALL=C sort
echo "# The whole table: $table"
done_testing
