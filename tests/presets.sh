#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What each preset says, a real client sees: tests/presets.lua makes the cases
# from the files themselves.
# The parts are called by name.
# shellcheck disable=SC2317
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

tab=$(printf '\t')

# counts ARGUMENT NUMBER: so many lines that begin with a tab.
counts() {
	run_action "$1"
	count=$(printf '%s\n' "$output" | grep -c "^$tab")
	if [ "$count" = "$2" ]; then
		echo "ok - $1 has $2 lines"
	else
		echo "not ok - $1 has $count lines, not $2"
	fi
}

# lacks ARGUMENT TEXT: it succeeds and prints nothing of the kind.
lacks() {
	run_action "$1"
	case $status$output in
	0*"$2"*) echo "not ok - $1 prints $2" ;;
	0*) echo "ok - $1 prints no $2" ;;
	*) echo "not ok - $1: status $status" ;;
	esac
}

# file PATH TEXT: what it holds.
file() {
	if [ "$(cat "$1")" = "$2" ]; then
		echo "ok - $1"
	else
		echo "not ok - $1 holds $(cat "$1"), not $2"
	fi
}

# first ARGUMENT TEXT: refused now, and answered later.
first() {
	refuses "$@"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		run_action "$1" >/dev/null
		[ $status != 0 ] || break
		sleep 1
	done
	says "$1"
}

# raw: the link cannot be raw IP.
raw() {
	if qmicli -d "$QMIMIC_DEVICE" --dms-get-model \
		--device-open-net='net-raw-ip|net-no-qos-header' 2>&1 |
		grep -q "'InvalidDataFormat'"; then
		echo "ok - raw IP is refused"
	else
		echo "not ok - raw IP is not refused"
	fi
}

# Actions that qmicli does not have are left to tests/play.
check_preset() {
	while IFS= read -r line; do
		IFS=$tab
		set -f
		# shellcheck disable=SC2086
		set -- $line
		unset IFS
		action=${2%%=*}
		case $action in
		--*)
			grep -q -x -e "$action" "$srcdir/actions" || {
				echo "# qmicli has no $action"
				continue
			}
			;;
		esac
		"$@" </dev/null
	done <"$srcdir/cases-$1"
}

presets=$(cd "${srcdir:-.}/scenarios/presets" 2>/dev/null && ls ./*.lua |
	sed 's,^\./,,; s,\.lua$,,')
if [ -n "$inside" ]; then
	presets=$(cat "$srcdir/presets")
else
	printf '%s\n' "$presets" >"$work/presets"
	qmicli --help-all | sed -n 's/^ *\(--[a-z0-9-]*\).*/\1/p' \
		>"$work/actions"
	echo --get-service-version-info >>"$work/actions"
fi

for preset in $presets; do
	if [ -z "$inside" ]; then
		"${LUA_PROGRAM:-lua5.4}" "$srcdir/tests/presets.lua" cases \
			"$srcdir/scenarios/presets" "$preset" \
			>"$work/cases-$preset" || {
			echo "not ok - $preset has cases" >>"$work/lines"
			continue
		}
		chmod a+r "$work"/*
	fi
	name=$(echo "$preset" | tr - _)
	eval "$name() { check_preset $preset; }"
	part "$name" "preset \"$preset\""
done

if [ -z "$inside" ]; then
	# shellcheck disable=SC2086
	if "${LUA_PROGRAM:-lua5.4}" "$srcdir/tests/presets.lua" table \
		"$srcdir/scenarios/presets" $presets |
		diff "$srcdir/doc/presets.md" - >"$work/difference"; then
		echo "ok - doc/presets.md says what the presets say" \
			>>"$work/lines"
	else
		echo "not ok - doc/presets.md says what the presets say" \
			>>"$work/lines"
		sed 's/^/# /' "$work/difference" >>"$work/lines"
	fi
fi
conclude
