# shellcheck shell=sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What the suites that run qmicli share. Sourced, not run.
# shellcheck shell=sh
#
# A suite is a list of parts. Each part is a function whose cases run in one
# box, in front of one modem, so that a case sees what the one before has
# changed:
#
#	switched() {
#		says --dms-set-operating-mode=low-power "set successfully"
#		says --dms-get-operating-mode "Mode: 'low-power'"
#	}
#	part switched 'preset "generic"'
#	covers dms
#
# The suite starts itself again inside the box with QMICLI_PART set. As root it
# runs as a user without rights.

if [ -n "${QMICLI_PART:-}" ]; then
	inside=yes
else
	inside=
	command -v qmicli >/dev/null || {
		echo "1..0 # SKIP qmicli is not installed"
		exit 77
	}
	work=$(mktemp -d "${TMPDIR:-/tmp}/qmicli-test.XXXXXX")
	trap 'rm -rf "$work"' EXIT
	# The build may lie where that user cannot read.
	cp "$QMIMIC" "$work/qmimic" || exit 99
	cp "$0" "$work/suite.sh" || exit 99
	mkdir "$work/tests"
	cp "${srcdir:-.}/tests/qmicli_lib.sh" "$work/tests/" || exit 99
	chmod -R a+rX "$work"
	: >"$work/lines"
	unprivileged=
	if [ "$(id -u)" = 0 ]; then
		unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
	fi
fi

# part NAME [MODEM [STORY]]: the cases of function NAME with that modem.
part() {
	if [ -n "$inside" ]; then
		[ "$1" != "$QMICLI_PART" ] || "$1"
		return
	fi
	printf 'return scenario {\n  modem = %s,\n  story = %s,\n}\n' \
		"${2:-preset \"generic\"}" "${3:-nil}" >"$work/$1.lua"
	echo "# $1" >>"$work/lines"
	# shellcheck disable=SC2086
	QMICLI_PART=$1 srcdir=$work timeout 60 $unprivileged "$work/qmimic" \
		run "$work/$1.lua" -- sh "$work/suite.sh" \
		>"$work/out" 2>"$work/errors"
	status=$?
	cat "$work/out" >>"$work/lines"
	if [ $status = 0 ]; then
		echo "ok - $1 ends well" >>"$work/lines"
	else
		echo "not ok - $1 ends with status $status" >>"$work/lines"
		sed 's/^/# /' "$work/errors" >>"$work/lines"
	fi
}

# covers SERVICE...: every action that qmicli has for them must have had a case.
# Prints the result and ends the suite.
covers() {
	[ -z "$inside" ] || exit 0
	for service; do
		qmicli "--help-$service" |
			sed -n 's/^ *\(--[a-z0-9-]*\).*/\1/p' |
			grep "^--$service-" || echo "--$service-lists-no-actions"
	done >"$work/actions"
	sed -n 's/^# case //p' "$work/lines" | sort -u >"$work/cases"
	grep -v -x -F -f "$work/cases" "$work/actions" |
		sed 's/.*/not ok - & has a case/' >>"$work/lines"
	grep -v '^# case' "$work/lines" | awk '
		/^(not )?ok - / { sub(/ok - /, "ok " ++count " - ") }
		{ print }
		END { print "1.." count }'
	! grep -q '^not ok' "$work/lines"
	exit
}

# The cases. Each is an argument of qmicli and texts that it must print. `also`
# holds further arguments for all cases from then on.
also=

judge() {
	judged=$1
	action=$2
	shift 2
	for wanted; do
		case $output in
		*"$wanted"*) ;;
		*) judged="nothing like $wanted" ;;
		esac
	done
	if [ "$judged" = good ]; then
		echo "ok - $action"
	else
		echo "not ok - $action: $judged"
		printf '%s\n' "$output" | sed 's/^/# /'
	fi
}

run_action() {
	echo "# case ${1%%=*}"
	# shellcheck disable=SC2086 # words
	output=$(timeout 10 qmicli -d "$QMIMIC_DEVICE" $also "$1" 2>&1)
	status=$?
}

# says ARGUMENT TEXT...: it succeeds and prints the texts.
says() {
	run_action "$1"
	if [ $status = 0 ]; then
		judge good "$@"
	else
		judge "status $status" "$@"
	fi
}

# refuses ARGUMENT TEXT...: the modem says no.
refuses() {
	run_action "$1"
	if [ $status = 1 ]; then
		judge good "$@"
	else
		judge "status $status" "$@"
	fi
}

# eventually ARGUMENT TEXT...: so it is after a while.
eventually() {
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		run_action "$1" >/dev/null
		case $output in
		*"$2"*) break ;;
		esac
		sleep 0.2
	done
	says "$@"
}

# watches ARGUMENT TEXT...: an action that runs until it is interrupted; it has
# printed the texts by then.
watches() {
	echo "# case ${1%%=*}"
	log=$(mktemp)
	# shellcheck disable=SC2086 # words
	timeout -s INT 10 stdbuf -oL qmicli -d "$QMIMIC_DEVICE" $also "$1" \
		>"$log" 2>&1 &
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		output=$(cat "$log")
		case $output in
		*"$2"*) break ;;
		esac
		sleep 0.1
	done
	kill -INT $! 2>/dev/null
	wait $!
	output=$(cat "$log")
	rm -f "$log"
	judge good "$@"
}
