#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every scenario of a real bug, against a client that does right, against the
# same client with the bug, and against the clients of Debian that it concerns
# (tests/bugs/*.list). Writes the table of outcomes to bugs.md.
#
# usage: tests/bugs.sh [NAME...]
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
mkdir "$work/results" "$work/logs"
chmod -R a+rwX "$work"
QMIMIC_PRELOAD=$work/libqmimic-preload.so
VICTIM=$work/victim
export QMIMIC_PRELOAD VICTIM work unprivileged

# one NAME CLIENT OUTCOME COMMAND: runs it and writes a line to results.
cat >"$work/one.sh" <<'SH'
name=$1 client=$2 wanted=$3 command=$4
out=$work/results/$name.$client
case $wanted in "not concerned") got=$wanted ;; *)
	cd "$work" || exit 1
	$unprivileged timeout -k 5 90 ./qmimic run \
		"scenarios/bugs/$name.lua" -- sh -c "$command" \
		>"$work/logs/$name.$client" 2>&1
	status=$?
	case $status in
	0) got="fixed here" ;;
	124 | 137) got="hangs" ;;
	125 | 126 | 127) got="did not run" ;;
	*) got=reproduces ;;
	esac ;;
esac
printf '%s|%s|%s|%s\n' "$name" "$client" "$wanted" "$got" >"$out"
SH

# The list of what is to be run: NAME, CLIENT, OUTCOME and COMMAND, each ended
# by a zero byte.
wanted_names=$*
is_wanted() {
	[ -z "$wanted_names" ] && return 0
	case " $wanted_names " in *" $1 "*) return 0 ;; esac
	return 1
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
	printf '%s\0' "$name" "$client" "$outcome" "$command" >>"$work/plan"
done <"$work/clients"
xargs -0 -n 4 -P "$(nproc)" sh "$work/one.sh" <"$work/plan"

# Every line of the plan has its outcome.
cat "$work"/results/* | LC_ALL=C sort >"$work/outcomes"
while IFS='|' read -r name client wanted got; do
	[ "$got" = "$wanted" ]
	ok "$name, $client: $wanted" || {
		echo "# got: $got"
		tail -n 12 "$work/logs/$name.$client" | sed 's/^/# /'
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
