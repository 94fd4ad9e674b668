# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh
# What the suites that run daemons share. Sourced, not run.
#
# A suite drives one daemon in front of several modems and judges by what the
# daemon reports and by what the modem saw:
#
#	. conformance/lib.sh
#	needs ModemManager mmcli dbus-daemon
#	script() { ...; }           # runs in the box, with the daemon
#	modem generic 'preset "generic"' suite.lua
#	modem other 'preset "other"' suite.lua
#	finish
#
# Each modem has a box of its own, all at once, in which the suite starts again
# with CONFORMANCE_MODEM set and calls script(). The scenario is a file in which
# @MODEM@ stands for the modem; its story expects what the modem must see, and
# what the modem does by itself waits for a cue(). MODEMS, if set, names those to
# run. What a failed run leaves behind is printed.
#
# As root the boxes run as a user without rights.
#
# QMIMIC_BRIEF, if set, has only the first modem run. CONFORMANCE_SPEED is how
# fast clocks run, 1 unless it is set. RUN_OPTIONS, if the suite sets it, are further
# options of `qmimic run`.

: "${CONFORMANCE_SPEED:=1}"
export CONFORMANCE_SPEED
# Seconds that something may take, of the clock in the box.
deadline=$((${CONFORMANCE_DEADLINE:-30} * CONFORMANCE_SPEED))
: "${QMIMIC:=qmimic}"

# --- outside

# needs PROGRAM...: ends the suite where one is not installed.
needs() {
	[ -z "${CONFORMANCE_MODEM:-}" ] || return 0
	for program; do
		command -v "$program" >/dev/null || {
			echo "1..0 # SKIP $program is not installed"
			exit 77
		}
	done
	set_up
}

set_up() {
	unprivileged=
	if [ "$(id -u)" = 0 ]; then
		unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
	fi
	work=$(mktemp -d "${TMPDIR:-/tmp}/qmimic-conformance.XXXXXX") || exit 99
	trap 'rm -rf "$work"' EXIT
	# The build may lie where that user cannot read.
	cp "$(command -v "$QMIMIC")" "$work/qmimic" || exit 99
	mkdir "$work/conformance"
	cp "${srcdir:-.}"/conformance/*.sh "$work/conformance/" || exit 99
	chmod -R a+rX "$work"
	# shellcheck disable=SC2086
	$unprivileged "$work/qmimic" run --dbus -- true >"$work/probe" 2>&1 || {
		echo "1..0 # SKIP $(head -n 1 "$work/probe")"
		exit 77
	}
	modems=
}

# modem NAME MODEM SCENARIO: runs script() in front of that modem.
modem() {
	if [ -n "${CONFORMANCE_MODEM:-}" ]; then
		[ "$1" = "$CONFORMANCE_MODEM" ] && run_script
		return
	fi
	case " ${MODEMS:-$1} " in
	*" $1 "*) ;;
	*) return ;;
	esac
	[ -z "${QMIMIC_BRIEF:-}" ] || [ -z "$modems" ] || return 0
	modems="$modems $1"
	mkdir -m 777 "$work/$1"
	sed "s|@MODEM@|$2|" "${srcdir:-.}/conformance/$3" \
		>"$work/$1/scenario.lua"
	(
		cd "$work/$1" || exit 99
		# shellcheck disable=SC2086
		CONFORMANCE_MODEM=$1 QMIMIC=$work/qmimic srcdir=$work \
			timeout --foreground \
			"${CONFORMANCE_LIMIT:-120}" $unprivileged \
			"$work/qmimic" run --dbus \
			--speed "$CONFORMANCE_SPEED" ${RUN_OPTIONS:-} \
			--artifacts "$work/$1/run" -v scenario.lua -- \
			sh "$work/conformance/${0##*/}" >lines 2>verdict
		echo $? >status
	) &
}

# Prints what is known about a modem whose run has failed.
explain() {
	sed 's/^/# /' "$work/$1/verdict"
	for log in "$work/$1"/*.log "$work/$1/run/trace.txt"; do
		[ -f "$log" ] || continue
		echo "# --- the end of ${log##*/}"
		tail -n 40 "$log" | cut -c 1-300 | sed 's/^/# /'
	done
}

# Waits for all modems, prints the points of all and ends the suite.
finish() {
	[ -z "${CONFORMANCE_MODEM:-}" ] || exit 0
	wait
	for name in $modems; do
		sed "s/ok - /ok - $name: /" "$work/$name/lines"
		sed -n "s/^qmimic: pass: /ok - $name: the modem: /p
			s/^qmimic: FAIL: /not ok - $name: the modem: /p" \
			"$work/$name/verdict"
		status=$(cat "$work/$name/status")
		[ "$status" = 0 ] || echo "not "
		echo "ok - $name: the run ends with status $status"
		if [ "$status" != 0 ] || grep -q '^not ok' "$work/$name/lines"; then
			explain "$name"
		fi
	done | sed '/^not $/{N;s/\n//;}' >"$work/points"
	awk '/^(not )?ok - / { sub(/ok - /, "ok " ++count " - ") }
		{ print }
		END { print "1.." count + 0 }' "$work/points"
	! grep -q '^not ok' "$work/points"
	exit
}

# --- inside

failures=0

run_script() {
	script
	[ "$failures" = 0 ]
	exit
}

# ok TEXT: the last command's status is the result.
ok() {
	if [ $? = 0 ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failures=$((failures + 1))
		return 1
	fi
}

# is GOT WANTED TEXT
is() {
	[ "$1" = "$2" ]
	ok "$3" || echo "# got '$1', wanted '$2'"
}

# like GOT PATTERN TEXT: a pattern of case.
like() {
	case $1 in
	$2) ok "$3" ;;
	*) false || ok "$3" || echo "# got '$1', wanted something like '$2'" ;;
	esac
}

# succeeds TEXT COMMAND...
succeeds() {
	text=$1
	shift
	output=$("$@" 2>&1)
	ok "$text" || printf '%s\n' "$output" | sed 's/^/# /'
}

# fails TEXT COMMAND...
fails() {
	text=$1
	shift
	output=$("$@" 2>&1)
	[ $? != 0 ]
	ok "$text" || printf '%s\n' "$output" | sed 's/^/# /'
}

# until_like PATTERN TEXT COMMAND...: what the command prints is like that
# before the deadline, and as long as the daemon lives.
until_like() {
	pattern=$1
	text=$2
	shift 2
	end=$(($(date +%s) + deadline))
	while :; do
		output=$("$@" 2>&1)
		# shellcheck disable=SC2254
		case $output in
		$pattern)
			ok "$text"
			return
			;;
		esac
		[ "$(date +%s)" -lt $end ] && kill -0 "$daemon" 2>/dev/null ||
			break
		sleep 0.1
	done
	false || ok "$text" ||
		printf '%s\n' "wanted: $pattern" "got:    $output" |
		sed 's/^/# /'
	return 1
}

# Tells the story to go on: it waits for the one message that daemons do not
# send.
cue() {
	qmicli -p -d "$QMIMIC_DEVICE" --dms-get-factory-sku >/dev/null 2>&1
}

# start_daemon NAME COMMAND...: its output goes to NAME.log.
start_daemon() {
	log=$1.log
	shift
	"$@" >"$log" 2>&1 &
	daemon=$!
}

# Ends the daemon, which must end well.
stop_daemon() {
	kill -TERM "$daemon"
	wait "$daemon"
	is $? 0 "the daemon ends well"
}
