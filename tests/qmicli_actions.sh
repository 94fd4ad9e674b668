#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every action of qmicli has the outcome that tests/qmicli_actions.list says, and
# every option of the installed qmicli has a line there. Writes the table to
# qmicli-actions.md in the build folder.
#
# The list holds, in this order of lines:
#
#	[NAME] MODEM            what follows runs in a box with this modem; more
#	                        entries of a scenario may come after a comma
#	OPTION ARGS => answered        qmicli ends well
#	OPTION ARGS => follows         it runs until it is interrupted
#	OPTION ARGS => error E: WHY    it fails with this error of the protocol, or
#	                               with this text when E is in quotes
#	[pending]               the options below are not expected to be so yet
#
# {cid} and {handle} in arguments stand for the client id and the packet data
# handle that have been printed last, {file} for a small file. An answer that
# libqmi cannot read is no good outcome, nor is a warning.
# shellcheck source=tests/qmicli_box.sh disable=SC2154
. "${srcdir:-.}/tests/qmicli_box.sh"

list=${srcdir:-.}/tests/qmicli_actions.list
own_warning='requested MBIM mode but unexpected\|descriptors file doesn.t exist'
bad_words='ERROR: \|[Uu]nexpected\|wrong type\|[Cc]ouldn.t parse\|CRITICAL\|Warning'

# run_row ARGS: sets `status` and puts what is printed into files `said`
# and `errors`.
run_row() {
	chatty=--verbose
	case $1 in --verbose-full*) chatty= ;; esac
	set -f
	# The arguments have no blanks in them.
	# shellcheck disable=SC2086
	timeout 10 qmicli -d $device $chatty $1 >"$TMPDIR/said" 2>"$TMPDIR/errors"
	status=$?
	set +f
}

# follow_row ARGS: the same for an action that does not end by itself. It is
# interrupted when it has a client id and has been answered.
follow_row() {
	needed=2
	case $1 in *--client-cid=*) needed=1 ;; esac
	: >"$TMPDIR/said"
	: >"$TMPDIR/errors"
	set -f
	# shellcheck disable=SC2086
	timeout -s INT 10 stdbuf -oL qmicli -d $device --verbose $1 \
		>"$TMPDIR/said" 2>"$TMPDIR/errors" &
	set +f
	follower=$!
	while kill -0 $follower 2>/dev/null; do
		count=$(grep -c "received generic response" "$TMPDIR/said")
		[ "$count" -lt $needed ] || break
		sleep 0.05
	done
	kill -INT $follower 2>/dev/null && status=followed || status=ended
	wait $follower
}

# What has come of it, in the words of the list.
outcome() {
	said=$(cat "$TMPDIR/said" "$TMPDIR/errors" | grep -v "$own_warning" |
		grep -m 1 -e "$bad_words")
	fault=$(sed -n 's/^error: //p' "$TMPDIR/errors" | head -n 1)
	case $status,$fault in followed,*"was cancelled") fault= ;; esac
	if [ -n "$said" ]; then
		echo "bad answer: $said"
	elif [ $status = 124 ]; then
		echo "no answer in time"
	elif [ $status = 0 ]; then
		echo "answered"
	elif [ -n "$fault" ]; then
		echo "error: $fault"
	elif [ $status = followed ]; then
		echo "follows"
	else
		echo "ended with status $status"
	fi
}

# matches GOT WANTED
matches() {
	case $2 in
	'error "'*)
		text=${2#error \"}
		case $1 in "error: "*"${text%%\"*}"*) return 0 ;; esac
		;;
	"error "*)
		name=${2#error }
		case $1 in "error: "*"'${name%%:*}'"*) return 0 ;; esac
		;;
	*) [ "$1" = "$2" ] && return 0 ;;
	esac
	return 1
}

# Runs the rows of a box, which come from standard input. Prints for each:
# verdict, arguments, what was wanted and what has come, with tabs between.
inside() {
	while IFS= read -r row; do
		args=${row%% => *}
		wanted=${row##* => }
		real=$(printf '%s\n' "$args" | sed "s/{cid}/${cid-0}/
			s/{handle}/${handle-0}/; s,{file},$TMPDIR/file,")
		if [ "$wanted" = follows ]; then
			follow_row "$real"
		else
			run_row "$real"
		fi
		got=$(outcome)
		new=$(sed -n "s/^[ 	]*CID: '\(.*\)'/\1/p" "$TMPDIR/said")
		cid=${new:-$cid}
		new=$(sed -n "s/.*Packet data handle: '\(.*\)'/\1/p" "$TMPDIR/said")
		handle=${new:-$handle}
		matches "$got" "$wanted" && verdict=good || verdict=bad
		printf '%s\t%s\t%s\t%s\n' $verdict "$args" "$wanted" "$got"
	done
}

if [ -n "${IN_BOX-}" ]; then
	echo content >"$TMPDIR/file"
	inside <"$IN_BOX"
	exit
fi

set_up

# Cuts the list into a scenario and rows for each box, and what is pending.
awk -v work="$work" '
	/^#/ || /^$/ { next }
	$0 == "[pending]" { rows = work "/pending"; next }
	/^\[/ {
		name = substr($1, 2, length($1) - 2)
		modem = substr($0, length($1) + 2)
		rows = work "/" name ".rows"
		print name >(work "/boxes")
		print "return scenario { modem = " modem " }" >(work "/" name ".lua")
		next
	}
	{ print >rows }' "$list" || exit 99
touch "$work/pending" "$work/results"

while read -r name; do
	IN_BOX=$work/$name.rows srcdir=$work QMIMIC=$work/qmimic qmimic run \
		"$work/$name.lua" -- sh "$work/tests/qmicli_actions.sh" \
		</dev/null >"$work/out" 2>"$work/errors"
	ok "$name: the modem is good" || sed 's/^/# /' "$work/errors"
	is "$(wc -l <"$work/out")" "$(wc -l <"$work/$name.rows")" \
		"$name: every row has been run"
	sed "s/^/$name	/" "$work/out" >>"$work/results"
done <"$work/boxes"

# Options that the list does not have, or that are pending without a row.
cut -f 3 "$work/results" | sed 's/[= ].*//' | sort -u >"$work/listed"
qmicli --help-all | sed -n 's/^  \(-., \)*\(--[a-z0-9-]*\).*/\2/p' |
	sort -u >"$work/options"
[ -s "$work/options" ]
ok "qmicli lists its options"
is "$(comm -23 "$work/options" "$work/listed")" "" "every option has a row"
is "$(sort -u "$work/pending" | comm -23 - "$work/listed")" "" \
	"every pending option has a row"

tab=$(printf '\t')
while IFS=$tab read -r name verdict args wanted got; do
	option=${args%%[= ]*}
	if ! grep -q -x -F -e "$option" "$work/pending"; then
		[ "$verdict" = good ]
		ok "$name: $args: $wanted" || echo "# got: $got"
	else
		[ "$verdict" = bad ]
		ok "$name: $args: pending" || echo "# works: drop the mark"
	fi
done <"$work/results"

# The table.
awk -F '\t' -v pending="$work/pending" '
	BEGIN {
		while ((getline option <pending) > 0)
			waits[option] = 1
		print "# Actions of qmicli and their outcomes\n"
		print "| action | modem | outcome | reason |"
		print "|---|---|---|---|"
	}
	{
		option = $3
		sub(/[= ].*/, "", option)
		args = $3
		gsub(/\|/, "\\|", args)
		reason = $4
		if (option in waits) {
			outcome = "pending"
			reason = $5
		} else if ($2 == "bad") {
			outcome = "**wrong**"
			reason = $5
		} else if ($4 ~ /^error/) {
			outcome = $5
			sub(/^.*: .QMI protocol error|^.*QMI protocol error/,
				"QMI protocol error", outcome)
			sub(/^error "[^"]*": |^error [^:"]*: /, "", reason)
		} else {
			outcome = $4
			reason = ""
		}
		gsub(/\|/, "\\|", reason)
		printf "| `%s` | %s | %s | %s |\n", args, $1, outcome, reason
		count[outcome ~ /^QMI|^error/ ? "expected error" : outcome]++
	}
	END {
		print ""
		for (kind in count)
			print count[kind] " " kind
	}' "$work/results" >qmicli-actions.md
sed -n '/^$/,$ { /^[0-9]/ s/^/# /p; }' qmicli-actions.md
finish
