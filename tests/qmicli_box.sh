# shellcheck shell=sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What the tests with qmicli share. Sourced, not run.
#
# A test that is one long list of requests runs itself in front of a modem
# (see in_box) and prints from there. As root it runs as a user without rights.

plan=0
failures=0
device=/dev/cdc-wdm0
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

if ! command -v qmicli >/dev/null; then
	echo "1..0 # SKIP qmicli is not installed"
	exit 0
fi

# What the caller's shell needs before it may call qmimic.
set_up() {
	work=$(mktemp -d "${TMPDIR:-/tmp}/qmicli-test.XXXXXX") || exit 99
	trap 'rm -rf "$work"' EXIT
	# The build may lie where a user without rights cannot read.
	cp "$QMIMIC" "$work/qmimic" || exit 99
	mkdir "$work/tests"
	cp "${srcdir:-.}"/tests/qmicli_*.sh "$work/tests/"
	cp -r "${srcdir:-.}/scenarios" "$work/"
	chmod -R a+rX "$work"
	mkdir -m 1777 "$work/tmp"
	TMPDIR=$work/tmp
	XDG_RUNTIME_DIR=$TMPDIR
	export TMPDIR XDG_RUNTIME_DIR
	unprivileged=
	[ "$(id -u)" != 0 ] ||
		unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
}

# qmimic ARGUMENTS: as a user without rights.
qmimic() {
	$unprivileged "$work/qmimic" "$@"
}

# in_box NAME OPTIONS: runs tests/NAME.sh again, in front of a modem.
in_box() {
	name=$1
	shift
	set_up
	IN_BOX=yes srcdir=$work qmimic run "$@" -- sh "$work/tests/$name.sh" \
		2>"$work/tmp/stderr"
	status=$?
	sed 's/^/# /' "$work/tmp/stderr"
	exit $status
}

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

# has TEXT PATTERN NAME: a line of the text matches.
has() {
	printf '%s\n' "$1" | grep -q -e "$2"
	ok "$3" || printf '%s\n' "no line matches '$2' in:" "$1" | sed 's/^/# /'
}

# lacks TEXT PATTERN NAME: no line of the text matches.
lacks() {
	! printf '%s\n' "$1" | grep -q -e "$2"
	ok "$3" || printf '%s\n' "a line matches '$2' in:" "$1" | sed 's/^/# /'
}

# q OPTIONS: asks the modem; sets `out` and `status`. A request that is not
# answered at all ends with status 124.
q() {
	out=$(timeout 5 qmicli -d $device "$@" 2>&1)
	status=$?
}

# gives PATTERN OPTIONS: the request succeeds and a line matches.
gives() {
	pattern=$1
	shift
	q "$@"
	[ $status = 0 ] && printf '%s\n' "$out" | grep -q -e "$pattern"
	ok "$*: $pattern" ||
		printf '%s\n' "status $status" "$out" | sed 's/^/# /'
}

# says PATTERN: the last answer has another line that matches.
says() {
	has "$out" "$1" "... $1"
}

# refused PATTERN OPTIONS: the request fails, and says so in these words.
refused() {
	pattern=$1
	shift
	q "$@"
	[ $status = 1 ] && printf '%s\n' "$out" | grep -q -e "$pattern"
	ok "$*: refused, $pattern" ||
		printf '%s\n' "status $status" "$out" | sed 's/^/# /'
}

finish() {
	echo "1..$plan"
	[ $failures = 0 ]
	exit
}
