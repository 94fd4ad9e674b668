# SPDX-License-Identifier: LGPL-2.1-or-later
# What the tests of the program share. Sourced, not run.

plan=0
failures=0
work=$(mktemp -d "${TMPDIR:-/tmp}/qmimic-test.XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

# ok TEXT: the last command's status is the result.
ok() {
	if [ $? = 0 ]; then result=ok; else
		result="not ok"
		failures=$((failures + 1))
	fi
	plan=$((plan + 1))
	echo "$result $plan - $1"
	[ "$result" = ok ]
}

# is GOT WANTED TEXT
is() {
	[ "$1" = "$2" ]
	ok "$3" || printf '%s\n' "got:    $1" "wanted: $2" | sed 's/^/# /'
}

# has FILE TEXT NAME: the file has that text.
has() {
	grep -q -F -e "$2" "$1"
	ok "$3" || {
		echo "# no \"$2\" in:"
		head -n 20 "$1" | sed 's/^/# /'
	}
}

# Waits for something that must come; the limit is for a broken program only.
await() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 400 ] || return 1
		sleep 0.05
	done
}

done_testing() {
	echo "1..$plan"
	[ "$failures" = 0 ]
	exit
}

# go_unprivileged: from now on $unprivileged before a command runs it as a user
# without rights, if this is root. The program is copied to $work, which is where
# the test goes on: the build may lie where that user cannot read.
go_unprivileged() {
	unprivileged=
	if [ "$(id -u)" = 0 ]; then
		unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
	fi
	cp "$QMIMIC" "$work/qmimic" || exit 99
	cp "$(dirname "$QMIMIC")"/.libs/libqmimic-preload.so "$work/" 2>/dev/null
	mkdir "$work/conformance"
	cp "${srcdir:-.}"/conformance/*.sh "$work/conformance/"
	chmod -R a+rwX "$work"
	QMIMIC_PRELOAD=$work/libqmimic-preload.so
	export QMIMIC_PRELOAD work
	cd "$work" || exit 99
}

# scenario TEXT: writes it to $work/s.lua.
scenario() {
	printf '%s\n' "$1" >"$work/s.lua"
}

# start_server OPTIONS: `qmimic serve` with a trace in $work/trace.
start_server() {
	rm -f "$work/out"
	"$QMIMIC" serve --trace "$@" >"$work/out" 2>"$work/trace" &
	server=$!
	await [ -s "$work/out" ]
}

# Ends it; $status is how.
stop_server() {
	kill -TERM "$server"
	wait "$server"
	status=$?
	server=
}
